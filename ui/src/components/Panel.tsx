import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

interface Props {
  title: string;
  /** Said beside the title, in a quieter voice. */
  note?: ReactNode;
  /** Controls at the end of the title's line. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, note, tools, children }: Props) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 id={id}>{title}</h2>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      {children}
    </section>
  );
}

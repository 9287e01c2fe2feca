import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';
import { TitleLine } from './TitleLine';

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
      <div className={styles.header}>
        <TitleLine tools={tools}>
          <h2 id={id}>{title}</h2>
          {note && <p className={styles.note}>{note}</p>}
        </TitleLine>
      </div>
      {children}
    </section>
  );
}

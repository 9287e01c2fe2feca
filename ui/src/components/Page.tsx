import { useEffect, type ReactNode } from 'react';
import styles from './Page.module.css';

interface Props {
  /** What the page is about, in the tab of the browser too. */
  title: string;
  heading?: ReactNode;
  note?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

export function Page({ title, heading, note, tools, children }: Props) {
  useEffect(() => {
    document.title = `${title} · NodePulse`;
  }, [title]);
  return (
    <main className={styles.page} id="main">
      <header className={styles.header}>
        <div className={styles.heading}>
          <h1>{heading ?? title}</h1>
          {note}
        </div>
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      {children}
    </main>
  );
}

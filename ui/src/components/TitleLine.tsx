import type { ReactNode } from 'react';
import styles from './TitleLine.module.css';

/** A heading with what is said beside it, and controls at the end of its line. */
export function TitleLine({ children, tools }: { children: ReactNode; tools?: ReactNode }) {
  return (
    <header className={styles.line}>
      <div className={styles.heading}>{children}</div>
      {tools && <div className={styles.tools}>{tools}</div>}
    </header>
  );
}

import type { ReactNode } from 'react';
import styles from './Figure.module.css';

/** A list of figures side by side. */
export const Figures = ({ children }: { children: ReactNode }) => (
  <dl className={styles.figures}>{children}</dl>
);

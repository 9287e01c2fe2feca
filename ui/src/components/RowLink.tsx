import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './RowLink.module.css';

/** The link of a table row; all of the row can be clicked. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={styles.link} data-row-link="">
      {children}
    </Link>
  );
}

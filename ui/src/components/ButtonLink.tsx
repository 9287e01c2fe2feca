import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './Button.module.css';

/** A link to another page of ours that looks like a button. */
export const ButtonLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className={styles.button}>
    {children}
  </Link>
);

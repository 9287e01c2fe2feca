import type { ReactNode } from 'react';
import { cx } from '../lib/cx';
import styles from './Banner.module.css';

interface Props {
  tone: 'warn' | 'bad';
  action?: ReactNode;
  children: ReactNode;
}

/** A line that qualifies what stands below it. */
export function Banner({ tone, action, children }: Props) {
  return (
    <div className={cx(styles.banner, styles[tone])} role="alert">
      <p>{children}</p>
      {action}
    </div>
  );
}

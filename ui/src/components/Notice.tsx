import type { ReactNode } from 'react';
import { cx } from '../lib/cx';
import styles from './Notice.module.css';

interface Props {
  tone?: 'plain' | 'warn' | 'bad';
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Says in one place what is going on and what can be done about it. */
export function Notice({ tone = 'plain', title, children, action }: Props) {
  return (
    <div className={cx(styles.notice, styles[tone])} role={tone === 'plain' ? undefined : 'alert'}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

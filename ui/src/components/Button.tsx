import type { ComponentProps } from 'react';
import { cx } from '../lib/cx';
import styles from './Button.module.css';

interface Props extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger';
}

export function Button({ look = 'plain', className, ...rest }: Props) {
  return <button type="button" className={cx(styles.button, styles[look], className)} {...rest} />;
}

import type { ComponentProps } from 'react';
import styles from './Field.module.css';

interface Props extends ComponentProps<'input'> {
  label: string;
  hint?: string;
}

/** A line of text to fill in, with its label above it. */
export function Field({ label, hint, ...input }: Props) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input className={styles.input} {...input} />
      {hint && <span className={styles.hint}>{hint}</span>}
    </label>
  );
}

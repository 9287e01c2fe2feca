import { cx } from '../lib/cx';
import type { Quantity } from '../lib/format';
import { Tip } from './Tip';
import styles from './Value.module.css';

interface Props {
  of: Quantity | null;
  /** Why there is no figure, shown on hover where there is none. */
  why?: string;
  /** What has to be said of it, where it does not stand for all that it seems to. */
  but?: string | undefined;
  className?: string | undefined;
}

/** A figure with its unit, or an en dash that tells why there is none. */
export function Value({ of, why = 'it is not known', but, className }: Props) {
  if (of === null) {
    return (
      <Tip text={why}>
        <span className={cx(styles.none, className)}>
          <span aria-hidden="true">–</span>
          <span className="visually-hidden">no value: {why}</span>
        </span>
      </Tip>
    );
  }
  const figure = (
    <>
      {of.text}
      {of.unit && <span className={styles.unit}> {of.unit}</span>}
    </>
  );
  if (but === undefined) return <span className={cx(styles.value, className)}>{figure}</span>;
  return (
    <Tip text={but}>
      <span className={cx(styles.value, styles.partly, className)}>
        {figure}
        <span className="visually-hidden"> ({but})</span>
      </span>
    </Tip>
  );
}

/** Applies a format to a figure that may not be known. */
export const known = (
  value: number | null | undefined,
  format: (value: number) => Quantity,
): Quantity | null => (value === null || value === undefined ? null : format(value));

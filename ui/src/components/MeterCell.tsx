import { cx } from '../lib/cx';
import type { Quantity } from '../lib/format';
import { Meter, type Tone } from './Meter';
import styles from './MeterCell.module.css';
import { Value } from './Value';

interface Props {
  of: Quantity | null;
  why: string;
  /** Between 0 and 1. */
  share: number | null;
  tone: Tone;
  /** The bar steps back behind those of the column that ranks. */
  quiet?: boolean;
}

/** A figure over its bar, so that the eye ranks before it reads. */
export function MeterCell({ of, why, share, tone, quiet }: Props) {
  return (
    <span className={styles.cell}>
      <Value of={of} why={why} />
      <span className={cx(styles.meter, quiet && styles.quiet)}>
        <Meter share={share} tone={tone} />
      </span>
    </span>
  );
}

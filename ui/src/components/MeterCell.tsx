import { cx } from '../lib/cx';
import type { Quantity } from '../lib/format';
import { TimeTip } from './At';
import { Meter, type Tone } from './Meter';
import styles from './MeterCell.module.css';
import { Value } from './Value';

interface Props {
  of: Quantity | null;
  why: string;
  /** What has to be said of it. */
  but?: string | undefined;
  /** When it was so, in epoch ms; shown on hover. */
  at?: number | null;
  /** Between 0 and 1. */
  share: number | null;
  tone: Tone;
  /** The bar steps back behind those of the column that ranks. */
  quiet?: boolean;
}

/** A figure over its bar, so that the eye ranks before it reads. */
export function MeterCell({ of, why, but, at = null, share, tone, quiet }: Props) {
  const value = <Value of={of} why={why} but={but} />;
  return (
    <span className={styles.cell}>
      {at === null ? value : <TimeTip time={at}>{value}</TimeTip>}
      <span className={cx(styles.meter, quiet && styles.quiet)}>
        <Meter share={share} tone={tone} />
      </span>
    </span>
  );
}

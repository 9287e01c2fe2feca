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
}

/** A figure over its bar, so that the eye ranks before it reads. */
export function MeterCell({ of, why, share, tone }: Props) {
  return (
    <span className={styles.cell}>
      <Value of={of} why={why} className={styles.figure} />
      <Meter share={share} tone={tone} />
    </span>
  );
}

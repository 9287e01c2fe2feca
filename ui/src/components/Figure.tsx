import type { ReactNode } from 'react';
import styles from './Figure.module.css';
import { Meter, type Tone } from './Meter';

interface Props {
  name: string;
  value: ReactNode;
  note?: ReactNode;
  /** Between 0 and 1, where the figure is a part of something. */
  share?: number | null;
  tone?: Tone;
}

/** One figure of a list of figures. */
export function Figure({ name, value, note, share, tone = 'count' }: Props) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
      {share !== undefined && (
        <dd className={styles.meter}>
          <Meter share={share} tone={tone} />
        </dd>
      )}
    </div>
  );
}

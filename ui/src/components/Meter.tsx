import { cx } from '../lib/cx';
import styles from './Meter.module.css';

export type Tone = 'cpu' | 'memory' | 'count' | 'figure';

/** A bar that shows a share between 0 and 1; the figure beside it carries the meaning. */
export function Meter({ share, tone }: { share: number | null; tone: Tone }) {
  const width = `${(Math.min(1, Math.max(0, share ?? 0)) * 100).toFixed(1)}%`;
  return (
    <span className={cx(styles.track, styles[tone])} aria-hidden="true">
      <span className={styles.fill} style={{ width }} />
    </span>
  );
}

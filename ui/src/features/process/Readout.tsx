import type { ProcessHistory } from '../../api/schema';
import { useNow } from '../../lib/clock';
import { quantity } from '../../lib/format';
import { useStore, type Store } from '../../lib/store';
import { localTime } from '../../lib/time';
import { scales, type Aspect } from './plots';
import styles from './process.module.css';

interface Props {
  history: ProcessHistory;
  aspect: Aspect;
  pointed: Store<number | null>;
}

/** The values under the pointer, or the latest ones where nothing is pointed at. */
export function Readout({ history: { points }, aspect, pointed }: Props) {
  const now = useNow();
  const index = useStore(pointed);
  const point = index === null ? points.findLast((each) => each.num_procs !== null) : points[index];
  if (!point) return null;
  const show = (value: number) => quantity(scales[aspect].format(value));
  const spread = aspect === 'cpu' ? point.cpu_percent : point.memory_mb;
  return (
    <p className={styles.readout}>
      <span>{localTime(point.at, now)}</span>
      {aspect === 'count' ? (
        <span>{point.num_procs === null ? 'no sample' : show(point.num_procs)}</span>
      ) : spread ? (
        <span>
          <span className={styles.extremes}>mean</span> {show(spread.avg)}{' '}
          <span className={styles.extremes}>min {show(spread.min)}</span>{' '}
          <span className={styles.extremes}>max {show(spread.max)}</span>
        </span>
      ) : (
        <span>no sample</span>
      )}
      {point.resets > 0 && <span className={styles.reset}>counter reset</span>}
    </p>
  );
}

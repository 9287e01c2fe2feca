import type { ProcessChange } from '../../api/changes';
import { isOptional } from '../../api/metrics';
import type { ProcessHistory } from '../../api/schema';
import { useNow } from '../../lib/clock';
import { partlyKnown } from '../../lib/figureParts';
import { quantity } from '../../lib/format';
import { useStore, type Store } from '../../lib/store';
import { localTime } from '../../lib/time';
import { changeText } from '../changes/changeText';
import { scales, spreadOf, type Aspect } from './plots';
import styles from './process.module.css';

interface Props {
  history: ProcessHistory;
  aspect: Aspect;
  changes: ProcessChange[];
  pointed: Store<number | null>;
}

type Point = ProcessHistory['points'][number];

/** The values under the pointer, or the latest ones where nothing is pointed at. */
export function Readout({ history, aspect, changes, pointed }: Props) {
  const { points, step_seconds } = history;
  const now = useNow();
  const index = useStore(pointed);
  const point = index === null ? points.findLast((each) => each.num_procs !== null) : points[index];
  if (!point) return null;
  return (
    <p className={styles.readout}>
      <span>{localTime(point.at, now)}</span>
      <Values point={point} aspect={aspect} />
      {point.resets > 0 && <span className={styles.reset}>counter reset</span>}
      {index !== null && (
        <Changes of={changes} from={point.at} to={point.at + 1000 * step_seconds} />
      )}
    </p>
  );
}

/** What became of the process in a step. */
function Changes({ of, from, to }: { of: ProcessChange[]; from: number; to: number }) {
  const texts = of.filter(({ at }) => at >= from && at < to).map(changeText);
  return texts.length > 0 && <span className={styles.reset}>{[...new Set(texts)].join(', ')}</span>;
}

function Values({ point, aspect }: { point: Point; aspect: Aspect }) {
  const show = (value: number) => quantity(scales[aspect].format(value));
  if (point.num_procs === null) return <span>no sample</span>;
  if (aspect === 'count') return <span>{show(point.num_procs)}</span>;
  const spread = spreadOf(point, aspect);
  if (!spread) return <span>{isOptional(aspect) ? 'not known' : 'no sample'}</span>;
  const { min, avg, max } = spread;
  const but = isOptional(aspect) ? partlyKnown(aspect, point.figure?.known ?? 0) : undefined;
  return (
    <span>
      <span className={styles.extremes}>mean</span> {show(avg)}{' '}
      {min !== null && <span className={styles.extremes}>min {show(min)}</span>}{' '}
      {max !== null && <span className={styles.extremes}>max {show(max)}</span>}{' '}
      {but !== undefined && <span className={styles.extremes}>{but}</span>}
    </span>
  );
}

import { metricRow, metricRows, type Metric } from '../../api/metrics';
import type { ProcessHistory } from '../../api/schema';
import type { Mark, Plot, Scale } from '../../components/chart/plot';
import { formatOf } from '../../lib/figureParts';
import { count } from '../../lib/format';

/** What a chart of a process is about. */
export type Aspect = Metric | 'count';

/** How the values of an aspect are measured. */
export const scales: Record<Aspect, Scale> = {
  ...(Object.fromEntries(
    metricRows.map(({ metric, unit, counter }) => [
      metric,
      {
        format: formatOf(metric),
        binary: unit === 'bytes' || unit === 'mebibytes',
        whole: unit === 'count' && !counter,
      },
    ]),
  ) as Record<Metric, Scale>),
  count: { format: count, whole: true },
};

type Point = ProcessHistory['points'][number];

/** Values of a step; the lowest of an optional metric is not known, nor is the highest of a sum. */
export interface Spread {
  min: number | null;
  avg: number;
  max: number | null;
}

/** What a step says of a metric; null where it is not known. */
export function spreadOf(point: Point, metric: Metric): Spread | null {
  if (metric === 'cpu') return point.cpu_percent;
  if (metric === 'memory') return point.memory_mb;
  const { avg = null, max = null } = point.figure ?? {};
  return avg === null ? null : { min: null, avg, max };
}

const colours: Partial<Record<Aspect, string>> = {
  cpu: '--cpu',
  memory: '--memory',
  count: '--count',
};

/** One aspect of a process over time: the mean as a line, lowest to highest, as far as they are known, as its band. */
export function plotOf(
  { points, from, to, name }: ProcessHistory,
  aspect: Aspect,
  marks: Mark[],
): Plot {
  const colour = colours[aspect] ?? '--figure';
  const resets = points
    .filter((point) => point.resets > 0)
    .map(({ at }): Mark => ({ at: at / 1000, kind: 'reset' }));
  const frame = {
    x: points.map(({ at }) => at / 1000),
    marks: [...resets, ...marks],
    from: from / 1000,
    to: to / 1000,
  };
  if (aspect === 'count') {
    const values = points.map((point) => point.num_procs);
    return { ...frame, lines: [{ label: name, colour, values }] };
  }
  const spreads = points.map((point) => spreadOf(point, aspect));
  const values = spreads.map((spread) => spread?.avg ?? null);
  if (metricRow(aspect).sum) return { ...frame, lines: [{ label: name, colour, values }] };
  const band = {
    low: spreads.map((spread) => spread?.min ?? spread?.avg ?? null),
    high: spreads.map((spread) => spread?.max ?? spread?.avg ?? null),
    colour: `${colour}-soft`,
  };
  return { ...frame, lines: [{ label: name, colour, values, band }] };
}

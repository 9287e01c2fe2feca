import type { ProcessHistory } from '../../api/schema';
import type { Plot, Scale } from '../../components/chart/plot';
import { count, mebibytes, percent } from '../../lib/format';

export type Aspect = 'cpu' | 'memory' | 'count';

export const scales: Record<Aspect, Scale> = {
  cpu: { format: percent },
  memory: { format: mebibytes, binary: true },
  count: { format: count, whole: true },
};

/** One aspect of a process over time: the mean as a line, lowest to highest as its band. */
export function plotOf({ points, from, to, name }: ProcessHistory, aspect: Aspect): Plot {
  const frame = {
    x: points.map(({ at }) => at / 1000),
    resets: points.filter(({ resets }) => resets > 0).map(({ at }) => at / 1000),
    from: from / 1000,
    to: to / 1000,
  };
  if (aspect === 'count') {
    const values = points.map((point) => point.num_procs);
    return { ...frame, lines: [{ label: name, colour: '--count', values }] };
  }
  const spreads = points.map((point) => (aspect === 'cpu' ? point.cpu_percent : point.memory_mb));
  const band = {
    low: spreads.map((spread) => spread?.min ?? null),
    high: spreads.map((spread) => spread?.max ?? null),
    colour: `--${aspect}-soft`,
  };
  const values = spreads.map((spread) => spread?.avg ?? null);
  return { ...frame, lines: [{ label: name, colour: `--${aspect}`, values, band }] };
}

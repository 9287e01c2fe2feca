import { isOptional, type Metric, type Part } from '../../api/metrics';
import type { ProcessHistory } from '../../api/schema';
import { figureParts, formatOf, notKnown, partlyKnown } from '../../lib/figureParts';
import type { Quantity } from '../../lib/format';

interface LineColumn {
  part: Part;
  heading: string;
  format: (value: number) => Quantity;
}

const headings: Record<Part, string> = {
  latest: 'Latest',
  avg: 'Average',
  max: 'Highest',
  total: 'Total',
};
const usual: Part[] = ['latest', 'avg', 'max'];

/** Which figures of the range are told of each line. */
export const lineColumns = (metric: Metric): LineColumn[] =>
  (isOptional(metric)
    ? figureParts(metric)
    : usual.map((part) => ({ part, format: formatOf(metric) }))
  ).map(({ part, format }) => ({ part, heading: headings[part], format }));

/** A line's figure of the range. */
export function lineFigure(
  history: ProcessHistory | undefined,
  metric: Metric,
  part: Part,
): number | null | undefined {
  const of = history?.process;
  const usage: Partial<Record<Part, number | null | undefined>> | undefined | null =
    metric === 'cpu'
      ? { latest: of?.cpu_percent, avg: of?.avg_cpu_percent, max: of?.max_cpu_percent }
      : metric === 'memory'
        ? { latest: of?.memory_mb, avg: of?.avg_memory_mb, max: of?.peak_memory_mb }
        : of?.figure;
  return usage?.[part];
}

/** Why a line has no such figure, where asking for it did not fail. */
export const whyNone = (history: ProcessHistory | undefined, metric: Metric): string =>
  history?.process && isOptional(metric) ? notKnown(metric) : 'there is no sample in this range';

/** What has to be said of a line's figures. */
export const butKnown = (history: ProcessHistory | undefined, metric: Metric) =>
  isOptional(metric) ? partlyKnown(metric, history?.process?.figure?.known ?? 0) : undefined;

import { metricRow, type Metric, type MetricRow, type Part } from '../api/metrics';
import {
  amount,
  bytes,
  bytesPerSecond,
  inSentence,
  mebibytes,
  percent,
  perSecond,
  type Quantity,
} from './format';

type Format = (value: number) => Quantity;

const amounts: Record<MetricRow['unit'], Format> = { percent, mebibytes, bytes, count: amount };
const rates: Record<MetricRow['unit'], Format> = {
  ...amounts,
  bytes: bytesPerSecond,
  count: perSecond,
};

/** How a metric's values over time are written: those of a counter are of a second. */
export function formatOf(metric: Metric): Format {
  const { unit, counter } = metricRow(metric);
  return (counter ? rates : amounts)[unit];
}

/** One of the figures that a process has by an optional metric. */
export interface FigurePart {
  part: Part;
  label: string;
  hint: string;
  format: Format;
}

/** The figures of an optional metric, in the order in which they are shown. */
export function figureParts(metric: Metric): FigurePart[] {
  const { counter, sum, unit } = metricRow(metric);
  const format = formatOf(metric);
  const latest = { label: 'latest', hint: 'In the latest scrape of the range' };
  const watched = 'A second, over all the time that the server was watched';
  const interval = 'A second, in the highest interval between two scrapes';
  const parts: (FigurePart | false)[] = [
    !counter && { part: 'latest', format, ...latest },
    { part: 'avg', label: 'average', hint: counter ? watched : 'Over its samples', format },
    !sum && {
      part: 'max',
      label: 'peak',
      hint: counter ? interval : 'Highest in the range',
      format,
    },
    !!counter && {
      part: 'total',
      label: 'total',
      hint: 'In the range; processes are ranked by it',
      format: amounts[unit],
    },
  ];
  return parts.filter((part) => part !== false);
}

/** Why there may be no figure: whatever is not known is not zero. */
export const notKnown = (metric: Metric): string =>
  metricRow(metric).counter
    ? 'not known: the agent may not read it, or there are no two scrapes with it yet'
    : 'not known: the agent may not read it';

/** What has to be said of a figure that is known for a part only, `known` of 0 to 1. */
export function partlyKnown(metric: Metric, known: number): string | undefined {
  if (known >= 1) return undefined;
  const share = known < 0.01 ? 'less than 1 %' : `${Math.floor(known * 100)} %`;
  return metricRow(metric).counter
    ? `known ${share} of the time`
    : `known in ${share} of its samples`;
}

/** What a list of processes is in order of. */
export function rankedBy(metric: Metric): string {
  const { counter, title } = metricRow(metric);
  return `${counter ? '' : 'average '}${inSentence(title)}`;
}

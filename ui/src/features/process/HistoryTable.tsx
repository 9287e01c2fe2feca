import type { Memory } from '../../api/groupings';
import { metricRow, type Metric } from '../../api/metrics';
import type { ProcessHistory } from '../../api/schema';
import { At } from '../../components/At';
import { PlainTable, type PlainColumn } from '../../components/PlainTable';
import { known, Value } from '../../components/Value';
import { figureParts, formatOf, notKnown, partlyKnown } from '../../lib/figureParts';
import { count, mebibytes, percent, type Quantity } from '../../lib/format';
import { shownName } from '../../lib/shownName';
import styles from './process.module.css';

const why = 'there is no sample here';

const usualColumns = ({ title }: Memory): PlainColumn[] => [
  { heading: 'Time' },
  { heading: 'CPU min', end: true, wide: true },
  { heading: 'CPU mean', end: true },
  { heading: 'CPU max', end: true, wide: true },
  { heading: `${title} min`, end: true, wide: true },
  { heading: `${title} mean`, end: true },
  { heading: `${title} max`, end: true, wide: true },
  { heading: 'Count', end: true },
  { heading: 'Resets', end: true, wide: true },
];

type Point = ProcessHistory['points'][number];

/** A step has the mean of an optional metric, and its highest value where that is known. */
const edges = [
  { part: 'avg', heading: 'mean', wide: false },
  { part: 'max', heading: 'max', wide: true },
] as const;

const edgesOf = (metric: Metric) =>
  edges.filter((edge) => figureParts(metric).some(({ part }) => part === edge.part));

interface Props {
  history: ProcessHistory;
  memory: Memory;
}

/** Everything that the charts show, newest first, as figures. */
export function HistoryTable({ history: { name, metric, points }, memory }: Props) {
  const columns =
    metric === null
      ? usualColumns(memory)
      : usualColumns(memory).concat(
          edgesOf(metric).map(({ heading, wide }) => ({
            heading: `${metricRow(metric).title} ${heading}`,
            end: true,
            wide,
          })),
        );
  return (
    // A part that scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.table} role="region" aria-label="Values over time" tabIndex={0}>
      <PlainTable
        caption={`Values of ${shownName(name)} over time`}
        columns={columns}
        rows={points.toReversed().map((point) => ({
          key: point.at,
          cells: [...cells(point), ...(metric === null ? [] : figureCells(point, metric))],
        }))}
      />
    </div>
  );
}

function cells({ at, cpu_percent: cpu, memory_mb: memory, num_procs: procs, resets }: Point) {
  return [
    <At key="at" time={at} />,
    ...spread(cpu, percent),
    ...spread(memory, mebibytes),
    <Value key="count" of={known(procs, count)} why={why} />,
    resets,
  ];
}

const spread = (of: Point['cpu_percent'], format: (value: number) => Quantity) =>
  (['min', 'avg', 'max'] as const).map((edge) => (
    <Value key={edge} of={known(of?.[edge], format)} why={why} />
  ));

const figureCells = ({ figure, num_procs: procs }: Point, metric: Metric) =>
  edgesOf(metric).map(({ part }) => (
    <Value
      key={part}
      of={known(figure?.[part], formatOf(metric))}
      why={procs === null ? why : notKnown(metric)}
      but={partlyKnown(metric, figure?.known ?? 0)}
    />
  ));

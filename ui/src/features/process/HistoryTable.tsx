import type { ProcessHistory } from '../../api/schema';
import { At } from '../../components/At';
import { PlainTable, type PlainColumn } from '../../components/PlainTable';
import { known, Value } from '../../components/Value';
import { count, mebibytes, percent, type Quantity } from '../../lib/format';
import { shownName } from '../../lib/shownName';
import styles from './process.module.css';

const why = 'there is no sample here';

const columns: PlainColumn[] = [
  { heading: 'Time' },
  { heading: 'CPU min', end: true, wide: true },
  { heading: 'CPU mean', end: true },
  { heading: 'CPU max', end: true, wide: true },
  { heading: 'RSS min', end: true, wide: true },
  { heading: 'RSS mean', end: true },
  { heading: 'RSS max', end: true, wide: true },
  { heading: 'Count', end: true },
  { heading: 'Resets', end: true, wide: true },
];

type Point = ProcessHistory['points'][number];

/** Everything that the charts show, newest first, as figures. */
export function HistoryTable({ history }: { history: ProcessHistory }) {
  return (
    // A part that scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.table} role="region" aria-label="Values over time" tabIndex={0}>
      <PlainTable
        caption={`Values of ${shownName(history.name)} over time`}
        columns={columns}
        rows={history.points.toReversed().map((point) => ({ key: point.at, cells: cells(point) }))}
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

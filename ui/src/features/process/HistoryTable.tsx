import type { ProcessHistory } from '../../api/schema';
import { At } from '../../components/At';
import { known, Value } from '../../components/Value';
import { count, mebibytes, percent, type Quantity } from '../../lib/format';
import styles from './process.module.css';

const why = 'there is no sample here';
const headings = [
  'Time',
  'CPU min',
  'CPU mean',
  'CPU max',
  'RSS min',
  'RSS mean',
  'RSS max',
  'Count',
  'Resets',
];

type Point = ProcessHistory['points'][number];

/** Everything that the charts show, newest first, as figures. */
export function HistoryTable({ history }: { history: ProcessHistory }) {
  return (
    // A part that scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.table} role="region" aria-label="Values over time" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.points.toReversed().map((point) => (
            <Row key={point.at} point={point} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  point: { at, cpu_percent: cpu, memory_mb: memory, num_procs: procs, resets },
}: {
  point: Point;
}) {
  return (
    <tr>
      <th scope="row">
        <At time={at} />
      </th>
      <Spread of={cpu} format={percent} />
      <Spread of={memory} format={mebibytes} />
      <td>
        <Value of={known(procs, count)} why={why} />
      </td>
      <td>{resets}</td>
    </tr>
  );
}

function Spread({ of, format }: { of: Point['cpu_percent']; format: (value: number) => Quantity }) {
  return [of?.min, of?.avg, of?.max].map((value, index) => (
    <td key={headings[index]}>
      <Value of={known(value, format)} why={why} />
    </td>
  ));
}

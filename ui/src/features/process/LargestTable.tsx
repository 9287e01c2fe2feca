import type { LargestProcesses } from '../../api/largest';
import { At } from '../../components/At';
import { Notice } from '../../components/Notice';
import { PlainTable, type PlainColumn } from '../../components/PlainTable';
import { known, Value } from '../../components/Value';
import { useNow } from '../../lib/clock';
import { mebibytes, percent } from '../../lib/format';
import styles from './process.module.css';

const day = 86_400_000;

const usualColumns: PlainColumn[] = [
  { heading: 'PID' },
  { heading: 'User' },
  { heading: 'Running since', wide: true },
  { heading: 'CPU', end: true },
  { heading: 'RSS', end: true },
];

interface Props {
  answer: LargestProcesses;
  /** The point in time that was asked for; undefined for the newest there is. */
  asked: number | undefined;
}

/** The processes with the most CPU time, then those with the most memory. */
export function LargestTable({ answer: { at, processes }, asked }: Props) {
  if (at === null) return <NoList asked={asked} />;
  if (processes.length === 0) {
    return (
      <Notice title="None of its processes was listed then">
        Of a group that uses less than 5 % of a core and 64 MiB, none is.
      </Notice>
    );
  }
  const withArguments = processes.some((process) => process.arguments !== null);
  return (
    <PlainTable
      caption="The largest processes of this name"
      columns={withArguments ? [...usualColumns, { heading: 'Arguments' }] : usualColumns}
      rows={processes.map((process) => ({
        key: process.pid,
        cells: [
          process.pid,
          process.user ?? <Value key="user" of={null} />,
          process.started_at === null ? (
            <Value key="since" of={null} />
          ) : (
            <At key="since" time={process.started_at} />
          ),
          <Value key="cpu" of={known(process.cpu_percent, percent)} />,
          <Value key="memory" of={known(process.memory_mb, mebibytes)} />,
          ...(withArguments
            ? [
                <code key="arguments" className={styles.arguments}>
                  {process.arguments}
                </code>,
              ]
            : []),
        ],
      }))}
    />
  );
}

function NoList({ asked }: { asked: number | undefined }) {
  const now = useNow();
  return asked !== undefined && asked < now - day ? (
    <Notice title="Processes are kept for a day">There is no list of that time any more.</Notice>
  ) : (
    <Notice title="There is no list of processes">
      An agent that reads <code>/proc</code> sends one a minute; one that reads a page of
      process_exporter cannot tell processes apart.
    </Notice>
  );
}

import { createColumnHelper } from '@tanstack/react-table';
import type { Server } from '../../api/schema';
import { Ago } from '../../components/At';
import { MeterCell } from '../../components/MeterCell';
import { RowLink } from '../../components/RowLink';
import { Sparkline } from '../../components/Sparkline';
import { StateMark } from '../../components/StateMark';
import { byName, bySize, type Features } from '../../components/table';
import { known, Value } from '../../components/Value';
import { addresses } from '../../lib/address';
import { bytes, count, decimal, percent, quantity } from '../../lib/format';
import { serverName } from '../../lib/serverName';
import { shownName } from '../../lib/shownName';
import styles from './fleet.module.css';

const helper = createColumnHelper<Features, Server>();
const noHost = 'no host figures have come from this server yet';
const noTop = 'no process has a CPU value yet';

const memoryShare = ({ memory_used_bytes: used, memory_total_bytes: total }: Server) =>
  used !== null && total ? used / total : undefined;

export const columns = helper.columns([
  helper.accessor(serverName, {
    id: 'name',
    meta: { label: 'Server' },
    sortFn: byName,
    cell: ({ row: { original: server } }) => (
      <>
        <RowLink href={addresses.server(server.id)}>
          <StateMark state={server.state} wordless />
          <bdi>{serverName(server)}</bdi>
        </RowLink>
        <span className={styles.seen}>
          <LastSeen server={server} />
        </span>
      </>
    ),
  }),
  helper.accessor((server) => server.cpu_percent ?? undefined, {
    id: 'cpu',
    meta: { label: 'CPU', align: 'end', hint: 'Share of all cores of the server' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({
      row: {
        original: { cpu_percent: cpu, ...server },
      },
    }) => (
      <MeterCell
        of={known(cpu, percent)}
        why={noHost}
        share={(cpu ?? 0) / 100}
        tone="cpu"
        {...agedLook(server)}
      />
    ),
  }),
  helper.accessor(memoryShare, {
    id: 'memory',
    meta: { label: 'Memory', align: 'end', hint: 'Used part of the memory of the server' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original: server } }) => (
      <span title={memoryText(server)}>
        <MeterCell
          of={known(memoryShare(server), (share) => percent(share * 100))}
          why={noHost}
          share={memoryShare(server) ?? 0}
          tone="memory"
          {...agedLook(server)}
        />
      </span>
    ),
  }),
  helper.accessor((server) => server.load_1min ?? undefined, {
    id: 'load',
    meta: { label: 'Load', align: 'end', hint: 'Load average of 1 minute', from: 'tablet' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original: server } }) => (
      <Value of={known(server.load_1min, decimal)} why={noHost} />
    ),
  }),
  helper.accessor((server) => server.processes_total ?? undefined, {
    id: 'processes',
    meta: {
      label: 'Running · blocked · all',
      align: 'end',
      hint: 'Processes, sorted by all of them',
      from: 'desktop',
    },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original: server } }) => (
      <span className={styles.triple}>
        <Value of={known(server.processes_running, count)} why={noHost} />
        <Value of={known(server.processes_blocked, count)} why={noHost} />
        <Value of={known(server.processes_total, count)} why={noHost} />
      </span>
    ),
  }),
  helper.accessor((server) => server.top_process?.cpu_percent ?? undefined, {
    id: 'heaviest',
    meta: { label: 'Heaviest process', from: 'tablet', hint: 'By CPU; 100 % is one core' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original: server } }) => <Heaviest server={server} />,
  }),
  helper.display({
    id: 'hour',
    meta: { label: 'CPU, last hour', from: 'desktop' },
    cell: ({ row: { original: server } }) => (
      <Sparkline values={server.cpu_history} label={`CPU of ${serverName(server)}, last hour`} />
    ),
  }),
]);

/** Figures of a server that is silent step back, and say of when they are. */
const agedLook = ({ state, host_as_of: at }: Pick<Server, 'state' | 'host_as_of'>) =>
  state === 'live' ? {} : { quiet: true, at };

function memoryText({ memory_used_bytes: used, memory_total_bytes: total }: Server) {
  return used === null || total === null
    ? undefined
    : `${quantity(bytes(used))} of ${quantity(bytes(total))}`;
}

function LastSeen({ server }: { server: Server }) {
  if (server.state === 'never_seen') return 'never seen';
  if (server.last_seen === null) return null;
  return (
    <>
      {server.state === 'stale' && 'stale, seen '}
      <Ago time={server.last_seen} />
    </>
  );
}

function Heaviest({ server: { top_process: top } }: { server: Server }) {
  if (!top) return <Value of={null} why={noTop} />;
  return (
    <span className={styles.heaviest}>
      <bdi className={styles.process}>{shownName(top.name)}</bdi>
      <Value of={known(top.cpu_percent, percent)} why={noTop} className={styles.muted} />
    </span>
  );
}

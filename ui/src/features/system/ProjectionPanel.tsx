import type { Projection } from '../../api/schema';
import { useMayForAll } from '../../api/session';
import { Panel } from '../../components/Panel';
import { PlainTable, type PlainColumn, type PlainRow } from '../../components/PlainTable';
import { known, Value } from '../../components/Value';
import { count, decimal, quantity } from '../../lib/format';
import { Rebuild } from './Rebuild';
import { RebuildProgress } from './RebuildProgress';
import styles from './system.module.css';

const why = 'the projection does not tell';

const columns: PlainColumn[] = [
  { heading: 'Shard' },
  { heading: 'Position', end: true },
  { heading: 'Head', end: true, wide: true },
  { heading: 'Behind', end: true },
  { heading: 'Lag', end: true },
  { heading: 'Trouble' },
];

const seconds = (value: number) => ({ text: decimal(value).text, unit: 's' });

/** One projection: how far behind the event store each of its shards is. */
export function ProjectionPanel({ projection }: { projection: Projection }) {
  const mayRebuild = useMayForAll('operator');
  const { name, state, shards, rebuild, repairs, dead_letters: dead } = projection;
  const lag = shards.reduce((sum, shard) => sum + (shard.lag_events ?? 0), 0);
  const note = [
    state,
    lag === 0 ? 'up to date' : `${quantity(count(lag))} events behind`,
    dead ? `${quantity(count(dead))} dead letters` : 'no dead letters',
    ...repairs.map((each) => `events ${each.first}–${each.last} of shard ${each.shard} repaired`),
  ].join(' · ');
  return (
    <Panel
      title={name}
      note={note}
      tools={mayRebuild && <Rebuild projection={name} disabled={!!rebuild} />}
    >
      {rebuild && <RebuildProgress rebuild={rebuild} />}
      <PlainTable caption={`Shards of ${name}`} columns={columns} rows={shards.map(rowOf)} />
    </Panel>
  );
}

function Trouble({ text }: { text: string | null }) {
  return text === null ? 'none' : <span className={styles.trouble}>{text}</span>;
}

const rowOf = (shard: Projection['shards'][number]): PlainRow => ({
  key: shard.shard,
  cells: [
    shard.shard,
    <Value key="position" of={known(shard.position, count)} why={why} />,
    <Value key="head" of={known(shard.head, count)} why={why} />,
    <Value key="behind" of={known(shard.lag_events, count)} why={why} />,
    <Value key="lag" of={known(shard.lag_seconds, seconds)} why={why} />,
    <Trouble key="trouble" text={shard.broken?.reason ?? shard.error} />,
  ],
});

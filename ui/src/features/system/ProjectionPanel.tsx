import type { Projection } from '../../api/schema';
import { Panel } from '../../components/Panel';
import { known, Value } from '../../components/Value';
import { count, decimal, quantity } from '../../lib/format';
import { Rebuild } from './Rebuild';
import { RebuildProgress } from './RebuildProgress';
import styles from './system.module.css';

const why = 'the projection does not tell';

const seconds = (value: number) => ({ text: decimal(value).text, unit: 's' });

/** One projection: how far behind the event store each of its shards is. */
export function ProjectionPanel({ projection }: { projection: Projection }) {
  const { name, state, shards, rebuild, dead_letters: dead } = projection;
  const lag = shards.reduce((sum, shard) => sum + (shard.lag_events ?? 0), 0);
  const note = [
    state,
    lag === 0 ? 'up to date' : `${quantity(count(lag))} events behind`,
    dead ? `${quantity(count(dead))} dead letters` : 'no dead letters',
  ].join(' · ');
  return (
    <Panel title={name} note={note} tools={<Rebuild projection={name} disabled={!!rebuild} />}>
      {rebuild && <RebuildProgress rebuild={rebuild} />}
      <table className={styles.shards}>
        <caption className="visually-hidden">Shards of {name}</caption>
        <thead>
          <tr>
            <th scope="col">Shard</th>
            <th scope="col">Position</th>
            <th scope="col">Head</th>
            <th scope="col">Behind</th>
            <th scope="col">Lag</th>
            <th scope="col">Trouble</th>
          </tr>
        </thead>
        <tbody>
          {shards.map((shard) => (
            <tr key={shard.shard}>
              <th scope="row">{shard.shard}</th>
              <td>
                <Value of={known(shard.position, count)} why={why} />
              </td>
              <td>
                <Value of={known(shard.head, count)} why={why} />
              </td>
              <td>
                <Value of={known(shard.lag_events, count)} why={why} />
              </td>
              <td>
                <Value of={known(shard.lag_seconds, seconds)} why={why} />
              </td>
              <td className={shard.error === null ? undefined : styles.trouble}>
                {shard.error ?? 'none'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

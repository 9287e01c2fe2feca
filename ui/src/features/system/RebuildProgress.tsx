import type { Projection } from '../../api/schema';
import { Meter } from '../../components/Meter';
import { count, duration, percent, quantity } from '../../lib/format';
import styles from './system.module.css';

/** How far a rebuild has come, and how long it will take. */
export function RebuildProgress({ rebuild }: { rebuild: NonNullable<Projection['rebuild']> }) {
  const { events_done: done, events_total: total, events_per_second: rate } = rebuild;
  const share = done !== null && total ? done / total : null;
  const parts = [
    share === null ? 'starting' : quantity(percent(share * 100)),
    done !== null && total !== null
      ? `${quantity(count(done))} of ${quantity(count(total))} events`
      : null,
    rate === null ? null : `${quantity(count(rate))} events/s`,
    rebuild.remaining_seconds === null ? null : `${duration(rebuild.remaining_seconds)} left`,
  ];
  return (
    <div className={styles.rebuild} role="status">
      {rebuild.state === 'held' ? (
        <p>
          <strong>A dry run is there to be compared.</strong> Answers come from the old tables until
          somebody switches: <code>nodepulse rebuild NAME --switch</code>, or <code>--cancel</code>.
        </p>
      ) : (
        <p>
          <strong>Rebuilding.</strong> Answers come from the old tables until the new ones have
          caught up.
        </p>
      )}
      <Meter share={share} tone="cpu" />
      <p className={styles.progress}>{parts.filter((part) => part !== null).join(' · ')}</p>
    </div>
  );
}

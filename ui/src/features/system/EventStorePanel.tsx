import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import type { EventStore } from '../../api/schema';
import { Ago } from '../../components/At';
import { Failed } from '../../components/Failed';
import { Figure } from '../../components/Figure';
import { Figures } from '../../components/Figures';
import { Skeleton } from '../../components/Skeleton';
import { Value } from '../../components/Value';
import { bytes, count, duration, percent, quantity } from '../../lib/format';

/** What the event store holds, and what proves that its history was not altered. */
export function EventStorePanel({ everyMs }: { everyMs: number | false }) {
  const store = useQuery({ ...queries.eventStore(), refetchInterval: everyMs });
  if (store.data) return <EventStoreFigures store={store.data} />;
  if (store.error) return <Failed error={store.error} retry={() => void store.refetch()} />;
  return <Skeleton rows={2} label="Fetching the event store" />;
}

function EventStoreFigures({ store }: { store: EventStore }) {
  const { events, bytes: size, sealed_events: sealed, retention_seconds: kept } = store;
  const { hot_seconds: hot, shards } = store;
  const inSegments = shards.some(({ segments }) => segments !== null);
  return (
    <Figures>
      <Figure
        name="Events stored"
        value={<Value of={count(events)} />}
        note={inSegments ? 'all are kept' : keptFor(kept)}
      />
      <Figure
        name="In Valkey"
        value={<Value of={bytes(size)} />}
        note={hot === null || !inSegments ? perEvent(size, events) : `the last ${duration(hot)}`}
      />
      <Figure
        name="Oldest sample"
        value={
          store.oldest === null ? (
            <Value of={null} why="nothing was sampled yet" />
          ) : (
            <Ago time={store.oldest} />
          )
        }
      />
      <Figure
        name="Sealed"
        value={<Value of={events > 0 ? percent((100 * sealed) / events) : null} why="no events" />}
        note={`${quantity(count(sealed))} events under a seal`}
      />
      <Figure
        name="Last verification"
        value={<Verification store={store} />}
        note={store.verified_at === null ? './nodepulse audit verify' : undefined}
      />
      <InSegments store={store} />
      <Figure
        name="Dead letters"
        value={<Value of={count(store.dead_letters)} />}
        note="events that could not be read"
      />
    </Figures>
  );
}

const keptFor = (seconds: number) =>
  seconds === 0 ? 'all are kept' : `kept for ${duration(seconds)}`;

const perEvent = (size: number, events: number) =>
  events > 0 ? `${quantity(bytes(size / events))} per event` : undefined;

/** Nothing where no segments are made. */
function InSegments({ store: { shards } }: { store: EventStore }) {
  const made = shards.flatMap(({ segments }) => segments ?? []);
  if (made.length === 0) return null;
  const sum = (figure: 'files' | 'bytes' | 'events') =>
    made.reduce((total, segments) => total + segments[figure], 0);
  const stopped = made.find((segments) => segments.stopped !== null)?.stopped;
  const each = perEvent(sum('bytes'), sum('events'));
  return (
    <Figure
      name="In segments"
      value={<Value of={count(sum('events'))} />}
      note={stopped ?? [quantity(bytes(sum('bytes'))), each].filter(Boolean).join(', ')}
    />
  );
}

function Verification({ store: { verified, verified_at: at } }: { store: EventStore }) {
  if (at === null) return <Value of={null} why="the history was not verified since the start" />;
  return (
    <>
      {verified ? 'intact' : 'altered'}, <Ago time={at} />
    </>
  );
}

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
function InSegments({ store }: { store: EventStore }) {
  const made = store.shards.flatMap(({ segments }) => segments ?? []);
  if (made.length === 0) return null;
  return (
    <Figure
      name="In segments"
      value={<Value of={count(total(made, 'events'))} />}
      note={segmentsNote(made, store.room_seconds)}
    />
  );
}

type Made = NonNullable<EventStore['shards'][number]['segments']>[];

function total(made: Made, figure: 'files' | 'bytes' | 'events' | 'waiting') {
  return made.reduce((sum, segments) => sum + segments[figure], 0);
}

/** Where they are; or what is wrong, and how long Valkey can wait for it. */
export function segmentsNote(made: Made, room: number | null): string {
  const files = quantity(count(total(made, 'files')));
  const waiting = total(made, 'waiting');
  const stopped = made.find((segments) => segments.stopped !== null)?.stopped;
  if (stopped != null) {
    const left = room === null ? '' : `; Valkey has room for ${duration(room)} at the rate of late`;
    return `${stopped}${waiting > 0 ? `; ${waiting} wait` : ''}${left}`;
  }
  const each = perEvent(total(made, 'bytes'), total(made, 'events'));
  const place = made[0]?.place;
  return [`${files} files`, each, place && `in ${place}`].filter(Boolean).join(', ');
}

function Verification({ store: { verified, verified_at: at } }: { store: EventStore }) {
  if (at === null) return <Value of={null} why="the history was not verified since the start" />;
  return (
    <>
      {verified ? 'intact' : 'altered'}, <Ago time={at} />
    </>
  );
}

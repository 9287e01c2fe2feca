import type { Projections } from '../../api/schema';
import { Ago } from '../../components/At';
import { Figure } from '../../components/Figure';
import { Figures } from '../../components/Figures';
import { known, Value } from '../../components/Value';
import { bytes, count, quantity } from '../../lib/format';

const why = 'the event store does not tell';

type Store = NonNullable<Projections['event_store']>;

/** What the event store holds, and whether its history has been verified. */
export function EventStoreFigures({ store }: { store: Store }) {
  const perEvent =
    store.bytes !== null && store.events ? quantity(bytes(store.bytes / store.events)) : null;
  return (
    <Figures>
      <Figure name="Events stored" value={<Value of={known(store.events, count)} why={why} />} />
      <Figure
        name="Size of the store"
        value={<Value of={known(store.bytes, bytes)} why={why} />}
        note={perEvent && `${perEvent} per event`}
      />
      <Figure
        name="Oldest event"
        value={store.oldest === null ? <Value of={null} why={why} /> : <Ago time={store.oldest} />}
      />
      <Figure name="Seals" value={<Value of={known(store.seals, count)} why={why} />} />
      <Figure
        name="Last verification"
        value={
          store.verified_at === null ? (
            <Value of={null} why="never verified; run ./nodepulse audit verify" />
          ) : (
            <Ago time={store.verified_at} />
          )
        }
        note={
          store.verified === null
            ? undefined
            : store.verified
              ? 'intact'
              : 'the history was altered'
        }
      />
    </Figures>
  );
}

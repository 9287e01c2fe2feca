import { createColumnHelper, useTable } from '@tanstack/react-table';
import type { RecordedEvent } from '../../api/schema';
import { At } from '../../components/At';
import { DataTable } from '../../components/DataTable';
import { byName, bySize, features, type Features } from '../../components/table';
import { known, Value } from '../../components/Value';
import { bytes, count, quantity } from '../../lib/format';
import { shownName } from '../../lib/shownName';

const helper = createColumnHelper<Features, RecordedEvent>();
const why = 'this kind of event has no such figure';

const cpuSeconds = (value: number) => ({
  text: value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  unit: 's',
});

const columns = helper.columns([
  helper.accessor('sequence', {
    meta: {
      label: 'Sequence',
      align: 'end',
      hint: 'The place in the shard of the event store',
      from: 'tablet',
    },
    enableSorting: false,
    cell: ({ getValue }) => quantity(count(getValue())),
  }),
  helper.accessor((event) => event.sampled_at ?? undefined, {
    id: 'sampled_at',
    meta: { label: 'Sampled' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original } }) =>
      original.sampled_at === null ? (
        <Value of={null} why="this event is not a sample" />
      ) : (
        <At time={original.sampled_at} />
      ),
  }),
  helper.accessor('type', { meta: { label: 'Event', from: 'tablet' }, sortFn: byName }),
  helper.accessor((event) => event.process_name ?? undefined, {
    id: 'process',
    meta: { label: 'Process' },
    sortFn: byName,
    sortUndefined: 'last',
    cell: ({ row: { original } }) => (
      <bdi>{shownName(original.process_name ?? original.reason ?? '')}</bdi>
    ),
  }),
  helper.accessor((event) => event.cpu_seconds ?? undefined, {
    id: 'cpu_seconds',
    meta: { label: 'CPU counter', align: 'end', hint: 'Seconds of CPU since the start' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original } }) => (
      <Value of={known(original.cpu_seconds, cpuSeconds)} why={why} />
    ),
  }),
  helper.accessor((event) => event.resident_bytes ?? undefined, {
    id: 'rss',
    meta: { label: 'RSS', align: 'end' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original } }) => <Value of={known(original.resident_bytes, bytes)} why={why} />,
  }),
  helper.accessor((event) => event.num_procs ?? undefined, {
    id: 'count',
    meta: { label: 'Count', align: 'end', from: 'tablet' },
    sortFn: bySize,
    sortUndefined: 'last',
    cell: ({ row: { original } }) => <Value of={known(original.num_procs, count)} why={why} />,
  }),
]);

/** Recorded events, oldest first unless sorted otherwise. */
export function EventTable({ events }: { events: RecordedEvent[] }) {
  const table = useTable({
    features,
    columns,
    data: events,
    getRowId: (event, index) => `${event.sequence}-${index}`,
  });
  return <DataTable table={table} caption="Recorded events" />;
}

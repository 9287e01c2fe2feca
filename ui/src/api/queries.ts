import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { rangeQuery, type Range } from '../lib/range';
import { utcTime } from '../lib/time';
import { ProcessChanges } from './changes';
import { LargestProcesses } from './largest';
import { apiPath, call } from './client';
import { usualGrouping, type Grouping } from './groupings';
import { isOptional, type Metric } from './metrics';
import {
  EventPage,
  EventStore,
  FoundProcesses,
  ProcessHistory,
  Projections,
  ServerDetail,
  ServerList,
  TopProcesses,
} from './schema';

/** A server of before groups by name only, and knows no such parameter. */
const asked = (by: Grouping) => (by === usualGrouping ? undefined : by);

/** What is asked for, and under which key the answer is kept. The first word of a key is its kind. */
export const queries = {
  servers: () =>
    queryOptions({
      queryKey: ['servers'],
      queryFn: ({ signal }) => call(apiPath(['servers']), ServerList, { signal }),
    }),

  server: (id: string) =>
    queryOptions({
      queryKey: ['server', id],
      queryFn: ({ signal }) => call(apiPath(['servers', id]), ServerDetail, { signal }),
    }),

  /** The heaviest processes, of those whose name has the text that is searched for. */
  top: (
    id: string,
    metric: Metric,
    limit: number,
    range: Range,
    search = '',
    by: Grouping = usualGrouping,
  ) =>
    queryOptions({
      queryKey: ['top', id, metric, limit, range, search, by],
      queryFn: ({ signal }) =>
        call(
          apiPath(['servers', id, 'processes', 'top'], {
            metric,
            limit,
            search: search || undefined,
            by: asked(by),
            ...rangeQuery(range),
          }),
          TopProcesses,
          { signal },
        ),
    }),

  /** Processes of all servers whose name has that text. */
  found: (search: string, limit: number) =>
    queryOptions({
      queryKey: ['found', search, limit],
      queryFn: ({ signal }) =>
        call(apiPath(['processes'], { search, limit }), FoundProcesses, { signal }),
    }),

  /** CPU, memory and count of a process, and its figures of the metric where that is optional. */
  history: (
    id: string,
    name: string,
    range: Range,
    points: number,
    of: Metric,
    by: Grouping = usualGrouping,
  ) => {
    const metric = isOptional(of) ? of : null;
    return queryOptions({
      queryKey: ['history', id, name, range, points, metric, by],
      queryFn: async ({ signal }) => {
        const answer = await call(
          // The name is a parameter: one that is `..` or has a slash does not survive in a path.
          apiPath(['servers', id, 'process-history'], {
            name,
            points,
            metric: metric ?? undefined,
            by: asked(by),
            ...rangeQuery(range),
          }),
          ProcessHistory,
          { signal },
        );
        return { ...answer, metric };
      },
    });
  },

  /** What became of the processes of a server, or of one of them. */
  changes: (id: string, name: string | undefined, range: Range, limit: number) =>
    queryOptions({
      queryKey: ['changes', id, name, range, limit],
      queryFn: ({ signal }) =>
        call(
          apiPath(['servers', id, 'changes'], { name, limit, ...rangeQuery(range) }),
          ProcessChanges,
          { signal },
        ),
    }),

  /** The processes behind a group at a point in time; the newest where none is given. */
  largest: (id: string, name: string, at: number | undefined) =>
    queryOptions({
      queryKey: ['largest', id, name, at],
      queryFn: ({ signal }) =>
        call(
          apiPath(['servers', id, 'largest-processes'], {
            name,
            at: at === undefined ? undefined : utcTime(at),
          }),
          LargestProcesses,
          { signal },
        ),
    }),

  eventStore: () =>
    queryOptions({
      queryKey: ['event-store'],
      queryFn: ({ signal }) => call(apiPath(['event-store']), EventStore, { signal }),
    }),

  projections: () =>
    queryOptions({
      queryKey: ['projections'],
      queryFn: ({ signal }) => call(apiPath(['projections']), Projections, { signal }),
    }),

  events: (id: string, process: string | undefined, range: { from: string; to: string }) =>
    infiniteQueryOptions({
      queryKey: ['events', id, process, range],
      queryFn: ({ signal, pageParam }) =>
        call(eventsPath(id, process, range, { cursor: pageParam }), EventPage, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
};

/** The address of a server's raw events; with a `format` it answers as a file to keep. */
export const eventsPath = (
  id: string,
  process: string | undefined,
  range: { from: string; to: string },
  more: { cursor?: string | undefined; format?: 'csv' | 'ndjson' },
): string => apiPath(['servers', id, 'events'], { process, ...range, ...more });

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { rangeQuery, type Range } from '../lib/range';
import { apiPath, call } from './client';
import {
  EventPage,
  EventStore,
  ProcessHistory,
  Projections,
  ServerDetail,
  ServerList,
  TopProcesses,
  type Metric,
} from './schema';

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

  top: (id: string, metric: Metric, limit: number, range: Range) =>
    queryOptions({
      queryKey: ['top', id, metric, limit, range],
      queryFn: ({ signal }) =>
        call(
          apiPath(['servers', id, 'processes', 'top'], { metric, limit, ...rangeQuery(range) }),
          TopProcesses,
          { signal },
        ),
    }),

  history: (id: string, name: string, range: Range, points: number) =>
    queryOptions({
      queryKey: ['history', id, name, range, points],
      queryFn: ({ signal }) =>
        call(
          apiPath(['servers', id, 'processes', name, 'history'], { points, ...rangeQuery(range) }),
          ProcessHistory,
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

import { queryOptions } from '@tanstack/react-query';
import { rangeQuery, type Range } from '../lib/range';
import { apiPath, call } from './client';
import { ServerDetail, ServerList, TopProcesses, type Metric } from './schema';

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
};

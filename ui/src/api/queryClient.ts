import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client';
import { lostSince, refreshing } from './refresh';
import { refused } from './session';

const isLost = (error: Error) => error instanceof ApiError && error.failure === 'unreachable';

/** Answers stay on the page when the next call fails; `lostSince` tells that they are old. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onSuccess: () => {
        lostSince.set(null);
      },
      onError: (error) => {
        if (isLost(error)) lostSince.set(lostSince.get() ?? Date.now());
        void refused(client, error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error) => {
        void refused(client, error);
      },
    }),
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 2_000,
        gcTime: 120_000,
        refetchOnWindowFocus: () => !refreshing.get().paused,
      },
    },
  });
  return client;
}

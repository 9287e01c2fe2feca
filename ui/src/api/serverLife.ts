import type { QueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { apiPath, ApiError, call } from './client';
import { queries } from './queries';
import { ServerDetail } from './schema';
import { askAnew } from './askAnew';

const lookMs = 150;
const looks = 20;

const path = (id: string) => apiPath(['servers', id]);

/** What the page reads follows what was done after a moment; nothing is waited for longer than 3 s. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < looks && !(await holds()); look++) {
    await new Promise((wake) => setTimeout(wake, lookMs));
  }
}

const tagsTold = (id: string) =>
  call(path(id), ServerDetail).then((server) => [...server.tags].sort().join(' '));

const nameOf = (id: string) =>
  call(path(id), ServerDetail).then(
    (server) => server.name,
    (error: unknown) => (error instanceof ApiError && error.failure === 'not-found' ? null : ''),
  );

const newestScrape = (id: string) => call(path(id), ServerDetail).then((server) => server.as_of);

export interface NewName {
  id: string;
  name: string;
  /** Also where another server is called so. */
  allowSame: boolean;
}

/** What only an administrator may do with a server. */
export const serverCalls = {
  rename: async ({ id, name, allowSame }: NewName) => {
    const body = { name, allow_same_name: allowSame };
    await call(path(id), v.unknown(), { method: 'PATCH', body });
    await until(async () => (await nameOf(id)) === name);
  },
  /** All of its tags: what it had besides is gone. */
  tag: async ({ id, tags }: { id: string; tags: string[] }) => {
    await call(path(id), v.unknown(), { method: 'PATCH', body: { tags } });
    const wanted = [...tags].sort().join(' ');
    await until(async () => (await tagsTold(id)) === wanted);
  },
  remove: async (id: string) => {
    await call(path(id), v.unknown(), { method: 'DELETE' });
    await until(async () => (await nameOf(id)) === null);
  },
  /** What was sampled until now; it is shown no more once the newest scrape is another one, or none. */
  eraseHistory: async (id: string) => {
    const before = await newestScrape(id);
    await call(apiPath(['servers', id, 'history']), v.unknown(), { method: 'DELETE' });
    await until(async () => before === null || (await newestScrape(id)) !== before);
  },
};

/** Has everything asked anew that names servers. */
export function serversChanged(client: QueryClient): Promise<void> {
  return askAnew(client, {
    predicate: ({ queryKey: [kind] }) => ['servers', 'server', 'found'].includes(String(kind)),
  });
}

/** Has everything asked anew that shows what was sampled. */
export function historyChanged(client: QueryClient): Promise<void> {
  return askAnew(client, {
    predicate: ({ queryKey: [kind] }) =>
      ['servers', 'server', 'found', 'top', 'history', 'events'].includes(String(kind)),
  });
}

/** Takes a server that was removed off the list, before that is asked anew. */
export function forgetServer(client: QueryClient, id: string): void {
  client.setQueryData(
    queries.servers().queryKey,
    (list) => list && { ...list, servers: list.servers.filter((server) => server.id !== id) },
  );
}

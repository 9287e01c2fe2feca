import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { apiPath, call } from './client';
import { time } from './schema';
import { Role } from './session';

/** Tags of servers that somebody is limited to; none for all servers. */
const serverTags = v.optional(v.array(v.string()), []);

const Person = v.object({
  name: v.string(),
  role: Role,
  server_tags: serverTags,
  added_at: time,
  /** Whether they show a code beside the password. */
  second_factor: v.optional(v.boolean(), false),
});
const People = v.object({ people: v.array(Person) });

const ApiToken = v.object({
  id: v.string(),
  name: v.string(),
  role: Role,
  all_servers: v.optional(v.boolean()),
  server_tags: serverTags,
  issued_at: time,
  expires_at: time,
  /** When it is refused unless its issuer, of a provider, signs in again; null of all others. */
  lapses_at: v.nullish(time, null),
  expired: v.boolean(),
  /** Who answers for it; null if it is older than that was kept. */
  issuer: v.nullish(v.string(), null),
});
const ApiTokens = v.object({ tokens: v.array(ApiToken) });
const IssuedToken = v.object({ id: v.string(), name: v.string(), token: v.string() });

const Act = v.object({
  id: v.string(),
  /** As it came, for it may be finer than milliseconds and leads to the next page. */
  at: v.string(),
  act: v.string(),
  actor: v.nullish(v.string(), null),
  address: v.nullish(v.string(), null),
  details: v.record(v.string(), v.unknown()),
});
const Acts = v.object({ events: v.array(Act), more: v.boolean() });

export type Person = v.InferOutput<typeof Person>;
export type ApiToken = v.InferOutput<typeof ApiToken>;
export type IssuedToken = v.InferOutput<typeof IssuedToken>;
export type Act = v.InferOutput<typeof Act>;

const actsPerPage = 50;
const actsPath = (query: Record<string, string | number | undefined>) =>
  apiPath(['administration', 'events'], query);

/** All acts, as a file to keep. */
export const actsFile = actsPath({ format: 'csv' });

/** The first word of every key, so that an act can have all of them asked anew. */
export const administrationKey = ['administration'];

export const administrationQueries = {
  people: queryOptions({
    queryKey: [...administrationKey, 'people'],
    queryFn: ({ signal }) => call(apiPath(['people']), People, { signal }),
  }),
  tokens: queryOptions({
    queryKey: [...administrationKey, 'tokens'],
    queryFn: ({ signal }) => call(apiPath(['tokens']), ApiTokens, { signal }),
  }),
  acts: infiniteQueryOptions({
    queryKey: [...administrationKey, 'acts'],
    queryFn: ({ signal, pageParam }) =>
      call(actsPath({ limit: actsPerPage, to: pageParam }), Acts, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ events, more }) => (more ? events.at(-1)?.at : undefined),
  }),
};

export interface NewPerson {
  name: string;
  role: Role;
  server_tags?: string[];
  password: string;
}

/** What only an administrator may do. */
export const administrationCalls = {
  addPerson: (body: NewPerson) => call(apiPath(['people']), Person, { method: 'POST', body }),
  changePerson: ({ name, ...body }: Partial<NewPerson> & { name: string }) =>
    call(apiPath(['people', name]), Person, { method: 'PATCH', body }),
  /** Lets them sign in no more; with `erase`, nobody reads their name and addresses again. */
  removePerson: ({ name, erase }: { name: string; erase: boolean }) =>
    call(apiPath(['people', name], erase ? { erase: 'true' } : {}), v.unknown(), {
      method: 'DELETE',
    }),
  resetFactor: (name: string) =>
    call(apiPath(['people', name, 'second-factor']), v.unknown(), { method: 'DELETE' }),
  issueToken: (body: { name: string; role: Role; server_tags?: string[]; expires_at: string }) =>
    call(apiPath(['tokens']), IssuedToken, { method: 'POST', body }),
  /** Has somebody else answer for it, named as in the acts. */
  handOverToken: ({ id, issuer }: { id: string; issuer: string }) =>
    call(apiPath(['tokens', id]), v.unknown(), { method: 'PATCH', body: { issuer } }),
  revokeToken: (id: string) => call(apiPath(['tokens', id]), v.unknown(), { method: 'DELETE' }),
};

/** Adds an administrator with the server's own token, for where nobody can sign in yet. */
export const addFirstPerson = (bearer: string, { name, password }: Omit<NewPerson, 'role'>) =>
  call(apiPath(['people']), Person, {
    method: 'POST',
    body: { name, password, role: 'admin' },
    bearer,
  });

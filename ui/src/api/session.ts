import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { createStore } from '../lib/store';
import { apiPath, ApiError, call } from './client';
import { time } from './schema';

/** Each may what those before it may. */
export const roles = ['viewer', 'operator', 'admin'] as const;
export const Role = v.picklist(roles);
export type Role = (typeof roles)[number];

export const Session = v.object({
  signed_in: v.boolean(),
  name: v.nullish(v.string(), null),
  role: v.nullish(Role, null),
  /** Who vouched for the caller, whose password is then kept there. */
  provider: v.nullish(v.string(), null),
  /** Whether the caller sees and acts on all servers; if not, on those of one of these tags. */
  all_servers: v.nullish(v.boolean(), true),
  server_tags: v.optional(v.array(v.string()), []),
  /** How a person stands to codes beside the password and to passkeys; null where there is nothing to say. */
  second_factor: v.nullish(
    v.object({
      /** Whether the password alone lets nobody in. */
      enrolled: v.boolean(),
      required: v.boolean(),
      recovery_codes_left: v.number(),
      /** Whether codes are set up; like `enrolled` where there are no passkeys yet. */
      codes: v.optional(v.boolean()),
    }),
    null,
  ),
  /** Whether everybody may read, or only who signed in. */
  reading: v.picklist(['open', 'login']),
  sign_in: v.object({
    password: v.boolean(),
    /** Whether browsers know passkeys by the name that this one asked. */
    passkey: v.optional(v.boolean(), false),
    oidc: v.array(v.object({ name: v.string(), href: v.string() })),
  }),
});
export type Session = v.InferOutput<typeof Session>;

const Offer = v.object({ offer: v.string(), secret: v.string(), uri: v.string() });
export type Offer = v.InferOutput<typeof Offer>;
const Enrolled = v.object({ recovery_codes: v.array(v.string()) });

const OwnSession = v.object({
  id: v.string(),
  began_at: time,
  seen_at: time,
  /** Null if it is older than that was kept. */
  address: v.nullish(v.string(), null),
  user_agent: v.nullish(v.string(), null),
  current: v.boolean(),
});
export type OwnSession = v.InferOutput<typeof OwnSession>;
const OwnSessions = v.object({ sessions: v.array(OwnSession) });

const path = apiPath(['session']);

/** Who the page is for. The answer also hands out the cookie that calls repeat as a header. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(path, Session, { signal }),
  staleTime: 60_000,
  gcTime: Infinity,
  refetchInterval: ({ state }) => (state.status === 'error' ? 15_000 : false),
});

export const sessionCalls = {
  signIn: (body: { name: string; password: string; code?: string }) =>
    call(path, Session, { method: 'POST', body }),
  changePassword: (body: { password: string; new_password: string }) =>
    call(path, v.unknown(), { method: 'PATCH', body }),
  signOut: () => call(path, v.unknown(), { method: 'DELETE' }),
  /** Ends all sessions of whoever is signed in, this one too. */
  signOutEverywhere: () => call(apiPath(['sessions']), v.unknown(), { method: 'DELETE' }),
};

/** The sessions of whoever is signed in, this one among them. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: ({ signal }) => call(apiPath(['sessions']), OwnSessions, { signal }),
});

export const ownSessionsCalls = {
  end: (id: string) => call(apiPath(['sessions', id]), v.unknown(), { method: 'DELETE' }),
  endOthers: () => call(apiPath(['sessions', 'others']), v.unknown(), { method: 'DELETE' }),
};

/** What a person shows beside the password. */
export const factorCalls = {
  /** Makes a secret for an application for codes. */
  offer: (body: { password: string }) =>
    call(apiPath(['session', 'second-factor', 'offer']), Offer, { method: 'POST', body }),
  enrol: (body: { offer: string; code: string }) =>
    call(apiPath(['session', 'second-factor']), Enrolled, { method: 'POST', body }),
  remove: (body: { password: string; code: string }) =>
    call(apiPath(['session', 'second-factor', 'removal']), v.unknown(), { method: 'POST', body }),
};

/** Codes are on the page that are never shown again: it waits until they are written down. */
export const codesShown = createStore(false);

/** Why the sign-in stands in place of the page, where it need not. */
export const signInWanted = createStore<'asked' | 'expired' | 'password-changed' | null>(null);

/** Asks anew who we are, after a call was refused; an end of the session leads to the sign-in. */
export async function refused(client: QueryClient, error: Error): Promise<void> {
  if (!(error instanceof ApiError)) return;
  if (error.failure !== 'signed-out' && error.failure !== 'no-permission') return;
  const before = client.getQueryData(sessionQuery.queryKey);
  await client.refetchQueries(sessionQuery, { cancelRefetch: false });
  const now = client.getQueryData(sessionQuery.queryKey);
  if (before?.signed_in && now?.signed_in === false) {
    signInWanted.set(signInWanted.get() ?? 'expired');
  }
}

/** Whoever is signed in has to enrol a second factor before anything else. */
export const lacksFactor = (session: Session | undefined): boolean =>
  session?.second_factor?.required === true && !session.second_factor.enrolled;

/** Nothing is open: nobody may read before signing in and nobody has, or not in full. */
export const isLocked = (session: Session | undefined): boolean =>
  (session?.reading === 'login' && !session.signed_in) || lacksFactor(session);

export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

/** Whether the caller has that role, or one above it. */
export function useMay(role: Role): boolean {
  const own = useSession()?.role;
  return !!own && roles.indexOf(own) >= roles.indexOf(role);
}

/** The same, for what reaches to all servers at once: it is not for who is limited to some. */
export function useMayForAll(role: Role): boolean {
  const limited = useSession()?.all_servers === false;
  return useMay(role) && !limited;
}

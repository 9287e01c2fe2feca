import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { apiPath, call } from './client';
import { time } from './schema';
import { Session } from './session';

const Passkey = v.object({
  id: v.string(),
  name: v.string(),
  /** The one name of this server that it works for. */
  host: v.string(),
  enrolled_at: time,
  /** Null if that is not known any more. */
  used_at: v.nullish(time, null),
});
export type Passkey = v.InferOutput<typeof Passkey>;
const Passkeys = v.object({ passkeys: v.array(Passkey) });

const offerOf = <T>() =>
  v.object({ options: v.custom<T>((value) => typeof value === 'object' && value !== null) });
const Making = offerOf<PublicKeyCredentialCreationOptionsJSON>();
const Signing = offerOf<PublicKeyCredentialRequestOptionsJSON>();

/** What somebody shows before they change anything: a passkey, or the password and a code. */
export type Proof = { credential: unknown } | { password: string; code?: string };

const path = (...more: string[]) => apiPath(['session', ...more]);

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => call(path('passkeys'), Passkeys, { signal }),
});

/** Whether this browser knows passkeys, here. */
const known = () =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** Why there are no passkeys here; null where there are. */
export function noPasskeys(session: Session | undefined): string | null {
  if (session?.sign_in.passkey !== true) {
    return 'Browsers have passkeys only for names: open NodePulse by its name over https, or as localhost. An address such as 127.0.0.1 has none.';
  }
  return known() ? null : 'This browser knows no passkeys, or is too old for them.';
}

const explained = new Map([
  ['InvalidStateError', 'this authenticator has a passkey of yours already'],
  ['NotAllowedError', 'no passkey was shown: it was cancelled, took too long, or there is none'],
]);

/** What the browser got from an authenticator, as it is sent. */
async function shown(asking: Promise<Credential | null>): Promise<unknown> {
  const credential = await asking.catch((error: unknown) => {
    const name = error instanceof Error ? error.name : '';
    throw new Error(explained.get(name) ?? `the browser refuses passkeys here (${name})`);
  });
  return (credential as PublicKeyCredential).toJSON();
}

/** Has a passkey sign what the server asks for. */
export async function signed(): Promise<unknown> {
  const { options } = await call(path('passkey', 'offer'), Signing, { method: 'POST', body: {} });
  return shown(
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
    }),
  );
}

export const passkeyCalls = {
  signIn: async () =>
    call(path('passkey'), Session, { method: 'POST', body: { credential: await signed() } }),
  enrol: async ({ name, proof }: { name: string; proof: Proof }) => {
    const { options } = await call(path('passkeys', 'offer'), Making, {
      method: 'POST',
      body: proof,
    });
    const credential = await shown(
      navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
      }),
    );
    return call(path('passkeys'), Passkey, { method: 'POST', body: { name, credential } });
  },
  remove: ({ id, proof }: { id: string; proof: Proof }) =>
    call(path('passkeys', 'removal'), v.unknown(), { method: 'POST', body: { id, ...proof } }),
};

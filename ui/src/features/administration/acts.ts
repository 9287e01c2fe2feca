import type { Act } from '../../api/administration';
import { shownName } from '../../lib/shownName';

type Details = Record<string, string>;
type NameOf = (serverId: string) => string;

const often = (times: string) => (times === '1' ? '' : `, ${times} times`);

const targetText = (target: string) => {
  if (target === 'nobody') return 'somebody unknown';
  if (target === 'bearer') return 'a program';
  return target.startsWith('person:') ? target.slice('person:'.length) : target;
};

const exportText = (what: string, nameOf: NameOf) =>
  what.startsWith('server:')
    ? `the events of ${nameOf(what.slice('server:'.length))}`
    : 'the list of acts';

const serversText = (tags: string) =>
  tags === '' ? 'all servers' : `servers with ${tags.replaceAll(',', ' or ')}`;

const texts: Record<string, (details: Details, nameOf: NameOf) => string> = {
  PersonAdded: ({ name, role }) => `added ${name} as ${role}`,
  PersonRoleChanged: ({ name, role }) => `changed the role of ${name} to ${role}`,
  PersonScopeChanged: ({ name, server_tags: tags = '' }) => `let ${name} see ${serversText(tags)}`,
  PersonPasswordChanged: ({ name }) => `changed the password of ${name}`,
  PersonRemoved: ({ name }) => `removed ${name}`,
  PersonErased: ({ number }) => `erased what was written of (erased) ${number}`,
  SecondFactorEnrolled: ({ name }) => `set up a second factor for ${name}`,
  RecoveryCodeUsed: ({ name }) => `used a recovery code of ${name}`,
  SecondFactorRemoved: ({ name }) => `removed the second factor of ${name}`,
  PasskeyEnrolled: ({ name, passkey }) => `added the passkey ${passkey} of ${name}`,
  PasskeyRemoved: ({ name, passkey }) => `removed the passkey ${passkey} of ${name}`,
  PasskeyCounterWentBack: ({ name, passkey }) =>
    `was not let in as ${name}: the counter of the passkey ${passkey} went back, there may be a copy of it`,
  ApiTokenIssued: ({ name, role }) => `issued the API token ${name} as ${role}`,
  ApiTokenLimited: ({ token_id: id, server_tags: tags = '' }) =>
    `let the API token ${id} see ${serversText(tags)}`,
  ApiTokenHandedOver: ({ token_id: id, issuer = '' }) =>
    `handed the API token ${id} over to ${actorText(issuer)}`,
  ApiTokenRevoked: ({ token_id: id }) => `revoked the API token ${id}`,
  EnrollmentIssued: ({ server_id: id = '' }, nameOf) =>
    `issued an enrollment token, for ${nameOf(id)}`,
  ServerRegistered: ({ name }) => `registered the server ${name}`,
  ServerRenamed: ({ name, previous_name: previous }) => `renamed the server ${previous} to ${name}`,
  ServerTagsChanged: ({ server_id: id = '', tags = '' }, nameOf) =>
    tags === ''
      ? `took the tags of ${nameOf(id)} away`
      : `gave ${nameOf(id)} the tags ${tags.replaceAll(',', ', ')}`,
  ServerRemoved: ({ name }) => `removed the server ${name}`,
  HistoryErased: ({ server_id: id = '', name }, nameOf) =>
    `erased the history of ${name ?? nameOf(id)}`,
  AgentTokenRotated: ({ server_id: id = '' }, nameOf) => `gave ${nameOf(id)} a new agent token`,
  AgentTokenRevoked: ({ server_id: id = '' }, nameOf) => `revoked the agent token of ${nameOf(id)}`,
  RebuildStarted: ({ projection }) => `started a rebuild of ${projection}`,
  RebuildCancelled: ({ projection }) => `cancelled the rebuild of ${projection}`,
  ProjectionRepaired: ({ projection, shard, first, last }) =>
    `repaired ${projection} in shard ${shard} at events ${first} to ${last}`,
  StoreRestored: ({ shard, first, last }) =>
    `brought an older copy of shard ${shard} back, without events ${first} to ${last}`,
  SignedIn: ({ times = '1' }) => `signed in${often(times)}`,
  SignedOutEverywhere: ({ who = '' }) => `ended all sessions of ${actorText(who)}`,
  SignInFailed: ({ target = '', times = '1', addresses = '1' }) =>
    `was not let in as ${targetText(target)}${often(times)}${addresses === '1' ? '' : `, from ${addresses} addresses`}`,
  DataExported: ({ what = '', format = '', times = '1' }, nameOf) =>
    `exported ${exportText(what, nameOf)} as ${format}${often(times)}`,
  HistoryVerified: ({ intact }) =>
    `verified the history: ${intact === 'true' ? 'intact' : 'altered'}`,
};

/** What was done, in words; acts of a later version by their name and details. */
export function actText({ act, details }: Act, nameOf: NameOf): string {
  const known = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, shownName(String(value))]),
  );
  const text = texts[act];
  if (text) return text(known, nameOf);
  const rest = Object.entries(known).map(([name, value]) => `${name} ${value}`);
  return [act, ...rest].join(', ');
}

/** Who did it, as people know each other; null where it was not kept. */
export function actorText(actor: string | null): string | null {
  if (actor === null) return null;
  if (actor === 'admin-token') return 'the admin token';
  if (actor === 'anonymous') return 'somebody unknown';
  const [, kind, name] = /^(person|token|oidc|enrollment):(.*)$/s.exec(actor) ?? [];
  if (kind === undefined || name === undefined) return shownName(actor);
  if (kind === 'token') return `API token ${shownName(name)}`;
  if (kind === 'person') return shownName(name);
  if (kind === 'enrollment') return 'an enrollment token';
  const colon = name.indexOf(':');
  return `${shownName(name.slice(colon + 1))} (${shownName(name.slice(0, colon))})`;
}

/** Pages overlap by the acts of one moment; each act once, in order. */
export function withoutRepeats(acts: Act[]): Act[] {
  return [...new Map(acts.map((act) => [act.id, act])).values()];
}

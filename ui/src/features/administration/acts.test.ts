import { expect, test } from 'vitest';
import { actorText, actText, withoutRepeats } from './acts';

const act = (name: string, details: Record<string, unknown> = {}, id = '0:1') => ({
  id,
  at: '2026-11-24T06:00:00Z',
  act: name,
  actor: null,
  address: null,
  details,
});

test.each([
  ['PersonAdded', { name: 'ada', role: 'operator' }, 'added ada as operator'],
  ['PersonRoleChanged', { name: 'ada', role: 'admin' }, 'changed the role of ada to admin'],
  [
    'PersonScopeChanged',
    { name: 'ada', server_tags: ['db', 'prod'] },
    'let ada see servers with db or prod',
  ],
  ['PersonScopeChanged', { name: 'ada', server_tags: [] }, 'let ada see all servers'],
  [
    'ApiTokenLimited',
    { token_id: 't-1', server_tags: ['db'] },
    'let the API token t-1 see servers with db',
  ],
  ['SecondFactorEnrolled', { name: 'ada' }, 'set up a second factor for ada'],
  ['RecoveryCodeUsed', { name: 'ada' }, 'used a recovery code of ada'],
  ['SecondFactorRemoved', { name: 'ada' }, 'removed the second factor of ada'],
  ['PasskeyEnrolled', { name: 'ada', passkey: 'laptop' }, 'added the passkey laptop of ada'],
  ['PasskeyRemoved', { name: 'ada', passkey: 'laptop' }, 'removed the passkey laptop of ada'],
  [
    'PasskeyCounterWentBack',
    { name: 'ada', passkey: 'laptop' },
    'was not let in as ada: the counter of the passkey laptop went back, there may be a copy of it',
  ],
  ['ApiTokenRevoked', { token_id: 't-1' }, 'revoked the API token t-1'],
  ['ServerRenamed', { name: 'b', previous_name: 'a' }, 'renamed the server a to b'],
  ['ServerTagsChanged', { server_id: 's-1', tags: ['db', 'prod'] }, 'gave web-1 the tags db, prod'],
  ['ServerTagsChanged', { server_id: 's-1', tags: [] }, 'took the tags of web-1 away'],
  ['ServerRemoved', { server_id: 's-1', name: 'web-1' }, 'removed the server web-1'],
  ['HistoryErased', { server_id: 's-1', name: 'web-1' }, 'erased the history of web-1'],
  ['HistoryErased', { server_id: 's-1' }, 'erased the history of web-1'],
  ['AgentTokenRotated', { server_id: 's-1' }, 'gave web-1 a new agent token'],
  ['RebuildStarted', { projection: 'snapshots' }, 'started a rebuild of snapshots'],
  ['HistoryVerified', { intact: true }, 'verified the history: intact'],
  ['HistoryVerified', { intact: false }, 'verified the history: altered'],
  [
    'StoreRestored',
    { shard: 3, first: 844, last: 904 },
    'brought an older copy of shard 3 back, without events 844 to 904',
  ],
  ['OfTheFuture', { name: 'x', more: 1 }, 'OfTheFuture, name x, more 1'],
])('%s of %o reads "%s"', (name, details, text) => {
  expect(actText(act(name, details), (id) => (id === 's-1' ? 'web-1' : id))).toBe(text);
});

test.each([
  ['person:ada', 'ada'],
  ['person:a:b', 'a:b'],
  ['oidc:acme:ada', 'ada (acme)'],
  ['token:7f', 'API token 7f'],
  ['admin-token', 'the admin token'],
  ['something else', 'something else'],
  [null, null],
])('the actor %s is called %s', (actor, text) => {
  expect(actorText(actor)).toBe(text);
});

test('an act on two pages is listed once', () => {
  const [a, b, c] = ['0:3', '0:2', '1:9'].map((id) => act('X', {}, id));
  if (!a || !b || !c) throw new Error('three acts');
  expect(withoutRepeats([a, b, b, c])).toEqual([a, b, c]);
});

import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { ApiError, apiPath, call } from './client';

const Thing = v.object({ name: v.string() });

async function failureOf(answer: () => Response): Promise<ApiError> {
  fakeApi({ '/api/thing': answer });
  const error: unknown = await call('/api/thing', Thing).catch((reason: unknown) => reason);
  if (!(error instanceof ApiError)) throw new Error('the call did not fail as it should');
  return error;
}

test.each([
  [['servers'], {}, '/api/servers'],
  [['servers', 'a b', 'x/y'], {}, '/api/servers/a%20b/x%2Fy'],
  [['servers'], { limit: 10, process: undefined }, '/api/servers?limit=10'],
])('%o with %o is %s', (segments, query, path) => {
  expect(apiPath(segments, query)).toBe(path);
});

test('an answer as agreed is returned', async () => {
  fakeApi({ '/api/thing': () => json({ name: 'x', more: 1 }) });
  expect(await call('/api/thing', Thing)).toEqual({ name: 'x' });
});

test.each([
  [401, 'signed-out'],
  [403, 'no-permission'],
  [404, 'not-found'],
  [400, 'refused'],
  [429, 'too-often'],
  [500, 'broken'],
  [503, 'unreachable'],
])('status %d is the failure %s, in the words of the problem', async (status, failure) => {
  const error = await failureOf(() => json({ detail: 'because' }, status));
  expect(error.failure).toBe(failure);
  expect(error.message).toBe('because');
});

test.each([
  ['detail', 'no \u202Enur\u202C here', 'no ‹U+202E›nur‹U+202C› here'],
  ['detail', 'name\u0000\u200B', 'name‹U+0000›‹U+200B›'],
  ['title', 'a\u2066b', 'a‹U+2066›b'],
  ['detail', 'Größe: 日本, “x”', 'Größe: 日本, “x”'],
])('what cannot be seen in the %s of a problem is written out', async (field, given, shown) => {
  const error = await failureOf(() => json({ [field]: given }, 400));
  expect(error.message).toBe(shown);
});

test('a failure without a problem still says something', async () => {
  const error = await failureOf(() => new Response('<html>', { status: 500 }));
  expect(error.message).toBe('The server answered 500.');
});

test('an answer that is not as agreed names the field', async () => {
  const error = await failureOf(() => json({ name: 1 }));
  expect(error.failure).toBe('unreadable');
  expect(error.message).toContain('name');
});

test('no answer at all is told apart', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('connection refused')));
  await expect(call('/api/thing', Thing)).rejects.toMatchObject({ failure: 'unreachable' });
});

test('what the caller gave up is not a failure of ours', async () => {
  const given = new AbortController();
  vi.stubGlobal('fetch', () => {
    given.abort();
    return Promise.reject(new DOMException('gone', 'AbortError'));
  });
  await expect(call('/api/thing', Thing, { signal: given.signal })).rejects.toThrow('gone');
});

test('an answer that asks to wait says until when', async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const error = await failureOf(
    () => new Response('{}', { status: 429, headers: { 'Retry-After': '30' } }),
  );
  expect(error.retryAt).toBe(1_030_000);
});

test.each([
  ['GET', undefined, {}],
  ['POST', undefined, { 'X-CSRF-Token': 'c' }],
  ['DELETE', undefined, { 'X-CSRF-Token': 'c' }],
  ['POST', 't', { Authorization: 'Bearer t' }],
] as const)('%s with the bearer %s shows %o', async (method, bearer, shown) => {
  document.cookie = 'other=1';
  document.cookie = 'nodepulse_csrf=c';
  let headers: unknown;
  fakeApi({
    '/api/thing': (_, request) => {
      headers = request.headers;
      return json({ name: 'x' });
    },
  });
  await call('/api/thing', Thing, { method, ...(bearer === undefined ? {} : { bearer }) });
  expect(headers).toEqual({ Accept: 'application/json', ...shown });
});

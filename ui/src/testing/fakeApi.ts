import { vi } from 'vitest';

export type Answer = (url: URL, request: RequestInit) => Response | Promise<Response>;

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

/** Answers the page's calls by path, and tells which calls were made; other paths are not found. */
export function fakeApi(answers: Record<string, Answer>): URL[] {
  const calls: URL[] = [];
  vi.stubGlobal('fetch', (path: string, request: RequestInit) => {
    const url = new URL(path, 'http://page.test');
    calls.push(url);
    const answer = answers[url.pathname];
    return Promise.resolve(
      answer ? answer(url, request) : json({ title: 'Not found', status: 404 }, 404),
    );
  });
  return calls;
}

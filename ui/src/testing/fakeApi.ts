import { vi } from 'vitest';
import { session } from './samples';

export type Answer = (url: URL, request: RequestInit) => Response | Promise<Response>;

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

/**
 * Answers the page's calls by path, and tells which calls were made; other paths are not found.
 * Everybody may read, and nobody is signed in, where the answers do not say otherwise.
 */
export function fakeApi(answers: Record<string, Answer>): URL[] {
  const calls: URL[] = [];
  const all: Record<string, Answer> = { '/api/session': () => json(session()), ...answers };
  vi.stubGlobal('fetch', (path: string, request: RequestInit) => {
    const url = new URL(path, 'http://page.test');
    // Asking who we are is part of every page.
    if (url.pathname !== '/api/session') calls.push(url);
    const answer = all[url.pathname];
    return Promise.resolve(
      answer ? answer(url, request) : json({ title: 'Not found', status: 404 }, 404),
    );
  });
  return calls;
}

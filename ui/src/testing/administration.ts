import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi, json, type Answer } from './fakeApi';
import { renderPage } from './renderPage';
import { session } from './samples';

const at = '2026-11-24T06:00:00Z';
export const ada = { name: 'ada', role: 'admin', added_at: at };
export const bob = { name: 'bob', role: 'viewer', added_at: at };
export const token = {
  id: 't-1',
  name: 'report',
  role: 'viewer',
  issued_at: at,
  expires_at: '2099-01-01T00:00:00Z',
  expired: false,
  issuer: 'person:ada',
};
export const act = (id: string, time = at) => ({
  id,
  at: time,
  act: 'PersonAdded',
  actor: 'admin-token',
  address: '127.0.0.1',
  details: { name: `person-${id}`, role: 'viewer' },
});

/** Opens the page of administration; what is sent from there, as "METHOD path body". */
export function administration(
  role: string | null,
  answers: Record<string, Answer> = {},
): string[] {
  const sent: string[] = [];
  const noting =
    (answer: Answer): Answer =>
    (url, request) => {
      if (request.method !== 'GET') {
        const path = url.pathname + url.search;
        sent.push([request.method, path, request.body as string].filter(Boolean).join(' '));
      }
      return answer(url, request);
    };
  const all: Record<string, Answer> = {
    '/api/people': () => json({ people: [ada, bob] }),
    '/api/tokens': () => json({ tokens: [token] }),
    '/api/administration/events': () => json({ events: [act('0:1')], more: false }),
    '/api/servers': () => json({ servers: [] }),
    ...answers,
  };
  fakeApi({
    '/api/session': () => json(session(role)),
    ...Object.fromEntries(Object.entries(all).map(([path, answer]) => [path, noting(answer)])),
  });
  renderPage('/administration');
  return sent;
}

export const dialog = async () => within(await screen.findByRole('dialog'));
export const press = async (name: string | RegExp) => {
  await userEvent.click(await screen.findByRole('button', { name }));
};

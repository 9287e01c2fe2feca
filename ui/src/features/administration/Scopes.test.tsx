import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json, type Answer } from '../../testing/fakeApi';
import { renderPage } from '../../testing/renderPage';
import { session } from '../../testing/samples';

const at = '2026-11-24T06:00:00Z';
const ada = { name: 'ada', role: 'admin', added_at: at };
const bob = { name: 'bob', role: 'viewer', added_at: at };

/** What was sent, as "METHOD path body". */
function administration(role: string | null, answers: Record<string, Answer> = {}): string[] {
  const sent: string[] = [];
  const noting =
    (answer: Answer): Answer =>
    (url, request) => {
      if (request.method !== 'GET') {
        sent.push([request.method, url.pathname, request.body as string].filter(Boolean).join(' '));
      }
      return answer(url, request);
    };
  const all: Record<string, Answer> = {
    '/api/people': () => json({ people: [ada, bob] }),
    '/api/tokens': () => json({ tokens: [] }),
    '/api/administration/events': () => json({ events: [], more: false }),
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

const dialog = async () => within(await screen.findByRole('dialog'));
const press = async (name: string | RegExp) => {
  await userEvent.click(await screen.findByRole('button', { name }));
};

test('people are limited to servers by tags, administrators are not', async () => {
  const sent = administration('admin', {
    '/api/people': (_, { method }) =>
      method === 'GET'
        ? json({ people: [ada, { ...bob, server_tags: ['db', 'prod'] }] })
        : json({ ...bob, name: 'eve' }, 201),
    '/api/people/bob': () => json(bob),
  });
  expect(await screen.findByRole('row', { name: /bob viewer with db or prod/ })).toBeDefined();
  expect(screen.getByRole('row', { name: /ada admin all/ })).toBeDefined();
  await press('Add a person');
  const form = await dialog();
  await userEvent.type(form.getByLabelText('Name'), 'eve');
  await userEvent.type(form.getByLabelText('Password'), 'a long password');
  await userEvent.type(form.getByLabelText(/Only servers/), 'db, prod db');
  await userEvent.click(form.getByRole('radio', { name: 'Admin' }));
  expect(form.queryByLabelText(/Only servers/)).toBeNull();
  await userEvent.click(form.getByRole('radio', { name: 'Viewer' }));
  await userEvent.click(form.getByRole('button', { name: 'Add the person' }));
  await waitFor(() => {
    expect(sent.at(-1)).toBe(
      'POST /api/people {"name":"eve","role":"viewer","password":"a long password","server_tags":["db","prod"]}',
    );
  });
  await press('Change the role of bob');
  const role = await dialog();
  await userEvent.clear(role.getByLabelText(/Only servers/));
  await userEvent.click(role.getByRole('button', { name: 'Change the role' }));
  await waitFor(() => {
    expect(sent.at(-1)).toBe('PATCH /api/people/bob {"role":"viewer","server_tags":[]}');
  });
});

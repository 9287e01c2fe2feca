import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { FakeEventSource } from '../testing/FakeEventSource';
import { renderPage } from '../testing/renderPage';
import { server, session, top } from '../testing/samples';

/** A fleet of which one server is renamed and removed, as the server does it. */
function oneOfTwo(role = 'admin') {
  const state = { name: 'db-1', tags: ['db'], gone: false, erased: false, bodies: [] as unknown[] };
  const db = () =>
    server('db-1', {
      name: state.name,
      tags: state.tags,
      ...(state.erased && { as_of: null, last_seen: null }),
    });
  const calls = fakeApi({
    '/api/session': () => json(session(role)),
    '/api/servers': () => json({ servers: [...(state.gone ? [] : [db()]), server('web-1')] }),
    '/api/servers/id-of-db-1/processes/top': () => json(top([])),
    '/api/servers/id-of-db-1/history': (_, { method }) => {
      state.erased = method === 'DELETE';
      return new Response(null, { status: 202 });
    },
    '/api/servers/id-of-db-1': (_, { method, body }) => {
      if (method === 'PATCH') return change(state, JSON.parse(body as string) as Change);
      if (method === 'DELETE') {
        state.gone = true;
        return new Response(null, { status: 204 });
      }
      return state.gone ? json({ detail: 'There is no server.' }, 404) : json(db());
    },
  });
  return { state, calls };
}

interface Change {
  name?: string;
  allow_same_name?: boolean;
  tags?: string[];
}

function change(state: { name: string; tags: string[]; bodies: unknown[] }, body: Change) {
  state.bodies.push(body);
  state.tags = body.tags ?? state.tags;
  if (body.name === 'web-1' && !body.allow_same_name) {
    return json({ detail: 'a server named web-1 is registered already' }, 409);
  }
  state.name = body.name ?? state.name;
  return json({ id: 'id-of-db-1', name: state.name, tags: state.tags });
}

test('an administrator renames a server, also to a name that is taken', async () => {
  const { state } = oneOfTwo();
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Rename' }));
  const dialog = within(await screen.findByRole('dialog'));
  const field = dialog.getByLabelText('Name');
  expect((field as HTMLInputElement).value).toBe('db-1');
  await user.clear(field);
  await user.type(field, 'web-1');
  await user.click(dialog.getByRole('button', { name: 'Rename' }));
  expect((await dialog.findByRole('alert')).textContent).toContain('registered already');
  await user.click(dialog.getByRole('button', { name: 'Use this name all the same' }));
  await screen.findByRole('heading', { name: 'web-1' });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.title).toContain('web-1');
  expect(state.bodies).toEqual([
    { name: 'web-1', allow_same_name: false },
    { name: 'web-1', allow_same_name: true },
  ]);
});

test('an administrator removes a server by typing its name, and the list is without it', async () => {
  const { state } = oneOfTwo();
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Remove' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove db-1?' }));
  const button = dialog.getByRole('button', { name: 'Remove with its history' });
  expect(button).toHaveProperty('disabled', true);
  await user.type(dialog.getByLabelText(/Name/), 'db-{Enter}');
  expect(state.gone).toBe(false);
  await user.type(dialog.getByLabelText(/Name/), '1');
  await user.click(button);
  await screen.findByRole('link', { name: /web-1/ });
  expect(window.location.pathname).toBe('/');
  expect(screen.queryByRole('link', { name: /db-1/ })).toBeNull();
  expect(state.gone).toBe(true);
});

test('an administrator erases its history by typing its name, and stays on its page', async () => {
  const { state } = oneOfTwo();
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Erase history' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Erase the history of db-1?' }));
  expect(dialog.getByRole('button', { name: 'Erase its history' })).toHaveProperty(
    'disabled',
    true,
  );
  await user.type(dialog.getByLabelText(/Name/), 'db-1');
  expect(state.erased).toBe(false);
  await user.click(dialog.getByRole('button', { name: 'Erase its history' }));
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(state).toMatchObject({ erased: true, gone: false });
  expect(window.location.pathname).toBe('/servers/id-of-db-1');
});

test('an administrator gives a server tags, and takes all of them away', async () => {
  const { state } = oneOfTwo();
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  expect((await screen.findByRole('list', { name: 'Tags' })).textContent).toBe('db');
  await user.click(screen.getByRole('button', { name: 'Tags' }));
  const dialog = within(await screen.findByRole('dialog'));
  const field = dialog.getByLabelText(/^Tags/);
  expect((field as HTMLInputElement).value).toBe('db');
  await user.type(field, ', team=b  db prod');
  await user.click(dialog.getByRole('button', { name: 'Set the tags' }));
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(state.bodies).toEqual([{ tags: ['db', 'team=b', 'prod'] }]);
  await waitFor(() => {
    expect(screen.getByRole('list', { name: 'Tags' }).children).toHaveLength(3);
  });
  await user.click(screen.getByRole('button', { name: 'Tags' }));
  await user.clear(within(await screen.findByRole('dialog')).getByLabelText(/^Tags/));
  await user.click(screen.getByRole('button', { name: 'Set the tags' }));
  await waitFor(() => {
    expect(screen.queryByRole('list', { name: 'Tags' })).toBeNull();
  });
  expect(state.bodies.at(-1)).toEqual({ tags: [] });
});

test('an operator sees neither', async () => {
  oneOfTwo('operator');
  renderPage('/servers/id-of-db-1');
  await screen.findByRole('button', { name: 'Agent token' });
  expect(screen.queryByRole('button', { name: 'Rename' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Erase history' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
});

test('what others rename is renamed here', async () => {
  const { state } = oneOfTwo('viewer');
  renderPage('/servers/id-of-db-1');
  await screen.findByRole('heading', { name: 'db-1' });
  await waitFor(() => {
    expect(FakeEventSource.current()).toBeDefined();
  });
  state.name = 'db-2';
  act(() => {
    FakeEventSource.current()?.change();
  });
  await screen.findByRole('heading', { name: 'db-2' });
});

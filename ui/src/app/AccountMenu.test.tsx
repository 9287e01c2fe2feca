import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { session } from '../testing/samples';

test('who is limited to servers is told so, and offered nothing that reaches to all', async () => {
  const limited = { all_servers: false, server_tags: ['team=db', 'web'] };
  fakeApi({
    '/api/session': () => json(session('operator', limited)),
    '/api/servers': () => json({ servers: [] }),
  });
  renderPage('/');
  expect(await screen.findByText(/You see servers with team=db or web\./)).toBeDefined();
  await userEvent.click(await screen.findByRole('button', { name: 'Account of ada' }));
  expect((await screen.findByRole('menu')).textContent).toContain('servers: with team=db or web');
  expect(screen.queryByRole('button', { name: 'Add a server' })).toBeNull();
});

test('who is not limited is told nothing of servers', async () => {
  fakeApi({
    '/api/session': () => json(session('operator', { all_servers: true, server_tags: [] })),
    '/api/servers': () => json({ servers: [] }),
  });
  renderPage('/');
  expect(await screen.findByRole('button', { name: 'Add a server' })).toBeDefined();
  await userEvent.click(await screen.findByRole('button', { name: 'Account of ada' }));
  expect((await screen.findByRole('menu')).textContent).not.toContain('servers');
});

test('who ends all sessions sees nothing any more', async () => {
  let signedIn = true;
  fakeApi({
    '/api/session': () => json(session(signedIn ? 'viewer' : null, { reading: 'login' })),
    '/api/sessions': (_, { method }) => {
      signedIn &&= method !== 'DELETE';
      return new Response(null, { status: 204 });
    },
    '/api/servers': () => json({ servers: [] }),
  });
  renderPage('/');
  await userEvent.click(await screen.findByRole('button', { name: 'Account of ada' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'End all sessions' }));
  expect(await screen.findByLabelText('Password')).toBeDefined();
});

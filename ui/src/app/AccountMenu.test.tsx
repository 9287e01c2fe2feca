import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { session } from '../testing/samples';

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

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { session } from '../testing/samples';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const row = (id: string, more: object = {}) => ({
  id,
  began_at: '2026-11-24T06:00:00Z',
  seen_at: '2026-11-24T06:00:00Z',
  address: '192.0.2.1',
  user_agent: firefox,
  current: false,
  ...more,
});

test('people see where they are signed in, and end one or all others', async () => {
  const ended: string[] = [];
  let rows = [
    row('s-1', { current: true }),
    row('s-2', { address: '192.0.2.2', user_agent: 'curl/8.11.0' }),
    row('s-3', { address: null, user_agent: null }),
  ];
  fakeApi({
    '/api/session': () => json(session('viewer')),
    '/api/servers': () => json({ servers: [] }),
    '/api/sessions': () => json({ sessions: rows }),
    '/api/sessions/s-2': (_, { method }) => {
      ended.push(`${method ?? ''} s-2`);
      rows = rows.filter(({ id }) => id !== 's-2');
      return json({});
    },
    '/api/sessions/others': (_, { method }) => {
      ended.push(`${method ?? ''} others`);
      rows = rows.filter(({ current }) => current);
      return json({});
    },
  });
  renderPage('/');
  await userEvent.click(await screen.findByRole('button', { name: 'Account of ada' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Sessions…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Your sessions' }));
  expect(
    await dialog.findByRole('row', { name: /^Firefox on Linux 192.0.2.1 .* this one$/ }),
  ).toBeDefined();
  expect(dialog.getByRole('row', { name: /^unknown unknown / })).toBeDefined();
  await userEvent.click(
    dialog.getByRole('button', { name: 'End the session of curl/8.11.0 from 192.0.2.2' }),
  );
  await expect.poll(() => dialog.queryByRole('row', { name: /^curl/ })).toBeNull();
  await userEvent.click(dialog.getByRole('button', { name: 'End all others' }));
  await expect.poll(() => dialog.getAllByRole('row')).toHaveLength(2);
  expect(dialog.getByRole('button', { name: 'End all others' })).toHaveProperty('disabled', true);
  expect(ended).toEqual(['DELETE s-2', 'DELETE others']);
});

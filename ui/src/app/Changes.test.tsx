import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { changes, history, server, top, usage } from '../testing/samples';

const id = 'id-of-db-1';
const counts = { started: 1, ended: 0, restarted: 2, count: 0, memory: 0 };

function pages() {
  return fakeApi({
    '/api/servers': () => json({ as_of: null, servers: [server('db-1')] }),
    [`/api/servers/${id}`]: () => json(server('db-1')),
    [`/api/servers/${id}/processes/top`]: () => json(top([usage('postgres')])),
    [`/api/servers/${id}/process-history`]: () => json(history('postgres')),
    [`/api/servers/${id}/changes`]: (url) =>
      json(
        url.searchParams.get('hours') === '24'
          ? changes([])
          : changes(['restarted', 'started'], { counts, omitted: 7 }),
      ),
  });
}

test('what changed on a server is fetched on request, and leads to the process', async () => {
  const calls = pages();
  renderPage(`/servers/${id}`);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Changes' }));
  const table = await screen.findByRole('table', { name: /What changed/ });
  expect(within(table).getByText('restarted')).toBeDefined();
  const [link] = within(table).getAllByRole('link', { name: 'postgres' });
  expect(link?.getAttribute('href')).toContain(`/servers/${id}/process?name=postgres`);
  expect(screen.getByText('1 started, 2 restarted, 7 more not kept')).toBeDefined();
  expect(window.location.search).toBe('?changes=shown');
  expect(calls.filter(({ pathname }) => pathname.endsWith('/changes'))).toHaveLength(1);
});

test('a process shows its own changes, and says where there are none', async () => {
  const calls = pages();
  renderPage(`/servers/${id}/process?name=postgres&hours=24&changes=shown`);
  expect(await screen.findByText('Nothing changed in this range')).toBeDefined();
  const call = calls.find(({ pathname }) => pathname.endsWith('/changes'));
  expect(call?.searchParams.get('name')).toBe('postgres');
  expect(call?.searchParams.get('hours')).toBe('24');
});

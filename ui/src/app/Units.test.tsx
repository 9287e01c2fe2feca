import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { history, server, top, usage } from '../testing/samples';

const id = 'id-of-db-1';

function pages(groupedBy?: string[]) {
  return fakeApi({
    '/api/servers': () => json({ as_of: null, servers: [server('db-1')] }),
    [`/api/servers/${id}`]: () => json(server('db-1', { grouped_by: groupedBy })),
    [`/api/servers/${id}/processes/top`]: (url) =>
      json(
        top(url.searchParams.get('by') === 'unit' ? [usage('nginx.service')] : [usage('postgres')]),
      ),
    [`/api/servers/${id}/process-history`]: () => json(history('nginx.service')),
  });
}

test('units are ranked as processes are, and lead to their own history', async () => {
  const calls = pages(['process', 'unit', 'slice', 'pod']);
  renderPage(`/servers/${id}`);
  const user = userEvent.setup();
  const chooser = await screen.findByRole('radiogroup', { name: 'Group by' });
  expect(
    within(chooser)
      .getAllByRole('radio')
      .map((each) => each.textContent),
  ).toEqual(['Processes', 'Units', 'Slices']);
  await user.click(within(chooser).getByRole('radio', { name: 'Units' }));
  const link = await screen.findByRole('link', { name: 'nginx.service' });
  expect(link.getAttribute('href')).toBe(`/servers/${id}/process?name=nginx.service&by=unit`);
  expect(screen.getByRole('table', { name: /^Units by/ })).toBeDefined();
  expect(screen.getByRole('columnheader', { name: /Memory latest/ })).toBeDefined();
  expect(window.location.search).toBe('?by=unit');
  const asked = calls
    .filter(({ pathname }) => pathname.endsWith('/top'))
    .map(({ searchParams }) => searchParams.get('by'));
  expect(asked).toEqual([null, 'unit']);
});

test('the page of a unit asks for it, and shows nothing that is of processes only', async () => {
  const calls = pages(['process', 'unit', 'slice']);
  renderPage(`/servers/${id}/process?name=nginx.service&by=unit`);
  expect(await screen.findByText('Memory, latest')).toBeDefined();
  for (const name of ['Compare', 'Events']) {
    expect(within(screen.getByRole('main')).queryByRole('link', { name })).toBeNull();
  }
  expect(screen.queryByText('Processes behind it')).toBeNull();
  expect(screen.queryByText('What changed')).toBeNull();
  const call = calls.find(({ pathname }) => pathname.endsWith('/process-history'));
  expect(call?.searchParams.get('by')).toBe('unit');
});

test.each([[undefined], [['process']]])('without units there is no choice', async (groupedBy) => {
  pages(groupedBy);
  renderPage(`/servers/${id}`);
  expect(await screen.findByRole('link', { name: 'postgres' })).toBeDefined();
  expect(screen.queryByRole('radiogroup', { name: 'Group by' })).toBeNull();
});

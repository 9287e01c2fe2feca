import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { changes, history, largest, server } from '../testing/samples';

const id = 'id-of-db-1';
const page = `/servers/${id}/process?name=postgres`;

function pages(answer: (url: URL) => unknown) {
  return fakeApi({
    '/api/servers': () => json({ as_of: null, servers: [server('db-1')] }),
    [`/api/servers/${id}`]: () => json(server('db-1')),
    [`/api/servers/${id}/process-history`]: () => json(history('postgres')),
    [`/api/servers/${id}/changes`]: () => json(changes([])),
    [`/api/servers/${id}/largest-processes`]: (url) => json(answer(url)),
  });
}

const asked = (calls: URL[]) =>
  calls
    .filter(({ pathname }) => pathname.endsWith('/largest-processes'))
    .map(({ searchParams }) => searchParams.get('at'));

test('the processes behind a group are fetched on request', async () => {
  const calls = pages(() =>
    largest([{}, { pid: 9, user: null, started_at: null, cpu_percent: null }]),
  );
  renderPage(page);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Processes' }));
  const table = await screen.findByRole('table', { name: /largest processes/ });
  const rows = within(table).getAllByRole('row');
  expect(rows).toHaveLength(3);
  expect(rows[1]?.textContent).toContain('812');
  expect(rows[1]?.textContent).toContain('12.5 %');
  expect(rows[2]?.textContent).toContain('no value');
  expect(screen.queryByText('Arguments')).toBeNull();
  expect(window.location.search).toContain('behind=newest');
  expect(asked(calls)).toEqual([null]);
});

test('one goes from list to list, and to the newest again', async () => {
  const calls = pages((url) =>
    url.searchParams.has('at') ? largest([{ arguments: 'postgres: walwriter' }]) : largest([{}]),
  );
  renderPage(`${page}&behind=2026-11-24T05:00:00Z`);
  expect(await screen.findByText('postgres: walwriter')).toBeDefined();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'The list before' }));
  expect(window.location.search).toContain('behind=2026-11-24T05%3A59%3A29Z');
  await user.click(screen.getByRole('button', { name: 'The next list' }));
  expect(window.location.search).toContain('behind=2026-11-24T06%3A00%3A44Z');
  await user.click(screen.getByRole('button', { name: 'Newest' }));
  expect(window.location.search).toContain('behind=newest');
  expect(asked(calls)).toContain('2026-11-24T05:59:29Z');
});

test('a range that has ended shows who was there at its end', async () => {
  const calls = pages(() => largest([{}]));
  renderPage(`${page}&from=2026-11-24T03:00:00Z&to=2026-11-24T03:30:00Z&behind=newest`);
  expect(await screen.findByRole('table', { name: /largest processes/ })).toBeDefined();
  expect(asked(calls)).toEqual(['2026-11-24T03:30:00Z']);
});

test.each([
  [largest([], { at: null, seconds: null }), 'There is no list of processes'],
  [largest([]), 'None of its processes was listed then'],
])('it says why there is none', async (answer, title) => {
  pages(() => answer);
  renderPage(`${page}&behind=newest`);
  expect(await screen.findByText(title)).toBeDefined();
});

test('what is older than a day is said to be gone', async () => {
  pages(() => largest([], { at: null, seconds: null }));
  renderPage(`${page}&behind=2026-11-20T05:00:00Z`);
  expect(await screen.findByText('Processes are kept for a day')).toBeDefined();
});

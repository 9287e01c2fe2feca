import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { history, now, server, top, usage } from '../testing/samples';

/** What a page says about a server and a range must be of that range. */

const id = '/api/servers/id-of-db-1';
const iso = (at: number) => new Date(at).toISOString();
const silent = { state: 'stale', last_seen: iso(now), as_of: iso(now), host_as_of: iso(now) };
const past = 'from=2026-11-24T03%3A00%3A00Z&to=2026-11-24T04%3A00%3A00Z';

function api(of: Record<string, unknown> = {}) {
  const { process, ...host } = of;
  return fakeApi({
    '/api/servers': () => json({ servers: [server('db-1', host)] }),
    [id]: () => json(server('db-1', host)),
    [`${id}/processes/top`]: () =>
      json(
        top([usage('npm ci')], {
          to: '2026-11-24T04:00:00Z',
          last_scrape_at: '2026-11-24T03:59:50Z',
        }),
      ),
    [`${id}/process-history`]: () => json(history('npm ci', process ? { process } : {})),
    [`${id}/events`]: () => json({ events: [], next: null }),
  });
}

const asked = (calls: URL[], end: string) =>
  calls.filter(({ pathname }) => pathname.endsWith(end)).map(({ search }) => search);

const figure = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).parentElement?.querySelector('dd')?.textContent;

test.each([
  ['/servers/id-of-db-1', '/top'],
  ['/servers/id-of-db-1/process?name=npm+ci', '/process-history'],
])('a silent server opens at its last hour and says so: %s', async (address, end) => {
  const calls = api(silent);
  renderPage(address);
  expect((await screen.findByRole('alert')).textContent).toMatch(
    /Nothing has come from this server since .*its last hour, until then/,
  );
  await waitFor(() => {
    expect(asked(calls, end).join()).toMatch(
      /from=2026-11-24T05%3A00%3A01Z&to=2026-11-24T06%3A00%3A01Z/,
    );
  });
  expect(asked(calls, end)).toHaveLength(1);
});

test('a range that was chosen is kept, of a silent server too', async () => {
  const calls = api(silent);
  renderPage('/servers/id-of-db-1?hours=6');
  expect((await screen.findByRole('alert')).textContent).not.toMatch(/last hour/);
  await waitFor(() => {
    expect(asked(calls, '/top').join()).toContain('hours=6');
  });
});

test('a past range says where it ends, and shows nothing of now', async () => {
  api({ last_seen: iso(Date.now()), host_as_of: iso(Date.now()) });
  renderPage(`/servers/id-of-db-1?${past}`);
  const panel = await screen.findByText(/^until/);
  expect(panel.textContent).toMatch(/^until .*last scrape/);
  expect(screen.queryByText(/as of/)).toBeNull();
  expect(screen.queryByText(/now/, { selector: 'th *' })).toBeNull();
  expect(screen.queryByText('Memory', { selector: 'dt' })).toBeNull();
});

test('the latest is the latest sample, not the mean of the last step', async () => {
  api();
  renderPage('/servers/id-of-db-1/process?name=npm+ci');
  await screen.findByText('CPU, latest');
  expect(figure('CPU, latest')).toBe('45.2 %');
  expect(figure('CPU, average')).toBe('42.1 %');
  expect(figure('CPU, highest')).toBe('180.4 %');
  expect(figure('CPU time')).toBe('25 min 16 s');
  expect(figure('RSS, latest')).toBe('488.3 MiB');
  expect(figure('Count, latest')).toBe('4');
});

test('where the latest sample has no value, no older one stands for it', async () => {
  api({ process: usage('npm ci', { cpu_percent: null }) });
  renderPage('/servers/id-of-db-1/process?name=npm+ci');
  await screen.findByText('CPU, latest');
  expect(figure('CPU, latest')).toMatch(/no value/);
});

test('a comparison shows the latest samples', async () => {
  api();
  renderPage('/compare?line=id-of-db-1%3Anpm+ci');
  const row = (await screen.findByRole('rowheader', { name: 'npm ci' })).closest('tr');
  await waitFor(() => {
    expect(row?.textContent).toContain('45.2 %42.1 %180.4 %');
  });
});

test.each([
  ['/servers/id-of-db-1', 'db-1 · NodePulse'],
  ['/servers/id-of-db-1/process?name=npm+ci', 'npm ci · db-1 · NodePulse'],
  ['/servers/id-of-db-1/events', 'Events · db-1 · NodePulse'],
  ['/servers/id-of-db-1/events?name=npm+ci', 'Events of npm ci · db-1 · NodePulse'],
  ['/compare?line=id-of-db-1%3Anpm+ci', 'Compare · db-1 · NodePulse'],
])('the tab of %s is called %s, and so is what it saves', async (address, title) => {
  api();
  renderPage(address);
  await waitFor(() => {
    expect(document.title).toBe(title);
  });
  const files = Array.from(document.querySelectorAll('a[download]'), (a) =>
    a.getAttribute('download'),
  );
  const process = address.includes('name') ? '-npm ci' : '';
  if (address.includes('/events'))
    expect(files).toEqual([`events-db-1${process}.csv`, `events-db-1${process}.ndjson`]);
});

test('the list has what was eaten and how fast', async () => {
  api();
  renderPage('/servers/id-of-db-1');
  const row = (await screen.findByRole('link', { name: 'npm ci' })).closest('tr');
  expect(row?.textContent).toContain('42.1 %43.5 %180.4 %25 min 16 s');
  expect(screen.getByRole('button', { name: 'While it ran' })).toBeDefined();
});

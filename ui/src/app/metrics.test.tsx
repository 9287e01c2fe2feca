import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { figure, history, now, server, top, usage } from '../testing/samples';

/** Processes are ranked by, and shown over time by, what their server's agent sends. */

const id = '/api/servers/id-of-db-1';
const read = { total: 7 * 1024 ** 3, avg: 2_097_152, max: 10_485_760 };
const sent = { process_metrics: ['cpu', 'memory', 'read', 'io', 'fds'] };

const point = (minutesAgo: number, of: Record<string, unknown>) => ({
  at: new Date(now - minutesAgo * 60_000).toISOString(),
  cpu_percent: { min: 1, avg: 2, max: 3 },
  memory_mb: { min: 300, avg: 310, max: 320 },
  num_procs: 9,
  figure: figure(of),
});

function api(host: Record<string, unknown> = sent) {
  return fakeApi({
    '/api/servers': () => json({ servers: [server('db-1')] }),
    [id]: () => json(server('db-1', host)),
    [`${id}/processes/top`]: (url) => {
      const metric = url.searchParams.get('metric');
      const of = metric === 'fds' ? { unit: 'count', latest: 12, avg: 11.5, max: 40 } : read;
      const processes = ['cpu', 'memory'].includes(metric ?? 'cpu')
        ? [usage('postgres')]
        : [
            usage('postgres', { figure: figure(of) }),
            usage('backup', { figure: figure({ ...of, known: 0.4 }) }),
            usage('of-root', { figure: figure({ known: 0 }) }),
          ];
      return json(top(processes, { metric }));
    },
    [`${id}/process-history`]: (url) =>
      json(
        history('postgres', {
          process: usage('postgres', { figure: figure(read) }),
          points: url.searchParams.has('metric')
            ? [point(3, {}), point(2, { avg: 1_024, max: 4_096, known: 0.5 })]
            : [point(3, {})],
        }),
      ),
  });
}

const rowOf = async (name: string) => {
  const row = (await screen.findByRole('link', { name })).closest('tr');
  if (!row) throw new Error(`${name} is not in a table`);
  return row;
};

const headings = () =>
  screen.getAllByRole('columnheader').map((heading) => heading.textContent.replace(/^\W+/, ''));

test('a server’s processes are ranked by a metric that its agent sends', async () => {
  const calls = api();
  renderPage('/servers/id-of-db-1?hours=6');
  await rowOf('postgres');
  await userEvent.click(screen.getByRole('button', { name: 'Rank by: More' }));
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Disk read' }));
  await rowOf('backup');
  expect(window.location.search).toBe('?hours=6&metric=read');
  expect(calls.at(-1)?.search).toBe('?metric=read&limit=10&hours=6');
  expect(screen.getByRole('table', { name: 'Processes by disk read' })).toBeDefined();
  expect(headings()).toEqual([
    'Process',
    'Count',
    'Disk read average',
    'Disk read peak',
    'Disk read total',
    'CPU average',
    'RSS latest',
  ]);
  expect((await rowOf('postgres')).textContent).toBe(
    'postgres42.0 MiB/s10.0 MiB/s7.00 GiB42.1 %488.3 MiB',
  );
  expect(screen.getByRole('button', { name: 'Rank by: Disk read' })).toBeDefined();
  const usual = within(screen.getByRole('radiogroup', { name: 'Rank by' }));
  expect(usual.queryByRole('radio', { checked: true })).toBeNull();
  // Where a row leads to, the same figures are shown over time.
  expect((await screen.findByRole('link', { name: 'backup' })).getAttribute('href')).toBe(
    '/servers/id-of-db-1/process?name=backup&metric=read&hours=6',
  );
});

test('what is not known is a dash that says why, and what is partly known says so', async () => {
  api();
  renderPage('/servers/id-of-db-1?metric=read');
  expect(
    within(await rowOf('of-root')).getAllByText(/no value: not known: the agent may/),
  ).toHaveLength(3);
  expect(within(await rowOf('backup')).getAllByText('(known 40 % of the time)')).toHaveLength(3);
  expect((await rowOf('postgres')).textContent).not.toMatch(/known/);
});

test('a gauge has its latest value, a sum has no peak', async () => {
  api();
  const { unmount } = renderPage('/servers/id-of-db-1?metric=fds');
  expect((await rowOf('postgres')).textContent).toBe('postgres41211.54042.1 %488.3 MiB');
  expect(headings().slice(2, 5)).toEqual([
    'Open files latest',
    'Open files average',
    'Open files peak',
  ]);
  unmount();
  renderPage('/servers/id-of-db-1?metric=io');
  await rowOf('postgres');
  expect(headings().slice(2, 5)).toEqual(['Disk I/O average', 'Disk I/O total', 'CPU average']);
});

test('with the keyboard only what is sent can be chosen', async () => {
  api();
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await rowOf('postgres');
  screen.getByRole('button', { name: 'Rank by: More' }).focus();
  await user.keyboard('{Enter}');
  const menu = await screen.findByRole('menu');
  const items = within(menu).getAllByRole('menuitemradio');
  const offered = items.filter((item) => item.getAttribute('aria-disabled') !== 'true');
  expect(offered.map((item) => item.textContent)).toEqual([
    'Disk read',
    'Disk read and write',
    'Open files',
  ]);
  expect(within(menu).getByText('Not sent: by the agent, in its latest scrape.')).toBeDefined();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await waitFor(() => {
    expect(window.location.search).toBe('?metric=fds');
  });
});

test('an address with a metric that the agent does not send says so', async () => {
  api();
  renderPage('/servers/id-of-db-1?metric=swap');
  expect(await screen.findByText(/agent did not send this in its latest scrape/)).toBeDefined();
});

test('a key ranks by it, and the palette has what the server has', async () => {
  api();
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await rowOf('postgres');
  await user.keyboard('r');
  await rowOf('backup');
  await user.keyboard('{Control>}k{/Control}');
  const palette = within(await screen.findByRole('dialog'));
  await user.type(palette.getByRole('combobox'), 'rank');
  const ways = await palette.findAllByRole('option', { name: /^Rank by/ });
  expect(ways.map((way) => way.textContent)).toEqual([
    'Rank by CPUc',
    'Rank by memorym',
    'Rank by disk readr',
    'Rank by disk read and writei',
    'Rank by open filesf',
  ]);
  await user.click(palette.getByText('Rank by open files'));
  expect(window.location.search).toBe('?metric=fds');
});

test('a process shows one more metric over time, and older servers are not asked for it', async () => {
  const calls = api();
  renderPage('/servers/id-of-db-1/process?name=postgres');
  await screen.findByRole('img', { name: /CPU percent/ });
  expect(screen.getAllByRole('img', { name: /of postgres over time/ })).toHaveLength(3);
  const asked = () => calls.filter(({ pathname }) => pathname.endsWith('/process-history'));
  expect(asked().map(({ searchParams }) => searchParams.get('metric'))).toEqual([null]);

  await userEvent.click(screen.getByRole('button', { name: 'Also show: More' }));
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Disk read' }));
  const chart = await screen.findByRole('img', { name: /^Disk read of postgres/ });
  expect(window.location.search).toBe('?name=postgres&metric=read');
  expect(asked().at(-1)?.searchParams.get('metric')).toBe('read');
  expect(chart.closest('figure')?.textContent).toMatch(
    /mean 1\.0 KiB\/s +max 4\.0 KiB\/s known 50 % of the time/,
  );

  await userEvent.click(screen.getByRole('button', { name: 'Table' }));
  expect(headings().slice(-2)).toEqual(['Disk read mean', 'Disk read max']);
  const [, latest, first] = screen.getAllByRole('row');
  expect(latest?.textContent).toMatch(
    /1\.0 KiB\/s \(known 50 % of the time\)4\.0 KiB\/s \(known 50 % of the time\)$/,
  );
  expect(first?.textContent).toMatch(/no value: not known/);
});

test('a comparison has the figures of the metric', async () => {
  const calls = api();
  renderPage('/compare?line=id-of-db-1%3Apostgres&metric=read');
  const line = (await screen.findByRole('rowheader', { name: 'postgres' })).closest('tr');
  await waitFor(() => {
    expect(line?.textContent).toContain('2.0 MiB/s10.0 MiB/s7.00 GiB');
  });
  expect(headings()).toEqual(['Process', 'Server', 'Average', 'Highest', 'Total', 'Change']);
  expect(screen.getByRole('heading', { name: 'Disk read' })).toBeDefined();
  expect(
    calls.find(({ pathname }) => pathname.endsWith('/process-history'))?.searchParams.get('metric'),
  ).toBe('read');
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { server, top, usage } from '../testing/samples';

const calls = (names: string[]) =>
  fakeApi({
    '/api/servers': () => json({ as_of: null, servers: [server('db-1'), server('web-1')] }),
    '/api/servers/id-of-db-1': () => json(server('db-1\u2066')),
    '/api/servers/id-of-db-1/processes/top': (url) => {
      const search = url.searchParams.get('search') ?? '';
      const found = names.filter((name) => name.includes(search));
      return json(
        top(found.slice(0, Number(url.searchParams.get('limit'))).map((name) => usage(name))),
      );
    },
    '/api/processes': (url) =>
      json({
        processes: [
          { server_id: 'id-of-db-1', name: url.searchParams.get('search') },
          { server_id: 'id-of-web-1', name: 'far-\u202Eaway' },
        ],
      }),
    '/api/servers/id-of-db-1/process-history': (url) =>
      json({
        server_id: 'id-of-db-1',
        name: url.searchParams.get('name'),
        from: '2026-11-24T05:00:00Z',
        to: '2026-11-24T06:00:00Z',
        step_seconds: 60,
        points: [],
      }),
  });

const asked = (made: URL[], path: string) => made.filter(({ pathname }) => pathname.endsWith(path));

test.each(['..', 'odd/sl;%2F\\', '%252F', 'a?name=b#c', 'odd\u202Eevil'])(
  'a click on %j asks for its history by its name',
  async (name) => {
    const made = calls([name]);
    renderPage('/servers/id-of-db-1');
    const row = within(await screen.findByRole('table'));
    await userEvent.click(await row.findByRole('link'));
    await waitFor(() => {
      expect(asked(made, '/process-history').at(-1)?.searchParams.get('name')).toBe(name);
    });
  },
);

test('what cannot be seen in a name is written out, also in the title', async () => {
  calls(['odd\u202Eevil', '\u200B']);
  renderPage('/servers/id-of-db-1');
  expect(await screen.findByRole('heading', { name: 'db-1‹U+2066›' })).toBeDefined();
  expect(await screen.findByText('‹U+200B›')).toBeDefined();
  await userEvent.click(await screen.findByRole('link', { name: 'odd‹U+202E›evil' }));
  expect(await screen.findByRole('heading', { name: 'odd‹U+202E›evil' })).toBeDefined();
  expect(document.title).toBe('odd‹U+202E›evil · db-1‹U+2066› · NodePulse');
});

test('a search asks for what is far down the list', async () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `worker-${String(index)}`);
  const made = calls([...names, 'needle']);
  renderPage('/servers/id-of-db-1');
  await screen.findByText('worker-0');
  expect(screen.queryByText('needle')).toBeNull();
  await userEvent.type(screen.getByRole('searchbox'), ' needle ');
  await waitFor(() => {
    expect(asked(made, '/top').at(-1)?.searchParams.get('search')).toBe('needle');
  });
  expect(asked(made, '/top').at(-1)?.searchParams.get('limit')).toBe('10');
  expect(await screen.findByText('needle')).toBeDefined();
  await userEvent.type(screen.getByRole('searchbox'), 'x');
  expect(await screen.findByText(/No process in this range has/)).toBeDefined();
});

test('the palette finds processes of the open server and of all others', async () => {
  const made = calls(['needle', 'worker']);
  renderPage('/servers/id-of-db-1?hours=24');
  await screen.findByText('worker');
  await userEvent.keyboard('{Control>}k{/Control}');
  const palette = within(await screen.findByRole('dialog'));
  await userEvent.type(palette.getByRole('combobox'), 'NEEDLE');
  await waitFor(() => {
    expect(asked(made, '/api/processes').at(-1)?.searchParams.get('search')).toBe('NEEDLE');
  });
  await userEvent.clear(palette.getByRole('combobox'));
  await userEvent.type(palette.getByRole('combobox'), 'far web');
  expect(await palette.findByText('far-‹U+202E›away')).toBeDefined();
  expect(palette.getByText('web-1')).toBeDefined();
});

import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { neverSeen, server, session, top, usage } from '../testing/samples';

const evil = '<img src=x onerror="window.hacked=1">';

function fleet(...servers: unknown[]) {
  return { '/api/servers': () => json({ as_of: null, servers }) };
}

function oneServer() {
  return {
    ...fleet(server('db-1')),
    '/api/servers/id-of-db-1': () => json(server('db-1')),
    '/api/servers/id-of-db-1/processes/top': (url: URL) =>
      json(
        url.searchParams.get('metric') === 'memory'
          ? top([usage('java')], { metric: 'memory' })
          : top([usage('postgres'), usage(evil, { running: false, cpu_percent: null })]),
      ),
  };
}

const row = async (name: string) => {
  const found = (await screen.findByRole('link', { name: new RegExp(name) })).closest('tr');
  if (!found) throw new Error(`${name} is not in a table`);
  return within(found);
};

test('the fleet lists figures with units, and why there is none', async () => {
  fakeApi(fleet(server('db-1'), neverSeen('spare')));
  renderPage('/');
  const db = await row('db-1');
  expect(db.getByText('37.5')).toBeDefined();
  expect(db.getByText('312')).toBeDefined();
  expect(db.getByText('postgres')).toBeDefined();
  const spare = await row('spare');
  expect(spare.getByText('never seen')).toBeDefined();
  expect(spare.getAllByText(/no value: no host figures/).length).toBeGreaterThan(0);
});

test('searching and sorting stand in the address', async () => {
  fakeApi(fleet(server('web-10'), server('web-2'), server('db-1')));
  renderPage('/');
  const user = userEvent.setup();
  await user.type(await screen.findByRole('searchbox'), 'web');
  await user.click(screen.getByRole('button', { name: 'Server' }));
  expect(window.location.search).toBe('?q=web&sort=name');
  const names = screen
    .getAllByRole('row')
    .slice(1)
    .map((each) => each.querySelector('a')?.textContent);
  expect(names).toEqual(['Liveweb-2', 'Liveweb-10']);
});

test('the list of processes toggles metric and range, and the address leads back', async () => {
  const calls = fakeApi(oneServer());
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await row('postgres');
  await user.click(screen.getByRole('radio', { name: 'Memory' }));
  await row('java');
  await user.click(screen.getByRole('radio', { name: 'last 24 hours' }));
  await waitFor(() => {
    expect(calls.at(-1)?.search).toBe('?metric=memory&limit=10&hours=24');
  });
  expect(window.location.search).toBe('?metric=memory&hours=24');
  act(() => {
    window.history.go(-2);
  });
  await row('postgres');
});

test('HTML in a name stays text, an ended process is marked', async () => {
  fakeApi(oneServer());
  const { container } = renderPage('/servers/id-of-db-1');
  const ended = await row('ended');
  expect(ended.getByText(evil)).toBeDefined();
  expect(ended.getByText(/no value: a CPU value needs two scrapes/)).toBeDefined();
  expect(container.querySelector('img')).toBeNull();
});

test('keys choose, pause and move among rows', async () => {
  fakeApi(oneServer());
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await row('postgres');
  await user.keyboard('j');
  expect(document.activeElement?.textContent).toBe('postgres');
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('img');
  await user.keyboard('p');
  expect(screen.getByText('Paused')).toBeDefined();
  await user.keyboard('2m');
  await waitFor(() => {
    expect(window.location.search).toBe('?hours=6&metric=memory');
  });
  await user.keyboard('gf');
  expect(window.location.pathname).toBe('/');
});

test('an outage keeps what was shown and says since when; the return clears it', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  let up = true;
  fakeApi({
    '/api/servers': () => (up ? json({ servers: [server('db-1')] }) : json({}, 503)),
  });
  renderPage('/');
  await row('db-1');
  up = false;
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  const banner = await screen.findByRole('alert');
  expect(banner.textContent).toContain('has not answered since');
  await row('db-1');
  up = true;
  await user.click(screen.getByRole('button', { name: 'Try now' }));
  await waitFor(() => {
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

test('a failure on the first call offers another try', async () => {
  let known = false;
  fakeApi({
    '/api/servers/x': () => (known ? json(server('x')) : json({ detail: 'No server x.' }, 404)),
  });
  renderPage('/servers/x');
  expect(await screen.findByText('No server x.')).toBeDefined();
  known = true;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'x' })).toBeDefined();
});

test('adding a server shows a line once, and says when its first scrape arrived', async () => {
  let scraped: string | null = null;
  let allowed = false;
  fakeApi({
    '/api/session': () => json(session('operator')),
    '/api/servers': () => json({ servers: [] }),
    '/api/install': () => json({ archives: [], missing: null, public_key_pin: 'sha256//abc=' }),
    '/api/servers/enrollments': () =>
      allowed
        ? json({ server_id: 'x', token: 'npe_once', expires_at: '2026-11-24T06:30:00Z' }, 201)
        : json({ detail: 'the event store takes nothing' }, 503),
    '/api/servers/x': () => json({ ...server('x'), last_seen: scraped }),
  });
  renderPage('/');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Add a server' }));
  await user.type(screen.getByLabelText(/Name/), 'web-1');
  await user.click(screen.getByRole('button', { name: 'Make the line' }));
  expect((await screen.findByRole('alert')).textContent).toBe('The event store takes nothing.');
  allowed = true;
  await user.click(screen.getByRole('button', { name: 'Make the line' }));
  expect(
    await screen.findByText(
      /--pinnedpubkey 'sha256..abc=' .*install.sh \| sudo sh -s -- npe_once --name 'web-1'/,
    ),
  ).toBeDefined();
  expect(await screen.findByText(/is registered. Waiting/)).toBeDefined();
  scraped = '2026-11-24T06:00:00Z';
  const arrived = await screen.findByText('The first scrape arrived.', {}, { timeout: 5_000 });
  expect(arrived).toBeDefined();
  expect(screen.getByRole('link', { name: 'Show the server' }).getAttribute('href')).toBe(
    '/servers/x',
  );
});

test('adding a server says what is missing to install', async () => {
  fakeApi({
    '/api/session': () => json(session('operator')),
    '/api/servers': () => json({ servers: [] }),
    '/api/install': () => json({ archives: [], missing: 'no archive: build it' }),
  });
  renderPage('/');
  await userEvent.click(await screen.findByRole('button', { name: 'Add a server' }));
  expect(await screen.findByText('No archive: build it.')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Make the line' })).toBeNull();
});

test('an operator gives an agent a new token, and revokes it', async () => {
  const made: unknown[] = [];
  fakeApi({
    ...oneServer(),
    '/api/session': () => json(session('operator')),
    '/api/servers/id-of-db-1/agent-token': (_, { method }) => {
      made.push(method);
      return method === 'POST'
        ? json({ agent_token: 'np_new', previous_valid_until: '2026-11-24T06:10:00Z' })
        : new Response(null, { status: 204 });
    },
  });
  renderPage('/servers/id-of-db-1');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Agent token' }));
  await user.click(screen.getByRole('button', { name: 'Make a new token' }));
  expect(await screen.findByText('np_new')).toBeDefined();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Agent token' }));
  await user.click(screen.getByRole('button', { name: 'Revoke the token' }));
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(made).toEqual(['POST', 'DELETE']);
});

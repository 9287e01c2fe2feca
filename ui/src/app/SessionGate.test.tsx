import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { server, session } from '../testing/samples';

const nobody = session(null, { reading: 'login' });
const ada = session('admin', { reading: 'login' });
const servers = () => json({ servers: [server('db-1')] });

/** Where nobody may read before signing in; the password is "right". */
function closedSystem() {
  let signedIn = false;
  fakeApi({
    '/api/session': (_, { method, body }) => {
      if (method === 'DELETE') signedIn = false;
      if (method === 'POST') {
        if (!(body as string).includes('"right"'))
          return json({ detail: 'name or password is wrong' }, 401);
        signedIn = true;
      }
      return json(signedIn ? ada : nobody);
    },
    '/api/servers': () => (signedIn ? servers() : json({}, 401)),
  });
  return {
    end: () => {
      signedIn = false;
    },
  };
}

async function signIn(password: string, user = userEvent.setup()) {
  await user.clear(await screen.findByLabelText('Name'));
  await user.type(screen.getByLabelText('Name'), 'ada');
  await user.clear(screen.getByLabelText('Password'));
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('who is not signed in signs in, and is where they wanted to be', async () => {
  closedSystem();
  renderPage('/?q=db');
  await signIn('wrong');
  expect((await screen.findByRole('alert')).textContent).toBe('Name or password is wrong.');
  expect(screen.queryByRole('navigation', { name: 'Pages' })).toBeNull();
  await signIn('right');
  expect(await screen.findByRole('link', { name: /db-1/ })).toBeDefined();
  expect(window.location.search).toBe('?q=db');
});

test('a session that ended leads to the sign-in, and back to the page', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
  const system = closedSystem();
  renderPage('/');
  await signIn('right', user);
  await screen.findByRole('link', { name: /db-1/ });
  system.end();
  // The page asks again every 15 s.
  await vi.advanceTimersByTimeAsync(16_000);
  expect(await screen.findByText(/Your session is over/)).toBeDefined();
  await signIn('right', user);
  expect(await screen.findByRole('link', { name: /db-1/ })).toBeDefined();
});

test('who signs out sees nothing any more', async () => {
  closedSystem();
  renderPage('/');
  await signIn('right');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Account of ada' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  expect(await screen.findByLabelText('Password')).toBeDefined();
  expect(screen.queryByText(/session is over/)).toBeNull();
  expect(screen.queryByRole('link', { name: /db-1/ })).toBeNull();
});

test('who cannot be signed out is told so, and can try again', async () => {
  let away = true;
  let signedIn = true;
  fakeApi({
    '/api/session': (_, { method }) => {
      if (method === 'DELETE' && away) return json({ detail: 'Valkey does not answer' }, 503);
      signedIn &&= method !== 'DELETE';
      return json(signedIn ? ada : nobody);
    },
    '/api/servers': servers,
  });
  renderPage('/');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Account of ada' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  const dialog = await screen.findByRole('dialog', { name: 'You are still signed in' });
  expect(within(dialog).getByRole('alert').textContent).toBe('Valkey does not answer.');
  away = false;
  await user.click(within(dialog).getByRole('button', { name: 'Sign out' }));
  expect(await screen.findByLabelText('Password')).toBeDefined();
});

test.each([
  [null, true],
  ['corp', false],
])('of the provider %s, the password can be changed here: %s', async (provider, offered) => {
  fakeApi({
    '/api/session': () => json(session('viewer', { provider })),
    '/api/servers': servers,
  });
  renderPage('/');
  await userEvent.click(await screen.findByRole('button', { name: 'Account of ada' }));
  await screen.findByRole('menuitem', { name: 'Sign out' });
  expect(screen.queryByRole('menuitem', { name: 'Change password…' }) !== null).toBe(offered);
});

test('too many attempts have to wait', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  fakeApi({
    '/api/session': (_, { method }) =>
      method === 'POST'
        ? new Response('{"detail":"too many attempts failed"}', {
            status: 429,
            headers: { 'Retry-After': '90' },
          })
        : json(nobody),
  });
  renderPage('/');
  await signIn('any', userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) }));
  expect((await screen.findByRole('alert')).textContent).toBe('Too many attempts failed.');
  const button = screen.getByRole<HTMLButtonElement>('button', { name: /Sign in \(in 1 min/ });
  expect(button.disabled).toBe(true);
  await vi.advanceTimersByTimeAsync(92_000);
  await waitFor(() => {
    expect(button.disabled).toBe(false);
  });
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['failed', /did not sign you in/],
  ['refused', /no role here/],
])('a provider that %s is told of, and the page can be read without', async (outcome, text) => {
  fakeApi({
    '/api/session': () =>
      json(session(null, { sign_in: { password: false, oidc: [{ name: 'Acme', href: '/go' }] } })),
    '/api/servers': servers,
  });
  renderPage(`/?sign_in=${outcome}`);
  expect((await screen.findByRole('alert')).textContent).toMatch(text);
  expect(screen.getByRole('link', { name: 'Sign in with Acme' }).getAttribute('href')).toBe('/go');
  expect(screen.queryByLabelText('Password')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Go on without signing in' }));
  expect(await screen.findByRole('link', { name: /db-1/ })).toBeDefined();
  expect(window.location.search).toBe('');
});

test('who comes back from a provider is where they left', async () => {
  sessionStorage.setItem('nodepulse.return', '/no/such/page?x=1');
  fakeApi({ '/api/session': () => json(ada), '/api/servers': servers });
  renderPage('/');
  expect(await screen.findByText('There is no such page')).toBeDefined();
  expect(window.location.search).toBe('?x=1');
});

test.each([
  [null, ['Sign in']],
  ['viewer', ['Account of ada']],
  ['operator', ['Add a server', 'Account of ada']],
])('the role %s has the buttons %j', async (role, expected) => {
  fakeApi({ '/api/session': () => json(session(role)), '/api/servers': servers });
  renderPage('/');
  await screen.findByRole('link', { name: /db-1/ });
  const wanted = ['Sign in', 'Add a server', 'Account of ada', 'Administration'];
  const shown = wanted.filter((name) => screen.queryByRole('button', { name }) !== null);
  expect(shown.toSorted()).toEqual(expected.toSorted());
  expect(screen.queryByRole('link', { name: 'Administration' })).toBeNull();
});

test('the first person is added with the admin token and is signed in', async () => {
  const sent: unknown[] = [];
  let signedIn = false;
  fakeApi({
    '/api/session': (_, { method }) => {
      signedIn ||= method === 'POST';
      return json(signedIn ? ada : nobody);
    },
    '/api/people': (_, { headers, body }) => {
      sent.push((headers as Record<string, string>).Authorization, body);
      return json({ name: 'ada', role: 'admin', added_at: '2026-11-24T06:00:00Z' }, 201);
    },
    '/api/servers': servers,
  });
  renderPage('/');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /Nobody can sign in yet/ }));
  await user.type(screen.getByLabelText('Admin token'), 'secret');
  await user.type(screen.getByLabelText('Name'), 'ada');
  await user.type(screen.getByLabelText('Password'), 'a long password');
  await user.click(screen.getByRole('button', { name: 'Add and sign in' }));
  expect(await screen.findByRole('link', { name: /db-1/ })).toBeDefined();
  expect(sent).toEqual([
    'Bearer secret',
    '{"name":"ada","password":"a long password","role":"admin"}',
  ]);
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { act, ada, administration, bob, dialog, press, token } from '../../testing/administration';
import { json } from '../../testing/fakeApi';

test.each([
  [null, /Sign in with the role admin/],
  ['operator', /You are signed in with the role operator/],
])('the role %s sees nothing of it', async (role, text) => {
  administration(role);
  expect(await screen.findByText(text)).toBeDefined();
  expect(screen.queryByRole('table')).toBeNull();
});

test('people, tokens and acts are listed', async () => {
  administration('admin');
  expect(await screen.findByRole('row', { name: /bob viewer/ })).toBeDefined();
  expect(await screen.findByRole('row', { name: /report viewer.* ada / })).toBeDefined();
  expect(
    await screen.findByRole('row', { name: /the admin token added person-0:1 as viewer 127/ }),
  ).toBeDefined();
  expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
    '/api/administration/events?format=csv',
  );
});

test('a person is added; what was wrong is said', async () => {
  let taken = true;
  const sent = administration('admin', {
    '/api/people': (_, { method }) =>
      method === 'GET'
        ? json({ people: [ada] })
        : taken
          ? json({ detail: 'there is a person eve already' }, 409)
          : json({ ...bob, name: 'eve' }, 201),
  });
  await press('Add a person');
  const form = await dialog();
  await userEvent.type(form.getByLabelText('Name'), 'eve');
  await userEvent.type(form.getByLabelText('Password'), 'a long password');
  await userEvent.click(form.getByRole('radio', { name: 'Operator' }));
  await userEvent.click(form.getByRole('button', { name: 'Add the person' }));
  expect((await form.findByRole('alert')).textContent).toBe('There is a person eve already.');
  taken = false;
  await userEvent.click(form.getByRole('button', { name: 'Add the person' }));
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(sent.at(-1)).toBe(
    'POST /api/people {"name":"eve","role":"operator","password":"a long password"}',
  );
});

test('what is done before the acts are there is among them', async () => {
  let first: (answer: Response) => void = () => undefined;
  let asked = 0;
  administration('admin', {
    '/api/people/bob': () => new Response(null, { status: 204 }),
    '/api/administration/events': () => {
      asked += 1;
      return asked === 1
        ? new Promise<Response>((answer) => (first = answer))
        : json({ events: [act('0:2')], more: false });
    },
  });
  await press('Remove bob');
  await userEvent.click((await dialog()).getByRole('button', { name: 'Remove bob' }));
  expect(await screen.findByRole('row', { name: /added person-0:2/ })).toBeDefined();
  first(json({ events: [act('0:1')], more: false }));
  expect(screen.queryByRole('row', { name: /added person-0:1/ })).toBeNull();
});

test('a role is changed, a password set, a person removed', async () => {
  const sent = administration('admin', {
    '/api/people/bob': (_, { method }) =>
      method === 'DELETE' ? new Response(null, { status: 204 }) : json(bob),
  });
  await press('Change the role of bob');
  await userEvent.click((await dialog()).getByRole('radio', { name: 'Operator' }));
  await press('Change the role');
  await press('Set the password of bob');
  await userEvent.type((await dialog()).getByLabelText('Password'), 'another password');
  await press('Set the password');
  await press('Remove bob');
  await userEvent.click((await dialog()).getByRole('button', { name: 'Remove bob' }));
  await waitFor(() => {
    expect(sent).toEqual([
      'PATCH /api/people/bob {"role":"operator"}',
      'PATCH /api/people/bob {"password":"another password"}',
      'DELETE /api/people/bob',
    ]);
  });
});

test('a person is erased only where that is chosen', async () => {
  const sent = administration('admin', {
    '/api/people/bob': () => json({ numbers: ['0a1b2c3d4e5f'], in_the_clear: false }),
  });
  await press('Remove bob');
  const asked = await dialog();
  await userEvent.click(asked.getByRole('radio', { name: 'Erased' }));
  expect(asked.getByText(/cannot be undone/)).toBeDefined();
  await userEvent.click(asked.getByRole('button', { name: 'Remove and erase bob' }));
  await waitFor(() => {
    expect(sent).toEqual(['DELETE /api/people/bob?erase=true']);
  });
});

test('who removes themselves is told so', async () => {
  administration('admin');
  await press('Remove ada');
  expect((await dialog()).getByText(/This is you/)).toBeDefined();
});

test('a token is issued to the end of a day, shown once, and revoked', async () => {
  const sent = administration('admin', {
    '/api/tokens': (_, { method }) =>
      method === 'GET'
        ? json({ tokens: [token] })
        : json({ id: 't-2', name: 'nightly', token: 'npt_once' }, 201),
    '/api/tokens/t-1': () => new Response(null, { status: 204 }),
  });
  await press('Issue a token');
  const form = await dialog();
  await userEvent.type(form.getByLabelText('Name'), 'nightly');
  const day = form.getByLabelText<HTMLInputElement>(/Valid until/).value;
  await userEvent.click(form.getByRole('button', { name: 'Issue the token' }));
  expect(await screen.findByText('npt_once')).toBeDefined();
  const expires = new Date(`${day}T23:59:59`).toISOString();
  expect(sent).toEqual([
    `POST /api/tokens {"name":"nightly","role":"viewer","expires_at":"${expires}"}`,
  ]);
  await press('Close');
  expect(screen.queryByText('npt_once')).toBeNull();
  await press('Revoke report');
  await userEvent.click((await dialog()).getByRole('button', { name: 'Revoke report' }));
  await waitFor(() => {
    expect(sent.at(-1)).toBe('DELETE /api/tokens/t-1');
  });
});

test('a token is handed over to somebody whose role is high enough', async () => {
  const eve = { ...ada, name: 'eve' };
  const sent = administration('admin', {
    '/api/people': () => json({ people: [ada, bob, eve] }),
    '/api/tokens': () => json({ tokens: [{ ...token, role: 'operator' }] }),
    '/api/tokens/t-1': () => json(token),
  });
  await press('Hand report over');
  const form = await dialog();
  const choice = form.getByLabelText<HTMLSelectElement>('To');
  await waitFor(() => {
    expect([...choice.options].map(({ value }) => value)).toEqual(['', 'eve']);
  });
  expect(form.getByRole<HTMLButtonElement>('button', { name: 'Hand it over' }).disabled).toBe(true);
  await userEvent.selectOptions(choice, 'eve');
  await userEvent.click(form.getByRole('button', { name: 'Hand it over' }));
  await waitFor(() => {
    expect(sent).toEqual(['PATCH /api/tokens/t-1 {"issuer":"person:eve"}']);
  });
});

test('a token of somebody of a provider says when it lapses', async () => {
  const lapsing = { ...token, issuer: 'oidc:corp:ada', lapses_at: '2098-12-31T00:00:00Z' };
  const lasting = { ...token, id: 't-2', name: 'lasting', lapses_at: '2099-02-01T00:00:00Z' };
  administration('admin', { '/api/tokens': () => json({ tokens: [lapsing, lasting] }) });

  const row = await screen.findByRole('row', { name: /report/ });
  expect(row.textContent).toContain('unless its issuer signs in');
  expect(screen.getByRole('row', { name: /lasting/ }).textContent).not.toContain('unless');
});

test('a token says for which servers it is good', async () => {
  const limited = { ...token, id: 't-2', name: 'some', all_servers: false, server_tags: ['db'] };
  const none = { ...limited, id: 't-3', name: 'lost', server_tags: [] };
  administration('admin', {
    '/api/tokens': () => json({ tokens: [{ ...token, all_servers: true }, limited, none] }),
  });
  expect(await screen.findByRole('row', { name: /report viewer all / })).toBeDefined();
  expect(screen.getByRole('row', { name: /some viewer with db / })).toBeDefined();
  expect(screen.getByRole('row', { name: /lost viewer none / })).toBeDefined();
});

test('older acts come when asked for, each once', async () => {
  const old = '2026-11-23T06:00:00.000001Z';
  administration('admin', {
    '/api/administration/events': (url) =>
      url.searchParams.get('to') === old
        ? json({ events: [act('0:2', old), act('0:1', old)], more: false })
        : json({ events: [act('0:3'), act('0:2', old)], more: true }),
  });
  await press('More');
  expect(await screen.findByText('added person-0:1 as viewer')).toBeDefined();
  const table = within(screen.getByRole('table', { name: 'Acts' }));
  expect(table.getAllByRole('row')).toHaveLength(4);
  expect(screen.queryByRole('button', { name: 'More' })).toBeNull();
});

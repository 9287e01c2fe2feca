import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ada, administration, bob, dialog, press } from '../../testing/administration';
import { json } from '../../testing/fakeApi';

test('people are limited to servers by tags, administrators are not', async () => {
  const sent = administration('admin', {
    '/api/people': (_, { method }) =>
      method === 'GET'
        ? json({ people: [ada, { ...bob, server_tags: ['db', 'prod'] }] })
        : json({ ...bob, name: 'eve' }, 201),
    '/api/people/bob': () => json(bob),
  });
  expect(await screen.findByRole('row', { name: /bob viewer with db or prod/ })).toBeDefined();
  expect(screen.getByRole('row', { name: /ada admin all/ })).toBeDefined();
  await press('Add a person');
  const form = await dialog();
  await userEvent.type(form.getByLabelText('Name'), 'eve');
  await userEvent.type(form.getByLabelText('Password'), 'a long password');
  await userEvent.type(form.getByLabelText(/Only servers/), 'db, prod db');
  await userEvent.click(form.getByRole('radio', { name: 'Admin' }));
  expect(form.queryByLabelText(/Only servers/)).toBeNull();
  await userEvent.click(form.getByRole('radio', { name: 'Viewer' }));
  await userEvent.click(form.getByRole('button', { name: 'Add the person' }));
  await waitFor(() => {
    expect(sent.at(-1)).toBe(
      'POST /api/people {"name":"eve","role":"viewer","password":"a long password","server_tags":["db","prod"]}',
    );
  });
  await press('Change the role of bob');
  const role = await dialog();
  await userEvent.clear(role.getByLabelText(/Only servers/));
  await userEvent.click(role.getByRole('button', { name: 'Change the role' }));
  await waitFor(() => {
    expect(sent.at(-1)).toBe('PATCH /api/people/bob {"role":"viewer","server_tags":[]}');
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeApi, json } from '../testing/fakeApi';
import { renderPage } from '../testing/renderPage';
import { server, session } from '../testing/samples';

const factor = (enrolled: boolean, required: boolean) => ({
  enrolled,
  required,
  recovery_codes_left: enrolled ? 10 : 0,
});
const codes = ['aaaa-bbbb-cccc-dddd', 'eeee-ffff-gggg-hhhh'];
const servers = () => json({ servers: [server('db-1')] });

interface Sent {
  password?: string;
  code?: string;
  offer?: string;
}

/** Where ada has the password "right" and the code "123456". */
function system(role: string, at: { enrolled: boolean; required: boolean; signedIn: boolean }) {
  const wrong = json({ detail: 'the code is wrong, or was used before', field: 'code' }, 401);
  const taken = (body: unknown) => (JSON.parse(body as string) as Sent).code === '123456';
  fakeApi({
    '/api/session': (_, { method, body }) => {
      if (method === 'POST') {
        const { code } = JSON.parse(body as string) as Sent;
        if (code === undefined)
          return json({ detail: 'a code of the second factor is needed', field: 'code' }, 401);
        if (!taken(body)) return wrong.clone();
        at.signedIn = true;
      }
      const mine = { reading: 'login', second_factor: factor(at.enrolled, at.required) };
      return json(at.signedIn ? session(role, mine) : session(null, { reading: 'login' }));
    },
    '/api/session/second-factor/offer': () =>
      json({
        offer: 'o-1',
        secret: 'GEZDGNBV',
        uri: 'otpauth://totp/NodePulse:ada?secret=GEZDGNBV',
      }),
    '/api/session/second-factor': (_, { body }) => {
      if (!taken(body)) return wrong.clone();
      at.enrolled = true;
      return json({ recovery_codes: codes });
    },
    '/api/session/second-factor/removal': (_, { body }) => {
      if (!taken(body)) return wrong.clone();
      at.enrolled = false;
      return json({});
    },
    '/api/servers': () =>
      at.signedIn && (at.enrolled || !at.required) ? servers() : json({}, 403),
  });
  renderPage('/');
}

const press = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
};
const typeCode = async (code: string) => {
  await userEvent.clear(await screen.findByLabelText(/^Code/));
  await userEvent.type(screen.getByLabelText(/^Code/), code);
};
const fromMenu = async (name: string) => {
  await press('Account of ada');
  await userEvent.click(await screen.findByRole('menuitem', { name }));
};

test('who has a second factor is asked for a code after the password', async () => {
  system('admin', { enrolled: true, required: false, signedIn: false });
  await userEvent.type(await screen.findByLabelText('Name'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'right');
  expect(screen.queryByLabelText(/^Code/)).toBeNull();
  await press('Sign in');
  await typeCode('000000');
  expect(screen.queryByRole('alert')).toBeNull();
  await press('Sign in');
  expect((await screen.findByRole('alert')).textContent).toContain('code is wrong');
  await typeCode('123456');
  await press('Sign in');
  expect(await screen.findByRole('link', { name: /db-1/ })).toBeDefined();
});

test('who must have one sets it up before anything else', async () => {
  system('admin', { enrolled: false, required: true, signedIn: true });
  await screen.findByRole('heading', { name: 'Second factor' });
  expect(screen.queryByRole('navigation', { name: 'Pages' })).toBeNull();
  await userEvent.type(screen.getByLabelText('Password'), 'right');
  await press('Go on');
  expect(await screen.findByRole('img', { name: /QR code/ })).toBeDefined();
  expect(screen.getByText('GEZDGNBV')).toBeDefined();
  await typeCode('123456');
  await press('Set it up');
  expect(await screen.findByText(/aaaa-bbbb-cccc-dddd/)).toBeDefined();
  expect(screen.queryByRole('link', { name: /db-1/ })).toBeNull();
  await press('I have written them down');
  expect(await screen.findByRole('link', { name: /db-1/ })).toBeDefined();
});

test('who wants one sets it up from the menu, and removes it there', async () => {
  system('viewer', { enrolled: false, required: false, signedIn: true });
  await fromMenu('Set up second factor…');
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Password'), 'right');
  await press('Go on');
  await typeCode('123456');
  await press('Set it up');
  await press('I have written them down');
  await fromMenu('Remove second factor…');
  expect(await screen.findByText(/of which 10 are left/)).toBeDefined();
  await userEvent.type(screen.getByLabelText('Password'), 'right');
  await typeCode('000000');
  await press('Remove it');
  expect((await screen.findByRole('alert')).textContent).toContain('code is wrong');
  await typeCode('123456');
  await press('Remove it');
  await fromMenu('Set up second factor…');
});

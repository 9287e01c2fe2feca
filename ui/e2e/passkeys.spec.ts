import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { expect, long, test } from './support/fixtures';
import { fillSignIn, signedIn, type Person } from './support/people';

const address = process.env.BASE_URL ?? 'http://127.0.0.1:8080';

// Browsers have passkeys for names only.
test.use({ baseURL: address.replace(/127\.0\.0\.1|\[::1\]/, 'localhost') });

/** Gives the browser an authenticator which knows its person at once. */
async function plugIn(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () =>
      (await browser.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

const account = (page: Page, { name }: Person) =>
  page.getByRole('button', { name: `Account of ${name}` });

async function fromMenu(page: Page, person: Person, item: string) {
  await account(page, person).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function enrolled(page: Page, person: Person, name: string) {
  await fromMenu(page, person, 'Passkeys…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the passkey').fill(name);
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(dialog.getByRole('row', { name: new RegExp(`^${name} localhost`) })).toBeVisible();
}

test('a person adds a passkey, signs in with it, and removes it', long, async ({ page }) => {
  const authenticator = await plugIn(page);
  const person = await signedIn(page, 'viewer');
  await page.goto('/');
  await enrolled(page, person, 'laptop');
  await expectAccessible(page);
  expect(await authenticator.credentials()).toHaveLength(1);
  await page.keyboard.press('Escape');

  await fromMenu(page, person, 'Sign out');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await fillSignIn(page, person);
  await expect(page.getByRole('alert')).toContainText('the password alone does not let you in', {
    ignoreCase: true,
  });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(account(page, person)).toBeVisible();

  await fromMenu(page, person, 'Passkeys…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove the passkey laptop' }).click();
  await dialog.getByRole('button', { name: 'Show a passkey instead of the password' }).click();
  await expect(dialog.getByRole('row')).toHaveCount(0);
  await expect(dialog.getByLabel('Name of the passkey')).toBeVisible();
  await page.keyboard.press('Escape');

  await fromMenu(page, person, 'Sign out');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('nobody here has it');
  await fillSignIn(page, person);
  await expect(account(page, person)).toBeVisible();
});

test('by an address the page says that there are no passkeys', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  const person = await signedIn(page, 'viewer');
  await page.goto('/');
  await fromMenu(page, person, 'Passkeys…');
  await expect(page.getByRole('dialog').getByText(/open NodePulse by its name/)).toBeVisible();
  await expectAccessible(page);
  await context.close();
});

test('a cancelled passkey is explained', async ({ page }) => {
  await plugIn(page);
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('No passkey was shown');
});

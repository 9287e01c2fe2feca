import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { expect, long, test } from './support/fixtures';
import { fillSignIn, signedIn, type Person } from './support/people';
import { totp } from './support/totp';

const account = (page: Page, { name }: Person) =>
  page.getByRole('button', { name: `Account of ${name}` });

async function fromMenu(page: Page, person: Person, item: string) {
  await account(page, person).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Sets one up from the menu; the secret, and the codes to write down. */
async function enrolled(page: Page, person: Person) {
  await page.goto('/');
  await fromMenu(page, person, 'Set up second factor…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  const secret = await dialog.locator('code').innerText();
  await dialog.getByLabel(/^Code/).fill(totp(secret));
  await dialog.getByRole('button', { name: 'Set it up' }).click();
  await expect(dialog.getByText(/Write these down/)).toBeVisible();
  const recovery = (await dialog.locator('code').innerText()).split('\n');
  await dialog.getByRole('button', { name: 'I have written them down' }).click();
  await expect(dialog).toHaveCount(0);
  return { secret, recovery };
}

test('a person sets up a second factor, signs in with it, and removes it', async ({ page }) => {
  const person = await signedIn(page, 'viewer');
  const { secret, recovery } = await enrolled(page, person);
  expect(recovery).toHaveLength(10);

  await fromMenu(page, person, 'Sign out');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await fillSignIn(page, person);
  const code = page.getByLabel(/^Code/);
  await expect(code).toBeVisible();
  await expectAccessible(page);
  await code.fill('000000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
  await expect(page.getByRole('alert')).toContainText('The code is wrong');
  await code.fill(totp(secret, 1));
  await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
  await expect(account(page, person)).toBeVisible();

  await fromMenu(page, person, 'Remove second factor…');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/of which 10 are left/)).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByLabel(/^Code/).fill(recovery[0] ?? '');
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await expect(dialog).toHaveCount(0);
  await account(page, person).click();
  await expect(page.getByRole('menuitem', { name: 'Set up second factor…' })).toBeVisible();
});

test(
  'an administrator resets the second factor of somebody else',
  long,
  async ({ page, browser }) => {
    const other = await browser.newContext();
    const theirs = await other.newPage();
    const person = await signedIn(theirs, 'viewer');
    await enrolled(theirs, person);

    const admin = await signedIn(page, 'admin');
    await page.goto('/administration');
    await page.getByRole('button', { name: `Reset the second factor of ${person.name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset it' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(
      page.getByRole('row', { name: new RegExp(`^${person.name} viewer all no`) }),
    ).toBeVisible();
    await expect(
      page
        .getByRole('table', { name: 'Acts' })
        .getByRole('row')
        .filter({ hasText: `removed the second factor of ${person.name}` }),
    ).toContainText(admin.name);

    await theirs.goto('/');
    await theirs.getByRole('button', { name: 'Sign in' }).click();
    await fillSignIn(theirs, person);
    await expect(account(theirs, person)).toBeVisible();
    await other.close();
  },
);

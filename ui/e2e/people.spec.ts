import { expectAccessible } from './support/axe';
import { darkIsLong, expect, test, unique, withAgentToInstall } from './support/fixtures';
import { addPerson, fillSignIn, removePerson, signedIn } from './support/people';

test('a person signs in after a wrong password, is where they were, and signs out', async ({
  page,
}) => {
  const person = await addPerson(page.request, 'viewer');
  await page.goto('/system');
  await expect(page.getByText('Events stored')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await fillSignIn(page, { ...person, password: 'not the password' });
  await expect(page.getByRole('alert')).toHaveText('Name or password is wrong.');
  await fillSignIn(page, person);
  await expect(page.getByRole('heading', { name: 'System' })).toBeVisible();
  await expect(page).toHaveURL(/\/system$/);

  await page.getByRole('button', { name: `Account of ${person.name}` }).press('Enter');
  await expect(page.getByRole('menu')).toContainText('viewer');
  await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('a person changes their password, and signs in with the new one', async ({ page }) => {
  const person = await signedIn(page, 'viewer');
  await page.goto('/');
  await page.getByRole('button', { name: `Account of ${person.name}` }).click();
  await page.getByRole('menuitem', { name: 'Change password…' }).click();
  const dialog = page.getByRole('dialog');
  const present = dialog.getByLabel('Present password', { exact: true });
  await expect(present).toBeFocused();
  await present.fill('not the password');
  await dialog.getByLabel('New password', { exact: true }).fill('another horse battery');
  await dialog.getByRole('button', { name: 'Change the password' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Name or password is wrong.');
  await present.fill(person.password);
  await dialog.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await fillSignIn(page, { ...person, password: 'another horse battery' });
  await expect(page.getByRole('heading', { name: 'Fleet' })).toBeVisible();
});

test('a person sees where they are signed in, and ends the other session', async ({
  page,
  browser,
}) => {
  const person = await signedIn(page, 'viewer');
  const other = await browser.newContext();
  expect((await other.request.post('/api/session', { data: person })).status()).toBe(200);
  await page.goto('/');
  await page.getByRole('button', { name: `Account of ${person.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sessions…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row')).toHaveCount(3);
  await expect(dialog.getByRole('row', { name: /this one/ })).toHaveCount(1);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^End the session of/ }).click();
  await expect(dialog.getByRole('row')).toHaveCount(2);
  expect((await other.request.get('/api/sessions')).status()).toBe(401);
  await other.close();
});

test('a viewer sees no administration and no buttons of others', async ({ page }) => {
  await signedIn(page, 'viewer');
  await page.goto('/administration');
  await expect(page.getByText('Only for administrators')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
  await page.goto('/system');
  await expect(page.getByText('Trouble').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rebuild' })).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('table').or(page.getByText('No server yet'))).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a server' })).toHaveCount(0);
});

test('an operator rebuilds a projection', async ({ page }) => {
  await signedIn(page, 'operator');
  await page.goto('/system');
  await page.getByRole('button', { name: 'Rebuild' }).first().click();
  const rebuild = page.waitForResponse(/\/rebuild$/);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Rebuild/ })
    .click();
  expect((await rebuild).status()).toBe(202);
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('an administrator adds a person, issues a token that works, and revokes it', async ({
  page,
  request,
}) => {
  const admin = await signedIn(page, 'admin');
  const name = unique('eve');
  await page.goto('/');
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('radio', { name: 'Operator' }).click();
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Add the person' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`^${name} operator`) })).toBeVisible();

  await page.getByRole('button', { name: 'Issue a token' }).click();
  await page.getByLabel('Name').fill(`${name}-token`);
  await page.getByRole('radio', { name: 'Admin' }).click();
  await page.getByRole('button', { name: 'Issue the token' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('shown only this once');
  const token = await dialog.locator('code').innerText();
  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.get('/api/people', { headers })).status()).toBe(200);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `Hand ${name}-token over` }).click();
  await expect(dialog.getByLabel('To')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `Revoke ${name}-token` }).click();
  await dialog.getByRole('button', { name: `Revoke ${name}-token` }).click();
  // The open dialog hides the table: only when it is gone does a missing row say anything.
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row', { name: new RegExp(`^${name}-token`) })).toHaveCount(0);
  expect((await request.get('/api/people', { headers })).status()).toBe(401);

  const acts = page.getByRole('table', { name: 'Acts' });
  for (const act of [`added ${name} as operator`, `issued the API token ${name}-token as admin`]) {
    await expect(acts.getByRole('row').filter({ hasText: act })).toContainText(admin.name);
  }
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  expect((await file).suggestedFilename()).toBe('acts.csv');

  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await dialog.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(page.getByRole('row', { name: new RegExp(`^${name} `) })).toHaveCount(0);
});

test('who is removed meanwhile is led to the sign-in by the next act', async ({ page }) => {
  const person = await signedIn(page, 'operator');
  await withAgentToInstall(page);
  await page.goto('/');
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.getByLabel('Name').fill(unique('never'));
  await removePerson(page.request, person);
  await page.getByRole('button', { name: 'Make the line' }).click();
  await expect(page.getByText('Your session is over.')).toBeVisible();
  await page.getByRole('button', { name: 'Go on without signing in' }).click();
  await expect(page.getByRole('heading', { name: 'Fleet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a server' })).toHaveCount(0);
});

test('the first person comes in with the admin token', async ({ page }) => {
  const name = unique('first');
  await page.goto('/?sign_in=failed');
  await expect(page.getByRole('alert')).toContainText('did not sign you in');
  await page.getByRole('button', { name: /Nobody can sign in yet/ }).click();
  await page
    .getByLabel('Admin token', { exact: true })
    .fill(process.env.NODEPULSE_ADMIN_TOKEN ?? '');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Add and sign in' }).click();
  await expect(page.getByRole('button', { name: `Account of ${name}` })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, darkIsLong(colorScheme), () => {
    test.use({ colorScheme });

    test('sign-in and administration have nothing that axe objects to', async ({ page }) => {
      await page.goto('/?sign_in=refused');
      await expect(page.getByLabel('Name')).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: /Nobody can sign in yet/ }).click();
      await expect(page.getByLabel('Admin token', { exact: true })).toBeVisible();
      await expectAccessible(page);

      const { name } = await signedIn(page, 'admin');
      await page.goto('/administration');
      await expect(page.getByRole('row', { name: new RegExp(name) }).first()).toBeVisible();
      await expect(page.getByRole('table', { name: 'Acts' })).toBeVisible();
      await expectAccessible(page);
      for (const [button, landmark] of [
        ['Add a person', 'Add the person'],
        [`Change the role of ${name}`, 'Change the role'],
        [`Set the password of ${name}`, 'Set the password'],
        ['Issue a token', 'Issue the token'],
      ] as const) {
        await page.getByRole('button', { name: button }).click();
        await expect(page.getByRole('button', { name: landmark, exact: true })).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('button', { name: button })).toBeFocused();
      }
      await page.getByRole('button', { name: `Account of ${name}` }).click();
      await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('sign-in and administration fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await page.goto('/?sign_in=failed');
  await expect(page.getByLabel('Name')).toBeVisible();
  expect(await overflow()).toBe(0);
  await signedIn(page, 'admin');
  await page.goto('/administration');
  await expect(page.getByRole('table', { name: 'Acts' })).toBeVisible();
  expect(await overflow()).toBe(0);
});

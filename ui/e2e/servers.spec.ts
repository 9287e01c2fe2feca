import { expectAccessible } from './support/axe';
import { expect, long, test, unique } from './support/fixtures';
import { signedIn } from './support/people';
import { steadyScrapes } from './support/scrapes';

test('an administrator renames a server, and everybody sees it at once', async ({
  page,
  context,
  system,
}) => {
  const [before, after] = [unique('renamed'), unique('called-now')];
  const { id } = await system.register(before);
  await signedIn(page, 'admin');
  const other = await context.newPage();
  await other.goto('/');
  await expect(other.getByRole('link', { name: before })).toBeVisible();

  await page.goto(`/servers/${id}`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(after);
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: after })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(after));
  await expect(other.getByRole('link', { name: after })).toBeVisible();
  await expect(other.getByRole('link', { name: before })).toHaveCount(0);
});

test('an administrator removes a server by its name, and it is gone from every page', async ({
  page,
  context,
  system,
}) => {
  const name = unique('removed');
  const { id } = await system.register(name);
  await signedIn(page, 'admin');
  const other = await context.newPage();
  await other.goto('/');
  await expect(other.getByRole('link', { name })).toBeVisible();

  await page.goto(`/servers/${id}`);
  await page.getByRole('button', { name: 'Remove' }).click();
  const dialog = page.getByRole('dialog');
  const remove = dialog.getByRole('button', { name: 'Remove with its history' });
  await expect(remove).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByLabel('Name').fill(name);
  await remove.click();
  await expect(page.getByRole('heading', { name: 'Fleet' })).toBeVisible();
  await expect(page.getByRole('link', { name })).toHaveCount(0);
  await expect(other.getByRole('link', { name })).toHaveCount(0);
  await page.goto(`/servers/${id}`);
  await expect(page.getByText(/There is no server/)).toBeVisible();
});

test(
  'an administrator erases what was sampled, the server stays, and new scrapes are shown',
  long,
  async ({ page, system }) => {
    const name = unique('erased');
    const agent = await system.register(name);
    const now = Date.now();
    const scrapes = (process: string, from: number, to: number) =>
      steadyScrapes([{ name: process, cpuPercent: 50, mebibytes: 64 }], from, to, 15_000);
    await agent.push(scrapes('secret', now - 600_000, now - 30_000), []);
    await signedIn(page, 'admin');
    await page.goto(`/servers/${agent.id}`);
    await expect(page.getByRole('link', { name: 'secret' })).toBeVisible();

    await page.getByRole('button', { name: 'Erase history' }).click();
    const dialog = page.getByRole('dialog');
    await expectAccessible(page);
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Erase its history' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByRole('link', { name: 'secret' })).toHaveCount(0);

    await agent.push(scrapes('after', now - 15_000, now + 15_000), []);
    await expect(page.getByRole('link', { name: 'after' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'secret' })).toHaveCount(0);
  },
);

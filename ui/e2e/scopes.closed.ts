import { expect, test, unique } from './support/fixtures';
import { addPerson, fillSignIn, signedIn } from './support/people';

// Against a system where nobody reads who is not signed in: where everybody does, nobody is limited.

test('a person who is limited to a tag on the page sees the servers of that tag only', async ({
  page,
  browser,
  system,
}) => {
  const [theirs, others, tag] = [unique('theirs'), unique('others'), unique('team=db')];
  const { id } = await system.register(theirs);
  const other = await system.register(others);
  const person = await addPerson(page.request, 'operator');
  await signedIn(page, 'admin');

  await page.goto(`/servers/${id}`);
  await page.getByRole('button', { name: 'Tags' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tags').fill(tag);
  await dialog.getByRole('button', { name: 'Set the tags' }).click();
  await expect(dialog).toBeHidden();

  await page.goto('/administration');
  await page.getByRole('button', { name: `Change the role of ${person.name}` }).click();
  await dialog.getByLabel('Only servers with one of these tags').fill(tag);
  await dialog.getByRole('button', { name: 'Change the role' }).click();
  await expect(
    page.getByRole('row', { name: new RegExp(`^${person.name} operator with ${tag}`) }),
  ).toBeVisible();

  const own = await (await browser.newContext()).newPage();
  await own.goto('/');
  await fillSignIn(own, person);
  await expect(own.getByRole('link', { name: theirs })).toBeVisible();
  await expect(own.getByRole('link', { name: others })).toHaveCount(0);
  await expect(own.getByRole('button', { name: 'Add a server' })).toHaveCount(0);
  await own.getByRole('button', { name: `Account of ${person.name}` }).click();
  await expect(own.getByRole('menu')).toContainText(`servers: with ${tag}`);
  await own.goto(`/servers/${other.id}`);
  await expect(own.getByText(/There is no server/)).toBeVisible();
  await own.goto('/system');
  await expect(own.getByText('Trouble').first()).toBeVisible();
  await expect(own.getByRole('button', { name: 'Rebuild' })).toHaveCount(0);
  await own.context().close();
});

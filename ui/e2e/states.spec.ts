import { expect, looking, test, unique, withAgentToInstall } from './support/fixtures';
import { Outage } from './support/Outage';
import { signedIn } from './support/people';
import { steadyScrapes } from './support/scrapes';

const minute = 60_000;

looking(
  'an outage is told and what was shown stays; the return clears it by itself',
  async ({ page, system, baseURL }) => {
    const agent = await system.register(unique('outage'));
    const now = Date.now();
    await agent.push(
      steadyScrapes([{ name: 'kept', cpuPercent: 5, mebibytes: 1 }], now - minute, now, 15_000),
    );
    const way = new Outage(new URL(baseURL ?? ''));
    const address = await way.restore();
    await page.goto(`${address}/servers/${agent.id}`);
    await expect(page.getByRole('row', { name: /kept/ })).toBeVisible();

    await way.cut();
    await expect(page.getByText(/has not answered since/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('row', { name: /kept/ })).toBeVisible();

    await way.restore();
    await expect(page.getByText(/has not answered since/)).toBeHidden({ timeout: 30_000 });
    await way.cut();
  },
);

looking(
  'a server that went away, one that never came, one that does not exist',
  async ({ page, system }) => {
    const away = await system.register(unique('away'));
    const then = Date.now() - 180 * minute;
    await away.push(
      steadyScrapes([{ name: 'gone', cpuPercent: 5, mebibytes: 1 }], then - minute, then, 15_000),
    );
    await page.goto(`/servers/${away.id}`);
    await expect(page.getByRole('alert')).toContainText('Nothing has come from this server since');
    await expect(page.getByRole('alert')).toContainText('its last hour, until then');
    await page.getByRole('link', { name: 'gone' }).click();
    await expect(page.getByRole('img', { name: /CPU percent of gone/ })).toBeVisible();
    await page.goto(`/servers/${away.id}/process?name=gone`);
    await expect(page.getByRole('alert')).toContainText('its last hour, until then');
    await expect(page.getByRole('img', { name: /CPU percent of gone/ })).toBeVisible();

    const never = await system.register(unique('never'));
    await page.goto(`/servers/${never.id}`);
    await expect(page.getByRole('alert')).toContainText('Nothing has come from this server yet');
    await expect(page.getByText('No process in this range')).toBeVisible();

    await page.goto('/servers/00000000-0000-4000-8000-000000000000');
    await expect(page.getByText('There is no such thing here')).toBeVisible();
    const nowhere = await page.goto('/no/such/page');
    expect(nowhere?.status()).toBe(404);
    expect(nowhere?.headers()['content-type']).toContain('text/html');
    await expect(page.getByText('There is no such page')).toBeVisible();
  },
);

looking('names with HTML in them are inert everywhere', async ({ page, system }) => {
  const evil = '<img src=x onerror="document.title=1">';
  const agent = await system.register(`<b>${unique('bold')}</b>`);
  const now = Date.now();
  await agent.push(
    steadyScrapes(
      [
        { name: evil, cpuPercent: 90, mebibytes: 900 },
        { name: 'kworker/0:1', cpuPercent: 1, mebibytes: 1 },
      ],
      now - minute,
      now,
      15_000,
    ),
  );
  for (const path of [
    '/?q=bold',
    `/servers/${agent.id}`,
    `/servers/${agent.id}/process?name=${encodeURIComponent(evil)}`,
    `/compare?line=${encodeURIComponent(`${agent.id}:${evil}`)}`,
  ]) {
    await page.goto(path);
    await expect(page.getByText(evil).first()).toBeVisible();
    await expect(page.locator('img, td b, h1 b')).toHaveCount(0);
    expect(await page.title()).not.toBe('1');
  }
  await page.goto(`/servers/${agent.id}`);
  await page.getByRole('link', { name: 'kworker/0:1' }).click();
  await expect(page.getByRole('img', { name: /CPU percent of kworker/ })).toBeVisible();
});

test('an operator adds a server by one line, and sees its first scrape arrive', async ({
  page,
  system,
}) => {
  await signedIn(page, 'operator');
  await withAgentToInstall(page);
  const name = unique('added');
  await page.goto('/');
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Make the line' }).click();
  const line = (await page.getByText(/install\.sh \| sudo sh/).textContent()) ?? '';
  await expect(page.getByText('Waiting for the server')).toBeVisible();
  const agent = await system.enroll(/npe_[\w-]+/.exec(line)?.[0] ?? '', name);
  await expect(page.getByText('The server is registered.')).toBeVisible();
  const now = Date.now();
  await agent.push(
    steadyScrapes([{ name: 'first', cpuPercent: 5, mebibytes: 1 }], now - minute, now, 15_000),
  );
  await page.getByRole('link', { name: 'Show the server' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
});

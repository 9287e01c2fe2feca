import { expect, looking as test, unique } from './support/fixtures';
import { hostScrapes, steadyScrapes } from './support/scrapes';
import type { Agent } from './support/system';

const minute = 60_000;
const processes = [
  { name: 'postgres', cpuPercent: 80, mebibytes: 488.3, count: 8 },
  { name: 'java', cpuPercent: 40, mebibytes: 2048 },
  { name: 'nginx', cpuPercent: 10, mebibytes: 64, count: 4 },
];

let name: string;
let agent: Agent;

test.beforeAll(async ({ system }) => {
  name = unique('seed-flow');
  agent = await system.register(name);
  const now = Date.now();
  const from = now - 20 * minute;
  await agent.push(
    steadyScrapes(processes, from, now, 15_000),
    hostScrapes(from, now, 15_000, { cores: 4, busy: 0.35 }),
  );
});

test('the seed’s flow: open a server, toggle, choose a range, drill down, come back', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();

  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('postgres');
  await expect(rows.nth(1)).toContainText('80.0 %');
  await expect(rows.nth(1)).toContainText('488.3 MiB');
  await expect(rows.nth(3)).toContainText('nginx');

  await page.getByRole('radio', { name: 'Memory' }).click();
  await expect(rows.nth(1)).toContainText('java');
  await expect(rows.nth(1)).toContainText('2.00 GiB');
  await page.getByRole('radio', { name: 'last 24 hours' }).click();
  await expect(page).toHaveURL(/metric=memory&hours=24/);
  await expect(page.getByText(/samples cover/)).toBeVisible();

  await page.goBack();
  await page.goBack();
  await expect(rows.nth(1)).toContainText('postgres');

  await page.getByRole('link', { name: 'postgres' }).click();
  await expect(page.getByRole('heading', { name: 'postgres' })).toBeVisible();
  await expect(page.getByRole('img', { name: /CPU percent of postgres/ })).toBeVisible();
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('table').getByRole('row').nth(3)).toContainText('80.0 %');

  await page.reload();
  await expect(page.getByRole('table').getByRole('row').nth(3)).toContainText('80.0 %');
});

test('a push shows at once', async ({ page, system }) => {
  const live = await system.register(unique('live'));
  const start = Date.now() - 2 * minute;
  const at = (time: number, cpuSeconds: number) => ({
    timestamp: new Date(time).toISOString(),
    processes: [{ name: 'worker', num_procs: 1, cpu_seconds: cpuSeconds, memory_bytes: 1 << 20 }],
  });
  await live.push([at(start, 0), at(start + minute, 6)]);
  await page.goto(`/servers/${live.id}`);
  const worker = page.getByRole('row', { name: /worker/ });
  await expect(worker).toContainText('10.0 %');
  await expect(page.getByRole('button', { name: /Live/ })).toBeVisible();

  await live.push([at(start + minute + 10_000, 11)]);
  // Below the 15 s of polling.
  await expect(worker).toContainText('50.0 %', { timeout: 10_000 });
});

test('a pause holds everything still until it ends', async ({ page, system }) => {
  const held = await system.register(unique('held'));
  const now = Date.now();
  await held.push(
    steadyScrapes([{ name: 'before', cpuPercent: 5, mebibytes: 1 }], now - minute, now, 15_000),
  );
  await page.goto(`/servers/${held.id}`);
  await expect(page.getByRole('row', { name: /before/ })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('Paused')).toBeVisible();

  await held.push(
    steadyScrapes([{ name: 'after', cpuPercent: 5, mebibytes: 1 }], now + 1, now + 15_001, 15_000),
  );
  await expect
    .poll(() =>
      system.get<{ processes: { name: string }[] }>(`/api/servers/${held.id}/processes/top`),
    )
    .toMatchObject({
      processes: expect.arrayContaining([expect.objectContaining({ name: 'after' })]),
    });
  await expect(page.getByRole('row', { name: /after/ })).toHaveCount(0);
  await page.keyboard.press('p');
  await expect(page.getByRole('row', { name: /after/ })).toBeVisible();
});

test('a zoom by dragging stands in the address and is undone by going back', async ({ page }) => {
  await page.goto(`/servers/${agent.id}/process?name=postgres`);
  const chart = page.getByRole('img', { name: /CPU percent of postgres/ });
  await expect(chart.locator('canvas')).toBeVisible();
  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart has no place on the page');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.6, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*&to=/);
  await page.goBack();
  await expect(page).not.toHaveURL(/from=/);
});

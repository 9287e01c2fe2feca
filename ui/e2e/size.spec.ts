import { expect, long, test, unique } from './support/fixtures';
import { hostScrapes, steadyScrapes } from './support/scrapes';

const minute = 60_000;

test(
  'a thousand servers are listed, found and reached with the keyboard',
  long,
  async ({ page, system }) => {
    test.setTimeout(180_000);
    const fleet = unique('fleet');
    const agents = await system.registerAll(
      Array.from({ length: 1_000 }, (_, index) => `${fleet}-${index}`),
    );
    const now = Date.now();
    for (let first = 0; first < agents.length; first += 20) {
      await Promise.all(
        agents
          .slice(first, first + 20)
          .map((agent, index) =>
            agent.push(
              steadyScrapes(
                [{ name: 'busy', cpuPercent: index, mebibytes: 10 }],
                now - minute,
                now,
                30_000,
              ),
              hostScrapes(now - minute, now, 30_000),
            ),
          ),
      );
    }
    await page.goto(`/?q=${fleet}&sort=name`);
    const table = page.getByRole('table');
    await expect(table).toHaveAttribute('aria-rowcount', '1001');
    await expect(table.getByRole('row').nth(1)).toContainText(`${fleet}-0`);
    // Only what is in view is drawn.
    expect(await table.getByRole('row').count()).toBeLessThan(100);

    await page.mouse.wheel(0, 1_000_000);
    await expect(page.getByRole('link', { name: `${fleet}-999` })).toBeVisible();
    await page.getByRole('searchbox').fill(`${fleet}-567`);
    await expect(table).toHaveAttribute('aria-rowcount', '2');
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: `${fleet}-567` }).press('Enter');
    await expect(page.getByRole('heading', { name: `${fleet}-567` })).toBeVisible();
  },
);

test('two thousand groups on a server', long, async ({ page, system }) => {
  const agent = await system.register(unique('crowded'));
  const now = Date.now();
  const groups = Array.from({ length: 2_000 }, (_, index) => ({
    name: `group-${index}`,
    cpuPercent: (2_000 - index) / 100,
    mebibytes: index + 1,
  }));
  await agent.push(steadyScrapes(groups, now - minute, now, 30_000));
  await page.goto(`/servers/${agent.id}?limit=100`);
  const table = page.getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', '101');
  await expect(table.getByRole('row').nth(1)).toContainText('group-0');
  await page.getByRole('radio', { name: 'Memory' }).click();
  await expect(table.getByRole('row').nth(1)).toContainText('group-1999');
  await page.getByRole('searchbox').fill('1950');
  await expect(table).toHaveAttribute('aria-rowcount', '2');
});

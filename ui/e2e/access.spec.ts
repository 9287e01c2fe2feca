import { expectAccessible } from './support/axe';
import { expect, test, unique } from './support/fixtures';
import { hostScrapes, steadyScrapes } from './support/scrapes';
import type { Agent } from './support/system';

let agent: Agent;

test.beforeAll(async ({ system }) => {
  agent = await system.register(unique('access'));
  const now = Date.now();
  const from = now - 600_000;
  await agent.push(
    steadyScrapes(
      [
        { name: 'postgres', cpuPercent: 80, mebibytes: 488 },
        { name: 'java', cpuPercent: 20, mebibytes: 2048 },
      ],
      from,
      now,
      15_000,
    ),
    hostScrapes(from, now, 15_000),
  );
});

const pages: [string, () => string, RegExp][] = [
  ['fleet', () => '/', /Servers/],
  ['server', () => `/servers/${agent.id}`, /postgres/],
  ['process', () => `/servers/${agent.id}/process?name=postgres`, /Over time/],
  ['process as a table', () => `/servers/${agent.id}/process?name=postgres&view=table`, /CPU mean/],
  ['compare', () => `/compare?line=${agent.id}:postgres&line=${agent.id}:java`, /Latest/],
  ['events', () => `/servers/${agent.id}/events?name=postgres`, /CPU counter/],
  ['system', () => '/system', /Trouble/],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const [name, path, landmark] of pages) {
      test(`${name} has nothing that axe objects to`, async ({ page }) => {
        await page.goto(path());
        await expect(page.getByText(landmark).first()).toBeVisible();
        await expectAccessible(page);
      });
    }

    test('dialogs, menus and the palette have nothing that axe objects to', async ({ page }) => {
      await page.goto(`/servers/${agent.id}`);
      await expect(page.getByRole('link', { name: 'postgres' })).toBeVisible();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByPlaceholder('Page, server or process')).toBeFocused();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Free range' }).click();
      await expect(page.getByRole('button', { name: 'Show' })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('the palette finds a process of this server, by the keyboard alone', async ({ page }) => {
  await page.goto(`/servers/${agent.id}`);
  await expect(page.getByRole('link', { name: 'java' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Page, server or process').fill('java');
  await expect(page.getByRole('option', { name: 'java' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'java' })).toBeVisible();
});

test('a page as narrow as a phone never scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [, path, landmark] of pages) {
    await page.goto(path());
    await expect(page.getByText(landmark).first()).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path()).toBe(0);
  }
});

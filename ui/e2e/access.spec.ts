import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { darkIsLong, expect, looking as test, unique } from './support/fixtures';
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

const phone = { width: 360, height: 740 };

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
  test.describe(`in ${colorScheme}`, darkIsLong(colorScheme), () => {
    test.use({ colorScheme });

    for (const [name, path, landmark] of pages) {
      test(`${name} has nothing that axe objects to, and never scrolls sideways`, async ({
        page,
      }) => {
        await page.goto(path());
        await expect(page.getByText(landmark).first()).toBeVisible();
        await expectAccessible(page);
        await page.setViewportSize(phone);
        await expect.poll(() => overflow(page)).toBe(0);
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

test.describe('as narrow as a phone', () => {
  test.use({ viewport: phone });

  test('a place of segments that is one long word does not scroll sideways', async ({ page }) => {
    const place = `/srv/${'segments'.repeat(20)}`;
    await page.route('**/api/event-store', async (route) => {
      const answer = await route.fetch();
      const store = (await answer.json()) as { shards: object[] };
      const segments = { files: 1, bytes: 1, events: 1, waiting: 0, stopped: null, place };
      await route.fulfill({
        response: answer,
        json: { ...store, shards: store.shards.map((shard) => ({ ...shard, segments })) },
      });
    });
    await page.goto('/system');
    await expect(page.getByText(place)).toBeVisible();
    expect(await overflow(page)).toBe(0);
  });

  test('nor does a long name', async ({ page, system }) => {
    const long = await system.register(unique('l'.repeat(80)));
    const process = 'p'.repeat(200);
    const now = Date.now();
    await long.push(
      steadyScrapes([{ name: process, cpuPercent: 1, mebibytes: 1 }], now - 60_000, now, 15_000),
      hostScrapes(now - 60_000, now, 15_000),
    );
    for (const path of [
      `/servers/${long.id}`,
      `/servers/${long.id}/process?name=${process}`,
      `/compare?line=${long.id}:${process}`,
      `/servers/${long.id}/events?name=${process}`,
      '/',
    ]) {
      await page.goto(path);
      await expect(page.getByText(path === '/' ? 'l'.repeat(80) : process).first()).toBeVisible();
      for (const width of [360, 800, 1280]) {
        await page.setViewportSize({ width, height: 740 });
        expect(await overflow(page), `${path} at ${width}`).toBe(0);
      }
    }
  });
});

/** By how much the page is wider than its window. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

import { expect, test } from './support/fixtures';
import { recordDay, type Recorded } from './support/recordedDay';

/** Pictures for the documentation: `e2e/run screenshots`. Each is of a real page. */

const folder = '../docs/images';

test.use({ viewport: { width: 1320, height: 860 }, deviceScaleFactor: 1.5 });

let fleet: Recorded;

test.beforeAll(async ({ system }) => {
  test.setTimeout(300_000);
  fleet = await recordDay(system);
});

const pictures: {
  file: string;
  colorScheme: 'light' | 'dark';
  address: () => string;
  landmark: RegExp;
}[] = [
  {
    file: 'fleet',
    colorScheme: 'light',
    address: () => `/?q=${fleet.suffix}&sort=name`,
    landmark: /db-1/,
  },
  {
    file: 'server',
    colorScheme: 'dark',
    address: () => `/servers/${fleet.first.id}?hours=6`,
    landmark: /postgres/,
  },
  {
    file: 'process',
    colorScheme: 'light',
    address: () => `/servers/${fleet.first.id}/process?name=postgres&hours=24`,
    landmark: /Over time/,
  },
  {
    file: 'compare',
    colorScheme: 'dark',
    address: () =>
      `/compare?hours=24&${['postgres', 'java', 'nginx', 'backup']
        .map((name) => `line=${fleet.first.id}:${name}`)
        .join('&')}`,
    landmark: /Highest/,
  },
  { file: 'system', colorScheme: 'light', address: () => '/system', landmark: /Shard/ },
];

for (const { file, colorScheme, address, landmark } of pictures) {
  test(file, async ({ browser, baseURL }) => {
    const page = await browser.newPage({ colorScheme, baseURL: baseURL ?? '' });
    await page.goto(address());
    await expect(page.getByText(landmark).first()).toBeVisible();
    await expect(page.locator('[role=status]')).toHaveCount(0);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}/${file}.png`, animations: 'disabled' });
    await page.close();
  });
}

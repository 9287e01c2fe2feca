import { readFileSync } from 'node:fs';
import { expect, long, looking as test, unique } from './support/fixtures';
import { steadyScrapes } from './support/scrapes';
import type { Agent } from './support/system';

const minute = 60_000;

/** As they are, and as they are shown; each uses memory of its own. */
const names: [string, string][] = [
  ['..', '..'],
  ['a/b', 'a/b'],
  ['odd/sl;%2F\\', 'odd/sl;%2F\\'],
  ['..\\..', '..\\..'],
  ['%252F', '%252F'],
  ['a?name=b&c#d', 'a?name=b&c#d'],
  ['   ', '‹U+0020›‹U+0020›‹U+0020›'],
  ['odd\u202Eevil', 'odd‹U+202E›evil'],
  ['\u200B\u2028', '‹U+200B›‹U+2028›'],
  ['\uFEFF', '‹U+FEFF›'],
];

const mebibytesOf = (index: number) => 11 + index;

let agent: Agent;

test.beforeAll(async ({ system }) => {
  agent = await system.register(unique('odd'));
  const now = Date.now();
  const odd = names.map(([name], index) => ({
    name,
    cpuPercent: 1,
    mebibytes: mebibytesOf(index),
  }));
  const many = Array.from({ length: 1_900 }, (_, index) => ({
    name: `worker-${index}`,
    cpuPercent: 5,
    mebibytes: 100,
  }));
  const needle = { name: 'a-needle-in-the-stack', cpuPercent: 0, mebibytes: 1 };
  await agent.push(steadyScrapes([...odd, ...many, needle], now - minute, now, 30_000));
});

test('every process leads to its own history, and back after a reload', long, async ({ page }) => {
  test.slow();
  for (const [index, [name, shown]] of names.entries()) {
    await page.goto(`/servers/${agent.id}?limit=100&q=${encodeURIComponent(name)}`);
    const link = page.getByRole('table').getByRole('link', { name: shown, exact: true });
    // A search for nothing but blanks is none: such a name is far down the list.
    if (name.trim() === '') {
      await page.goto(`/servers/${agent.id}/process?${new URLSearchParams({ name }).toString()}`);
    } else {
      await link.click();
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shown);
    await page.getByRole('button', { name: 'Table' }).click();
    const first = page.getByRole('table').getByRole('row').filter({ hasText: 'MiB' }).first();
    await expect(first).toContainText(`${String(mebibytesOf(index))}.0 MiB`);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shown);
    await expect(first).toContainText(`${String(mebibytesOf(index))}.0 MiB`);
  }
});

test('one process of nearly two thousand is found, in the list and in the palette', async ({
  page,
}) => {
  await page.goto(`/servers/${agent.id}`);
  await page.getByRole('searchbox').fill('NEEDLE-in');
  await expect(page.getByRole('table').getByRole('link')).toHaveText(['a-needle-in-the-stack']);

  await page.goto('/');
  // Until then nobody listens for keys.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('needle');
  await page
    .getByRole('option', { name: /a-needle-in-the-stack/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'a-needle-in-the-stack' })).toBeVisible();
});

test('files for spreadsheets write out what cannot be seen, others keep it', async ({
  page,
  system,
}) => {
  const events = `/api/servers/${agent.id}/events?from=${Date.now() - 10 * minute}&process=${encodeURIComponent('odd\u202Eevil')}`;
  const answer = await system.get<{ events: { process_name: string }[] }>(events);
  expect(answer.events[0]?.process_name).toBe('odd\u202Eevil');
  await page.goto(`/servers/${agent.id}`);
  const download = page.waitForEvent('download');
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    link.download = 'events.csv';
    link.click();
  }, `${events}&format=csv`);
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toContain('odd‹U+202E›evil');
});

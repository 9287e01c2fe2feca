import { expect, test, unique } from './support/fixtures';
import { hostScrapes, steadyScrapes, type Steady } from './support/scrapes';
import type { Agent } from './support/system';

/**
 * What the page weighs and how fast it is, in real Chromium: `e2e/run bench`. The limits are the
 * project's own; each measured value is printed.
 */

const hour = 3_600_000;
const limits = { firstLoadBytes: 200_000, paintMs: 100, drawMs: 50, growthBytes: 2_000_000 };
const names = Array.from({ length: 12 }, (_, index) => `process-${index}`);

let agent: Agent;

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function report(what: string, value: number, unit: string, limit: number): void {
  console.log(`${what}: ${value.toFixed(unit === 'ms' ? 1 : 0)} ${unit} (limit ${limit} ${unit})`);
  expect(value, what).toBeLessThanOrEqual(limit);
}

const processes = (factor: number): Steady[] =>
  names.map((name, index) => ({
    name,
    cpuPercent: factor * 2 * (12 - index),
    mebibytes: factor * 100 * (index + 1),
  }));

test.beforeAll(async ({ system }) => {
  test.setTimeout(180_000);
  agent = await system.register(unique('bench'));
  const now = Date.now();
  const from = now - 24 * hour;
  // Two hours ago all were restarted and do more since, so that no two ranges look the same.
  const restart = now - 2 * hour;
  await agent.pushInParts(
    [
      ...steadyScrapes(processes(1), from, restart - 60_000, 60_000),
      ...steadyScrapes(processes(2), restart, now, 60_000, restart),
    ],
    hostScrapes(from, now, 60_000),
  );
});

test('weight of the first load', async ({ page }) => {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const own = new Set<string>();
  let bytes = 0;
  client.on('Network.requestWillBeSent', ({ requestId, request }) => {
    // The page itself; what a fleet of this size answers comes on top.
    if (!new URL(request.url).pathname.startsWith('/api/')) own.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (own.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto('/', { waitUntil: 'load' });
  await expect(page.getByRole('table')).toBeVisible();
  report('first load, compressed', bytes, 'B', limits.firstLoadBytes);
});

test('from the answer to the painted table', async ({ page }) => {
  await page.addInitScript(recordTablePaints);
  const beyond: number[] = [];
  for (let round = 0; round < 5; round++) {
    // A page that was loaded anew has no other answer at hand.
    await page.goto(`/servers/${agent.id}`);
    await expect(page.getByRole('row', { name: /process-0/ })).toBeVisible();
    for (const choice of ['Memory', 'last 6 hours', 'CPU']) {
      await page.evaluate(() => {
        performance.clearResourceTimings();
      });
      await page.getByRole('radio', { name: choice, exact: true }).click();
      await expect.poll(() => page.evaluate(paintedAfterAnswer)).toBeGreaterThan(0);
      beyond.push(await page.evaluate(paintedAfterAnswer));
    }
  }
  report('answer to painted table, median', median(beyond), 'ms', limits.paintMs);
});

/** Notes in the page itself when a changed table has been painted. */
function recordTablePaints(): void {
  const paints: number[] = [];
  Object.assign(window, { tablePaints: paints });
  new MutationObserver((changes) => {
    const inTable = changes.some(({ target }) => target.parentElement?.closest('table'));
    if (!inTable) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        paints.push(performance.now());
      }),
    );
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** The time from the end of the latest answer to the first paint of a changed table; 0 before it. */
function paintedAfterAnswer(): number {
  const { tablePaints } = window as unknown as { tablePaints: number[] };
  const answers = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const answered = answers.find(({ name }) => name.includes('/processes/top'))?.responseEnd;
  const painted = tablePaints.find((at) => answered !== undefined && at > answered);
  return painted === undefined || answered === undefined ? 0 : painted - answered;
}

test('ten series of 24 hours', async ({ page }) => {
  const lines = names.slice(0, 10).map((name) => `line=${agent.id}:${name}`);
  const draws: number[] = [];
  for (let round = 0; round < 5; round++) {
    await page.goto(`/compare?hours=24&${lines.join('&')}`);
    await expect(page.getByRole('img', { name: /of 10 processes/ })).toBeVisible();
    await expect.poll(() => page.evaluate(longestDraw)).toBeGreaterThan(0);
    draws.push(await page.evaluate(longestDraw));
  }
  report('ten series of 24 h drawn, median', median(draws), 'ms', limits.drawMs);
});

const longestDraw = () =>
  Math.max(0, ...performance.getEntriesByName('nodepulse:chart').map(({ duration }) => duration));

test('memory over an hour of refreshes', async ({ page }) => {
  test.setTimeout(300_000);
  const client = await page.context().newCDPSession(page);
  const heap = async () => {
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize;
  };
  await page.clock.install();
  await page.goto(`/servers/${agent.id}`);
  await expect(page.getByRole('row', { name: /process-0/ })).toBeVisible();
  const refresh = async (times: number) => {
    for (let each = 0; each < times; each++) {
      const answered = page.waitForResponse(/processes\/top/);
      await page.clock.runFor(60_000);
      await (await answered).finished();
    }
  };
  // The first refreshes fill caches that stay.
  await refresh(40);
  const before = await heap();
  await refresh(200);
  const grown = (await heap()) - before;
  report('heap grown over 200 refreshes', Math.max(0, grown), 'B', limits.growthBytes);
});

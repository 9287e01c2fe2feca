import { defineConfig, devices } from '@playwright/test';

/** Features of Chromium that are off. The list takes the place of Playwright's own, which it starts with. */
const off = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
  // A process that waits for a next page: each test pays for one, and none has a use for it.
  'SpareRendererForSitePerProcess',
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${off.join(',')}`,
];

/** The system under test is started by others: see e2e/run. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/e2e',
  workers: 1,
  retries: 0,
  // Ends what hangs. A machine with too much to do takes half a minute for a page at times.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'target/e2e-results.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:8080',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet },
    screenshot: 'only-on-failure',
    // Half of the run's CPU time; `ui/e2e/run tests --trace on` has it.
    trace: 'off',
  },
  projects: [
    { name: 'tests', testMatch: '*.spec.ts' },
    { name: 'short', testMatch: '*.spec.ts', grepInvert: /@long/ },
    { name: 'closed', testMatch: '*.closed.ts' },
    { name: 'bench', testMatch: 'bench.ts' },
    { name: 'screenshots', testMatch: 'screenshots.ts' },
  ],
});

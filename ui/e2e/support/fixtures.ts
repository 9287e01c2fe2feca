import { test as base, type Page } from '@playwright/test';
import { System } from './system';

const baseURL = process.env.BASE_URL ?? 'http://127.0.0.1:8080';

/** Tests that talk to the running system besides looking at its page. */
export const test = base.extend<object, { system: System; window: Page }>({
  system: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from here
    async ({}, use) => {
      const system = await System.connect(baseURL);
      await use(system);
      await system.close();
    },
    { scope: 'worker' },
  ],
  window: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
});

/**
 * Tests of what somebody sees who does not sign in. They share a window, one after the other: a new one for each is
 * a process more that compiles the page again, which is half of what such a test costs.
 */
export const looking = test.extend({
  page: [
    async ({ window, colorScheme, viewport }, use) => {
      await window.emulateMedia({ colorScheme });
      if (viewport) await window.setViewportSize(viewport);
      await use(window);
      await window.unrouteAll({ behavior: 'wait' });
      await window.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
      await window.context().clearCookies();
      await window.goto('about:blank');
    },
    { scope: 'test' },
  ],
});

export { expect } from '@playwright/test';

/** What takes long or is seldom broken alone: `tests` has it, `short`, which is a part of every build, has not. */
export const long = { tag: '@long' };

/** The same page in the other colours. */
export const darkIsLong = (colorScheme: 'light' | 'dark') => (colorScheme === 'dark' ? long : {});

/** Has the page believe that there is an agent to install: only the line is looked at here. */
export const withAgentToInstall = (page: Page) =>
  page.route('**/api/install', (route) =>
    route.fulfill({ json: { archives: [], missing: null, public_key_pin: null } }),
  );

/** A name that no other run has used. */
export const unique = (name: string): string => `${name}-${Date.now().toString(36)}`;

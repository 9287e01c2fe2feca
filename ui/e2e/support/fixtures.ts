import { test as base, type Page } from '@playwright/test';
import { System } from './system';

/** Tests that talk to the running system besides looking at its page. */
export const test = base.extend<object, { system: System }>({
  system: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from here
    async ({}, use) => {
      const system = await System.connect(process.env.BASE_URL ?? 'http://127.0.0.1:8080');
      await use(system);
      await system.close();
    },
    { scope: 'worker' },
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

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompress } from './build/precompress';

/** Where the query API keeps tables that the page reads too. */
const tables = '../query-api/src/main/resources';

/** Where `npm run dev` finds a running system; `./nodepulse up` listens there by default. */
const backend = process.env.NODEPULSE_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), precompress()],
  server: { host: '127.0.0.1', proxy: { '/api': backend }, fs: { allow: ['.', tables] } },
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  test: {
    // Less CPU than a process for each file (77 s for 89); each still has an environment of its own.
    pool: 'threads',
    restoreMocks: true,
    // Ends a test that hangs; a busy machine is no failure.
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'page',
          include: ['src/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['src/testing/setup.ts'],
        },
      },
      // What draws nothing needs no page: making one takes longer than these tests.
      {
        extends: true,
        test: { name: 'logic', include: ['src/**/*.test.ts'], environment: 'node' },
      },
    ],
  },
});

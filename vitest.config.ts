import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromium } from './test/browser/chromium.ts';

const browserTests = '{src,test}/**/*.browser.test.{ts,tsx}';
const endToEndTests = 'test/**/*.e2e.test.ts';
const elsewhere = ['**/node_modules/**', 'dist/**', browserTests, endToEndTests];

// Without a browser the other projects still run; the browser project fails, after this message.
const launchOptions = await chromium().catch((error: Error) => {
  console.error(error.message);
  return {};
});

export default defineConfig({
  test: {
    // Vitest leaves one processor free: on a machine of two that is half of it.
    maxWorkers: '100%',
    globalSetup: 'test/hub/prepared-data.ts',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // The modules of Kakanai keep no state of their own: read once for all files of a worker.
          isolate: false,
          // Some go through all content there is, on machines that have other work.
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: elsewhere,
        },
      },
      {
        plugins: [react({ compiler: true })],
        test: {
          name: 'components',
          environment: 'happy-dom',
          include: ['src/**/*.test.tsx'],
          exclude: elsewhere,
          // One document for all files of a worker: three times faster. Each test cleans up after itself.
          isolate: false,
        },
      },
      {
        plugins: [react({ compiler: true })],
        // Known before the first test: Vite would reload the page in the middle of one when it finds them later.
        optimizeDeps: {
          include: [
            'dexie',
            'hpke',
            'uuid',
            'zod/mini',
            '@internationalized/date',
            'fflate',
            'papaparse',
            '@cantoo/pdf-lib',
            '@cantoo/fontkit',
          ],
        },
        test: {
          name: 'browser',
          include: [browserTests],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: [endToEndTests],
          isolate: false,
          // Three hubs with their browsers at a time, wherever it runs: much of a visit is waiting.
          maxWorkers: 3,
          // And no more screens of one file at a time: a kiosk waits five seconds for the keys of its hub.
          maxConcurrency: 3,
          // After all the others, so that nothing else takes the processor from the hub and the browser.
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

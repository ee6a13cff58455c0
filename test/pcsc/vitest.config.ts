import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** What needs a running pcscd with a virtual reader; `npm run test:pcsc` starts it first. Not part of `npm test`. */
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '../..'),
    include: ['test/pcsc/*.pcscd.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    fileParallelism: false,
  },
});

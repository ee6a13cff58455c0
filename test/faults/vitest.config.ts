import { defineConfig } from 'vitest/config';
import { FaultTable } from './table.ts';

/** Faults on demand (docs/faults.md): `npm run test:faults`. Not part of `npm test`. */
export default defineConfig({
  test: {
    name: 'faults',
    environment: 'node',
    root: import.meta.dirname,
    include: ['**/*.fault.ts'],
    // One after the other: a fault is to be met by the program, and not by a processor that others use.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', new FaultTable()],
  },
});

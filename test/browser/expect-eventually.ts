import { expect } from 'vitest';
import { PATIENCE } from './patience.ts';

/** Looks again and again until this is what is seen; `expect.poll` does not work in tests that run side by side. */
export async function expectEventually<Seen>(
  look: () => Promise<Seen>,
  awaited: Seen,
  /** In milliseconds. */
  patience = PATIENCE,
): Promise<void> {
  const end = Date.now() + patience;
  let seen = await look();
  for (; seen !== awaited && Date.now() < end; seen = await look()) await new Promise((done) => setTimeout(done, 50));
  expect(seen).toBe(awaited);
}

import { expect, test } from 'vitest';
import { Nonces } from './nonces.ts';

test('a number is good for as long again as it was given out, also when the clock of the hub is set back', () => {
  let time = Date.UTC(2026, 3, 10);
  const nonces = new Nonces(() => new Date(time));
  const first = nonces.current();
  time += 5 * 60_000;
  const second = nonces.current();
  expect(second).not.toBe(first);
  expect([nonces.use(first, 'a'), nonces.use(second, 'a'), nonces.use(first, 'a')]).toEqual([
    'fresh',
    'fresh',
    'repeated',
  ]);
  time -= 24 * 3600_000;
  expect(nonces.current()).not.toBe(second);
  expect([nonces.use(first, 'b'), nonces.use(second, 'b')]).toEqual(['stale', 'stale']);
});

test('what is remembered of proofs does not grow without end', () => {
  const nonces = new Nonces(() => new Date(0));
  const first = nonces.current();
  for (let count = 0; count < 100_000; count++) nonces.use(first, String(count));
  const second = nonces.current();
  expect(second).not.toBe(first);
  expect(nonces.use(first, '7')).toBe('repeated');
  for (let count = 0; count < 100_000; count++) nonces.use(second, String(count));
  nonces.current();
  expect(nonces.use(first, '7')).toBe('stale');
});

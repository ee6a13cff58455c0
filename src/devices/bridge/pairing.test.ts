import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { fail } from '../../basics/index.ts';
import { Allowance } from './allowance.ts';
import { Pairing } from './pairing.ts';

test('the code pairs once; afterwards neither it nor any other is taken', () => {
  const pairing = new Pairing(randomBytes);
  const token = pairing.redeem(pairing.code);
  if (!token.ok) throw new Error(token.reason);
  expect(pairing.accepts(token.value)).toBe(true);
  expect(pairing.redeem(pairing.code)).toEqual(fail('used'));
  expect(pairing.redeem('0000-0000')).toEqual(fail('used'));
  expect(pairing.accepts(token.value)).toBe(true);
});

test('a code may be typed in small letters, without its hyphen, and with the letters that look like digits', () => {
  // Bytes that make the code 01AB-CDEF.
  const pairing = new Pairing((bytes) =>
    Uint8Array.from([0, 1, 10, 11, 12, 13, 14, 15].concat(Array(24).fill(7))).slice(0, bytes),
  );
  expect(pairing.code).toBe('01AB-CDEF');
  expect(pairing.redeem(' olab cdef ').ok).toBe(true);
});

test('after five wrong codes the right one is not taken either', () => {
  const pairing = new Pairing(randomBytes);
  for (let n = 0; n < 5; n++) expect(pairing.redeem(`wrong ${n}`)).toEqual(fail('wrong-code'));
  expect(pairing.redeem(pairing.code)).toEqual(fail('locked'));
});

test('a token of another start is worth nothing, and before pairing none is', () => {
  const earlier = new Pairing(randomBytes);
  const token = earlier.redeem(earlier.code);
  const now = new Pairing(randomBytes);
  expect(now.code).not.toBe(earlier.code);
  expect(now.accepts(token.ok ? token.value : '')).toBe(false);
  expect(now.accepts('')).toBe(false);
  now.redeem(now.code);
  expect(now.accepts(token.ok ? token.value : '')).toBe(false);
  expect(now.redeem(earlier.code).ok).toBe(false);
});

test('an allowance comes back with time, and never grows beyond what is allowed at once', () => {
  let now = 0;
  const allowance = new Allowance(2, 1, () => now);
  const taken = () => [allowance.take(), allowance.take(), allowance.take()];
  expect(taken()).toEqual([true, true, false]);
  now += 1000;
  expect(taken()).toEqual([true, false, false]);
  now += 60_000;
  expect(taken()).toEqual([true, true, false]);
});

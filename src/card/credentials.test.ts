import { expect, test } from 'vitest';
import { toHex } from './bytes.ts';
import { checkCodeB, pin, wipe } from './credentials.ts';

const digits = (code: ReturnType<typeof checkCodeB>) =>
  code.ok ? String.fromCharCode(...code.value.bytes) : code.reason;

test('the check code is birth date in the era, year of expiry, security code', () => {
  const showa55 = { year: 55, month: 2, day: 17 };
  expect(digits(checkCodeB({ birth: showa55, expiryYear: 2035, securityCode: '2285' }))).toBe('55021720352285');
  const heisei2 = { year: 2, month: 4, day: 1 };
  expect(digits(checkCodeB({ birth: heisei2, expiryYear: 2031, securityCode: '0012' }))).toBe('02040120310012');
});

test('what cannot stand on a card is refused by its place', () => {
  const good = { birth: { year: 2, month: 4, day: 1 }, expiryYear: 2031, securityCode: '0012' };
  expect(digits(checkCodeB({ ...good, birth: { year: 0, month: 4, day: 1 } }))).toBe('birth-date');
  expect(digits(checkCodeB({ ...good, birth: { year: 2, month: 13, day: 1 } }))).toBe('birth-date');
  expect(digits(checkCodeB({ ...good, expiryYear: 13 }))).toBe('expiry-year');
  expect(digits(checkCodeB({ ...good, securityCode: '12' }))).toBe('security-code');
  expect(digits(checkCodeB({ ...good, securityCode: '１２３４' }))).toBe('security-code');
});

test('a PIN is four plain digits', () => {
  const right = pin('0123');
  expect(right.ok && toHex(right.value.bytes)).toBe('30313233');
  for (const wrong of ['', '123', '12345', '12a4', '１２３４', ' 123']) expect(pin(wrong).ok).toBe(false);
});

test('a wiped code is gone', () => {
  const code = pin('9999');
  if (!code.ok) throw new Error('a PIN was refused');
  wipe(code.value);
  expect(toHex(code.value.bytes)).toBe('00000000');
});

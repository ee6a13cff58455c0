import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from './bytes.ts';
import { cardValidity, parseCardInfo } from './card-info.ts';
import { myNumberCard } from './profile.ts';

const record = '011c30303030303030303030303030303131333130313230333130343031';

test('the public record gives municipality and expiry', () => {
  expect(parseCardInfo(fromHex(record), myNumberCard.info)).toEqual({
    ok: true,
    value: { municipalityCode: '13101', expiry: '2031-04-01' },
  });
});

test('the serial number is neither returned nor left in the record', () => {
  const bytes = fromHex(record);
  const info = parseCardInfo(bytes, myNumberCard.info);
  expect(JSON.stringify(info)).not.toContain('000000000000001');
  expect(bytes.every((byte) => byte === 0)).toBe(true);
});

test.each([
  ['no record', ''],
  ['one digit too few', `011b${record.slice(4, -2)}`],
  ['another tag', `02${record.slice(2)}`],
  ['letters in the municipality', record.replace('3133313031', '31334A3031')],
  ['31 February', record.replace('3034303', '3032333')],
])('%s is malformed', (_, hex) => {
  expect(parseCardInfo(fromHex(hex), myNumberCard.info)).toEqual({ ok: false, reason: 'malformed' });
});

test('any bytes are understood or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(parseCardInfo(bytes, myNumberCard.info).ok).toBeTypeOf('boolean');
    }),
  );
});

test.each([
  ['2026-04-01', '2026-03-31', 'renewable'],
  ['2026-04-01', '2026-04-01', 'renewable'],
  ['2026-04-01', '2026-04-02', 'expired'],
  ['2026-04-01', '2026-01-01', 'renewable'],
  ['2026-04-01', '2025-12-31', 'valid'],
] as const)('a card that ends on %s is on %s %s', (expiry, today, state) => {
  expect(cardValidity(expiry, today)).toBe(state);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statusOf } from './status.ts';

test.each([
  [0x9000, { kind: 'ok' }],
  [0x6300, { kind: 'verification-failed', triesLeft: null }],
  [0x63c0, { kind: 'verification-failed', triesLeft: 0 }],
  [0x63c2, { kind: 'verification-failed', triesLeft: 2 }],
  [0x63ca, { kind: 'verification-failed', triesLeft: 10 }],
  [0x6983, { kind: 'blocked' }],
  [0x6984, { kind: 'blocked' }],
  [0x6110, { kind: 'more-data', bytes: 16 }],
  [0x6100, { kind: 'more-data', bytes: 256 }],
  [0x6c87, { kind: 'wrong-expected-length', bytes: 0x87 }],
  [0x6282, { kind: 'end-of-file' }],
  [0x6b00, { kind: 'end-of-file' }],
  [0x6982, { kind: 'not-verified' }],
  [0x6a82, { kind: 'not-found' }],
  [0x6700, { kind: 'not-understood', code: '6700' }],
  [0x6881, { kind: 'not-understood', code: '6881' }],
  [0x6a81, { kind: 'not-understood', code: '6A81' }],
  [0x6a86, { kind: 'not-understood', code: '6A86' }],
  [0x6d00, { kind: 'not-understood', code: '6D00' }],
  [0x6e00, { kind: 'not-understood', code: '6E00' }],
  [0x6985, { kind: 'other', code: '6985' }],
  [0x6986, { kind: 'other', code: '6986' }],
  [0x6a80, { kind: 'other', code: '6A80' }],
  [0x6f00, { kind: 'other', code: '6F00' }],
])('status %i means what the standard says', (code, meaning) => {
  expect(statusOf(code >> 8, code & 0xff)).toEqual(meaning);
});

test('only 9000 counts as success', () => {
  fc.assert(
    fc.property(fc.nat({ max: 0xffff }), (code) => {
      expect(statusOf(code >> 8, code & 0xff).kind === 'ok').toBe(code === 0x9000);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase45, toBase45 } from './base45.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

test.each([
  // RFC 9285, sections 4.3 and 4.4
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
])('%s is %s, both ways', (plain, text) => {
  expect(toBase45(bytesOf(plain))).toBe(text);
  expect(fromBase45(text)).toEqual(bytesOf(plain));
});

test('any bytes come back', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(fromBase45(toBase45(bytes))).toEqual(new Uint8Array(bytes));
    }),
  ));

test.each(['A', 'BB8A', 'bb8', 'GGW', ':::', '::', 'Ａ1', 'B\n8'])('%j is no Base45', (text) => {
  expect(fromBase45(text)).toBeUndefined();
});

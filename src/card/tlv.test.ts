import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import { parseTlv, parseTlvHeader } from './tlv.ts';

const objects = (hex: string) => {
  const parsed = parseTlv(fromHex(hex));
  return parsed.ok ? parsed.value.map(({ tag, value, at }) => [tag.toString(16), toHex(value), at]) : parsed.reason;
};

test('tags of one, two and three bytes are told apart', () => {
  expect(objects('0101AADF2201BBFF814001CC')).toEqual([
    ['1', 'AA', 0],
    ['df22', 'BB', 3],
    ['ff8140', 'CC', 7],
  ]);
});

test.each([
  ['short', '04'],
  ['81', '8104'],
  ['82 although one byte would do', '820004'],
  ['83 although one byte would do', '83000004'],
])('a length in the %s form is read', (_, length) => {
  expect(objects(`DF22${length}01020304`)).toEqual([['df22', '01020304', 0]]);
});

test.each([
  ['an indefinite length', 'DF2280', 'indefinite-length'],
  ['a length of four bytes', 'DF228400000001AA', 'length-too-long'],
  ['a length byte FF', 'DF22FF', 'length-too-long'],
  ['a tag that never ends', 'DFA2A2A2A201', 'tag-too-long'],
  ['a value cut short', 'DF2204AABB', 'truncated'],
  ['a length cut short', 'DF228201', 'truncated'],
  ['a tag cut short', 'DF', 'truncated'],
  ['a tag without length', 'DF22', 'truncated'],
])('%s is refused', (_, hex, reason) => {
  expect(objects(hex)).toBe(reason);
});

test.each(['FF', 'FFFF', 'FFFFFFFFFF', '00', '0000', '00FFAA'])(
  'filler %s behind the objects ends the reading',
  (filler) => {
    expect(objects(`DF2201AA${filler}`)).toEqual([['df22', 'AA', 0]]);
  },
);

test('a tag that begins with FF is not taken for filler', () => {
  expect(objects('FF2001AA')).toEqual([['ff20', 'AA', 0]]);
});

test('a header is understood before its value has arrived', () => {
  expect(parseTlvHeader(fromHex('FF20820123'))).toEqual({
    ok: true,
    value: { tag: 0xff20, headerBytes: 5, valueBytes: 0x123 },
  });
});

test('any bytes are parsed or refused, never thrown at, and every object lies inside them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const parsed = parseTlv(bytes);
      if (!parsed.ok) return;
      for (const object of parsed.value) expect(object.at + object.value.length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

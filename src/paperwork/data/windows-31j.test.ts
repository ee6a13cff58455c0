import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { encodeWindows31j, windows31jBytes } from './windows-31j.ts';

test('every character of the basic plane has the bytes that Windows gives it, or none', () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    // Surrogates are no characters; U+0080 is a hole of the code page that iconv-lite fills.
    if ((code >= 0xd800 && code <= 0xdfff) || code === 0x80) continue;
    const character = String.fromCodePoint(code);
    const bytes = iconv.encode(character, 'cp932');
    const expected = iconv.decode(bytes, 'cp932') === character ? [...bytes].join() : undefined;
    if (windows31jBytes(character)?.join() !== expected) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['髙', [0xfb, 0xfc]],
  ['﨑', [0xfa, 0xb1]],
  ['①', [0x87, 0x40]],
  ['～', [0x81, 0x60]],
  ['ｱ', [0xb1]],
])('%s stands where Windows looks for it', (character, bytes) => {
  expect(windows31jBytes(character)).toEqual(bytes);
});

test('what it does not have is refused and never turned into a question mark', () => {
  for (const character of ['𠮷', '鷗', 'Ễ', '\u{E0101}', '\uE000']) expect(windows31jBytes(character)).toBeUndefined();
  expect(() => encodeWindows31j('吉𠮷')).toThrow('U+20BB7');
});

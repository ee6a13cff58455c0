import { expect, test } from 'vitest';
import { textWidth, wrap } from '../../src/paperwork/print/text-width.ts';
import { fontOf, printingFont } from './advance-widths.ts';

test('the layout counts with the widths that the printing font has (else: npm run fonts:widths)', () => {
  const font = fontOf(printingFont);
  const differing = font.characterSet
    .filter((code) => code >= 0x20 && !/\p{M}/u.test(String.fromCodePoint(code)))
    .filter((code) => {
      const wide = (font.glyphForCodePoint(code)?.advanceWidth ?? 0) / font.unitsPerEm;
      return Math.abs(wide - textWidth(String.fromCodePoint(code))) > 0.0005;
    })
    .map((code) => code.toString(16));
  expect(differing).toEqual([]);
});

test('lines end where a reader expects: words stay whole, and no line begins with a closing mark', () => {
  expect(wrap('転入届を出します。', 5)).toEqual(['転入届を出', 'します。']);
  expect(wrap('番号は、窓口で', 3)).toEqual(['番号は、', '窓口で']);
  expect(wrap('MARIA GONZALEZ SANTOS', 8)).toEqual(['MARIA', 'GONZALEZ', 'SANTOS']);
  expect(wrap('一行目\n二行目', 10)).toEqual(['一行目', '二行目']);
  expect(wrap('邉󠄂邉󠄂', 1)).toEqual(['邉󠄂', '邉󠄂']);
});

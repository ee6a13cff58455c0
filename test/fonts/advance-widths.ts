/** `npm run fonts:widths`: writes the widths of the printing font, which the layout of forms is worked out with. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fontkit from '@cantoo/fontkit';

const require = createRequire(import.meta.url);
export const printingFont = require.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf');
export const spareFont = require.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf');
export function fontOf(file: string) {
  const font = fontkit.create(readFileSync(file));
  if (!('characterSet' in font)) throw new Error(`${file} holds several fonts`);
  return font;
}

/** Characters that are not as wide as the font is high, by their width in units of 1/2048 em. */
function narrow(file: string): [width: number, codes: number[]][] {
  const font = fontOf(file);
  const widths = new Map<number, number[]>();
  for (const code of font.characterSet) {
    const advanceWidth = font.glyphForCodePoint(code)?.advanceWidth ?? font.unitsPerEm;
    if (advanceWidth === font.unitsPerEm || code < 0x20) continue;
    const same = widths.get(advanceWidth);
    if (same) same.push(code);
    else widths.set(advanceWidth, [code]);
  }
  return [...widths].toSorted(([a], [b]) => a - b);
}

const written = (codes: number[]) =>
  codes
    .map((code) =>
      code > 0x20 && code < 0x7f && code !== 0x27 && code !== 0x5c
        ? String.fromCodePoint(code)
        : `\\u{${code.toString(16)}}`,
    )
    .join('');

if (process.argv[1] === import.meta.filename) {
  const lines = narrow(printingFont).map(([width, codes]) => `  [${width}, '${written(codes)}'],`);
  const file = path.join(import.meta.dirname, '../../src/paperwork/print/advance-widths.ts');
  writeFileSync(
    file,
    `/**\n * Widths of BIZ UDPGothic in 1/2048 em, of the characters that are not one em wide. Written by \`npm run fonts:widths\`.\n */\nexport const narrow: readonly (readonly [width: number, characters: string])[] = [\n${lines.join('\n')}\n];\n`,
  );
}

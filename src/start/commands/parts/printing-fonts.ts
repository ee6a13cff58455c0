import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FontFiles } from '../../../paperwork/index.ts';

const require = createRequire(import.meta.url);
const fonts = [
  '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
];

/** BIZ UDPGothic, then Noto Sans JP, then what this machine adds: a TrueType file with the characters of names (IPAmj明朝). */
export function printingFonts(more: readonly string[] = []): FontFiles {
  const [first, ...others] = [...fonts.map((font) => require.resolve(font)), ...more].map((file) => readFileSync(file));
  if (!first) throw new Error('there is no font');
  return [first, ...others];
}

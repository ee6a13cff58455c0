import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fail, ok, type Result } from '../../../basics/index.ts';
import type { FontFiles } from '../../../paperwork/index.ts';

const require = createRequire(import.meta.url);
const fonts = [
  '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
];

/** BIZ UDPGothic, then Noto Sans JP, then those that this machine adds: TrueType files with the characters of names. */
export function printingFonts(more: readonly string[] = []): FontFiles {
  const [first, ...others] = [...fonts.map((font) => require.resolve(font)), ...more].map((file) => readFileSync(file));
  if (!first) throw new Error('there is no font');
  return [first, ...others];
}

/** Where Debian's fonts-ipamj-mincho, and whoever installs IPAmj明朝 by hand, puts it. */
const usualPlaces = [
  '/usr/share/fonts/truetype/ipamj',
  '/usr/share/fonts/opentype/ipamj',
  '/usr/local/share/fonts/ipamj',
];

/**
 * The fonts with the characters of names (IPAmj明朝) on this machine: files and folders that are given (`--font`), else
 * those of `KAKANAI_FONT`, else the usual places. Fails with the place that was named and is not there.
 */
export function nameFonts(
  given: readonly string[] = [],
  {
    named = process.env['KAKANAI_FONT'],
    places = usualPlaces,
  }: { named?: string | undefined; places?: readonly string[] } = {},
): Result<string[], string> {
  const said = given.length > 0 ? given : (named ?? '').split(path.delimiter).filter((one) => one !== '');
  const missing = said.find((place) => !existsSync(place));
  if (missing !== undefined) return fail(missing);
  const wanted = said.length > 0 ? said : places.filter((place) => existsSync(place));
  return ok(wanted.flatMap(fontsIn));
}

function fontsIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  const files = readdirSync(place).filter((name) => /\.(ttf|otf)$/i.test(name));
  return files.toSorted().map((name) => path.join(place, name));
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Texts, textIn } from '../../../content/index.ts';
import type { Outlook } from '../../../engine/index.ts';
import {
  applications,
  casePackage,
  csvEncodings,
  layOut,
  lettersOfAuthority,
  paperWords,
  sheets,
  type TableBy,
} from '../../../paperwork/index.ts';
import type { Bytes } from '../../../sealing/index.ts';
import type { Voice } from './command.ts';
import { charactersOf, drawnPdf } from './drawn-pdf.ts';
import { keyName, signedManifest, type SigningKey } from './manifest-signature.ts';
import { nameFonts } from './printing-fonts.ts';
import { sha256 } from './sha-256.ts';

/** The options that say how a package is written. */
export const packageOptions = {
  out: { type: 'string' },
  encoding: { type: 'string', default: 'utf-8' },
  by: { type: 'string', default: 'procedure' },
  font: { type: 'string', multiple: true },
} as const;

/** The same as text, for who wrote a command wrongly. */
export const packageUsage = '--out FOLDER [--encoding utf-8|shift_jis] [--by procedure|desk] [--font FILE]';

const ways: readonly TableBy[] = ['procedure', 'desk'];

export interface PackageWay {
  out: string;
  encoding: (typeof csvEncodings)[number];
  by: TableBy;
  /** Fonts for characters that the usual ones lack. */
  fonts: readonly string[];
}

/** The options as they are meant; nothing where one of them is none. */
export function packageWay(
  values: { out?: string | undefined; encoding: string; by: string; font?: string[] | undefined },
  { complain }: Voice,
): PackageWay | undefined {
  const encoding = csvEncodings.find((one) => one === values.encoding);
  const by = ways.find((one) => one === values.by);
  const fonts = nameFonts(values.font);
  if (!fonts.ok) complain(`There is no font "${fonts.reason}".`);
  return values.out !== undefined && encoding && by && fonts.ok
    ? { out: values.out, encoding, by, fonts: fonts.value }
    : undefined;
}

/**
 * Writes the package (ZIP) of a case and the files in it, and says what could not be written as it is. `key` signs its
 * manifest.
 */
export async function writePackage(
  outlook: Outlook,
  { receipt, texts, key }: { receipt: string; texts: Readonly<Record<string, Texts>>; key?: SigningKey },
  { out, encoding, by, fonts }: PackageWay,
  { print, complain }: Voice,
): Promise<void> {
  const papers = await paperFiles(outlook, receipt, textIn(texts['ja'] ?? {}), fonts);
  const made = await casePackage(outlook, {
    receipt,
    texts,
    sha256,
    encoding,
    by,
    extra: papers.files,
    ...(key ? { sign: (manifest: Bytes) => signedManifest(key, manifest) } : {}),
  });
  for (const [name, bytes] of [...made.files, [`${receipt}.zip`, made.zip] as const]) {
    const path = join(out, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  print(
    `${join(out, `${receipt}.zip`)}: ${made.records.length} applications (${made.manifest.state}), ${made.files.size} files, ${made.zip.length} bytes`,
  );
  if (key) print(`manifest.json is signed by the key ${await keyName(key)}`);
  for (const { file: name, column, row, character, codePoints, written } of made.replaced)
    complain(`${name}, row ${row}, ${column}: ${character} (${codePoints}) is not in Shift_JIS; written as ${written}`);
  for (const line of papers.characters) complain(line);
}

/** The same applications on paper: for the desk with the sources, for the resident without, letters of authority. */
async function paperFiles(
  outlook: Outlook,
  receipt: string,
  japanese: (key: string) => string,
  fonts: readonly string[],
) {
  const { forms, municipality } = outlook.program.content;
  const words = paperWords(outlook, japanese);
  const files = new Map<string, Bytes>();
  const characters: string[] = [];
  const sets = [
    ['applications.pdf', 'desk', applications(outlook)],
    ['copies.pdf', 'copy', applications(outlook)],
    ['letters-of-authority.pdf', 'letter', lettersOfAuthority(outlook)],
  ] as const;
  for (const [name, set, filled] of sets) {
    if (filled.length === 0) continue;
    const pages = layOut(sheets(filled, forms, words), { set, receipt, municipality: municipality.name });
    const about = { title: receipt, author: municipality.name, made: new Date(`${outlook.situation.today}T00:00:00Z`) };
    const pdf = await drawnPdf(pages, about, fonts);
    files.set(name, Uint8Array.from(pdf.bytes));
    if (set !== 'copy') characters.push(...charactersOf(name, pdf));
  }
  return { files, characters };
}

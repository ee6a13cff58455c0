import { zipSync } from 'fflate';
import type { Content } from '../../content/index.ts';
import type { Outlook } from '../../engine/index.ts';
import { guidanceText } from '../guidance-text.ts';
import type { Table } from './csv.ts';
import { type CsvEncoding, encodeCsv, type ReplacedCharacter, replacedTable } from './encoding.ts';
import { type Sha256, sha256Hex } from './identifiers.ts';
import { entryName, MANIFEST, MANIFEST_SIGNATURE, type Manifest, PACKAGE_FORMAT } from './manifest.ts';
import { envelopeSchema, procedureSchema } from './procedure-schema.ts';
import { schemaFile } from './published-schemas.ts';
import { type ApplicationRecord, boxesIn } from './record.ts';
import { type RecordOptions, recordsOf } from './records.ts';
import { registerEntryTable } from './register-entry.ts';
import { applicationTables, sourcesTable, type TableBy } from './tables.ts';
import { type RecordWords, recordWords } from './words.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const SOURCES = 'sources.csv';
const REGISTER_ENTRY = 'register-entry.csv';
const REPLACED = 'replaced-characters.csv';

export interface PackageOptions extends RecordOptions {
  encoding: CsvEncoding;
  by: TableBy;
  /** Files that were made elsewhere (filled forms as PDF), by name; they go into `files/`. */
  extra?: ReadonlyMap<string, Bytes>;
  /** Signs the manifest: gives a detached JWS over its bytes. */
  sign?: (manifest: Bytes) => Promise<string>;
}

export interface CasePackage {
  records: ApplicationRecord[];
  manifest: Manifest;
  replaced: ReplacedCharacter[];
  /** Everything in the package, by name. */
  files: ReadonlyMap<string, Bytes>;
  zip: Bytes;
}

/**
 * The package of a case (受付一式): its applications as JSON and CSV, their schemas, the guidance sheet as text, files
 * made elsewhere, and a manifest. The same case, options and content give the same bytes. Throws a RangeError where an
 * extra file has a name that would lead out of the package.
 */
export async function casePackage(outlook: Outlook, options: PackageOptions): Promise<CasePackage> {
  const { content } = outlook.program;
  const words = recordWords(options.texts);
  const records = await recordsOf(outlook, options);
  const files = new Map<string, Bytes>();
  for (const [index, record] of records.entries())
    files.set(`applications/${recordFile(record, index)}`, jsonBytes(record));
  for (const [name, bytes] of await schemaFiles(records, content, words, options.sha256)) files.set(name, bytes);
  const replaced: ReplacedCharacter[] = [];
  const tables: [string, Table][] = [...applicationTables(records, content, words, options.by)].map(([name, table]) => [
    `csv/${name}.csv`,
    table,
  ]);
  const besides: [string, Table][] = [
    [SOURCES, sourcesTable(records, words)],
    [REGISTER_ENTRY, registerEntryTable(records)],
  ];
  for (const [file, table] of [...tables, ...besides]) {
    const encoded = encodeCsv(file, table, options.encoding);
    files.set(file, encoded.bytes);
    replaced.push(...encoded.replaced);
  }
  if (replaced.length > 0) files.set(REPLACED, encodeCsv(REPLACED, replacedTable(replaced), 'utf-8').bytes);
  files.set('guidance.txt', textBytes(`\uFEFF${guidanceText(outlook, options.receipt, words.ja)}`));
  for (const [name, bytes] of options.extra ?? []) {
    if (!entryName.safeParse(name).success) throw new RangeError(`"${name}" is no name of a file in a package`);
    files.set(`files/${name}`, bytes);
  }
  const manifest = await manifestOf(outlook, options, records, files, replaced.length);
  const signed = jsonBytes(manifest);
  const signature = await options.sign?.(signed);
  const all = new Map([
    [MANIFEST, signed],
    ...(signature === undefined ? [] : [[MANIFEST_SIGNATURE, textBytes(`${signature}\n`)] as const]),
    ...files,
  ]);
  return { records, manifest, replaced, files: all, zip: zipped(all) };
}

/** `03-child-allowance-claim.taro.json`; people's ids are those of the case and say nothing about them. */
const recordFile = ({ procedure, subject }: ApplicationRecord, index: number): string =>
  `${String(index + 1).padStart(2, '0')}-${procedure.id}.${subject}.json`;

async function schemaFiles(
  records: readonly ApplicationRecord[],
  content: Content,
  words: RecordWords,
  sha256: Sha256,
): Promise<Map<string, Bytes>> {
  const files = new Map([['schemas/envelope.json', jsonBytes(envelopeSchema())]]);
  for (const id of new Set(records.map(({ procedure }) => procedure.id))) {
    const procedure = content.procedures.find((one) => one.id === id);
    const schema = procedure && (await procedureSchema(content, words, procedure, sha256));
    if (schema) files.set(`schemas/${schemaFile(id)}`, jsonBytes(schema));
  }
  return files;
}

async function manifestOf(
  { program, view }: Outlook,
  { receipt, encoding, sha256 }: PackageOptions,
  records: readonly ApplicationRecord[],
  files: ReadonlyMap<string, Bytes>,
  replacedCharacters: number,
): Promise<Manifest> {
  const { municipality, version } = program.content;
  const listed: Manifest['files'] = [];
  for (const [name, bytes] of files) listed.push({ name, bytes: bytes.length, sha256: await sha256Hex(bytes, sha256) });
  return {
    format: PACKAGE_FORMAT,
    receipt,
    case: view.state.id,
    date: view.state.today,
    state: view.state.registerEntry ? 'released' : 'on-hold',
    municipality: { code: municipality.code, prefecture: municipality.prefecture, name: municipality.name },
    content: { hash: version.hash, label: version.label },
    encoding,
    boxes: countBySource(records),
    replacedCharacters,
    files: listed,
  };
}

function countBySource(records: readonly ApplicationRecord[]): Manifest['boxes'] {
  const counts: Manifest['boxes'] = {};
  for (const { source } of records.flatMap(boxesIn)) counts[source] = (counts[source] ?? 0) + 1;
  return counts;
}

/** ZIP with the earliest time that it can hold: a clock would make two packages of one case differ. */
function zipped(files: ReadonlyMap<string, Bytes>): Bytes {
  const earliest = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(files), { mtime: earliest, level: 6 });
}

const textBytes = (text: string): Bytes => new TextEncoder().encode(text);
const jsonBytes = (value: unknown): Bytes => textBytes(`${JSON.stringify(value, null, 2)}\n`);

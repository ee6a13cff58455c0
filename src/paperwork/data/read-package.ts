import { unzipSync } from 'fflate';
import { fail, ok, type Result } from '../../basics/index.ts';
import { type Sha256, sha256Hex } from './identifiers.ts';
import { entryName, MANIFEST, MANIFEST_SIGNATURE, type Manifest, manifestSchema } from './manifest.ts';
import type { JsonSchema } from './procedure-schema.ts';
import { schemaFile } from './published-schemas.ts';
import { type ApplicationRecord, recordSchema } from './record.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is wrong with a package, and in which of its files. */
export interface PackageDefect {
  file: string;
  problem: string;
}

export interface ReadOptions {
  sha256: Sha256;
  /** A validator of JSON Schema 2020-12, passed in: what does not hold, in words; nothing where all does. */
  validate: (schema: JsonSchema, data: unknown) => string[];
  /** The most that all files may unpack to, in bytes; a package is refused above it before anything is unpacked. */
  largest?: number;
}

export interface ReadPackage {
  manifest: Manifest;
  records: ApplicationRecord[];
  files: ReadonlyMap<string, Bytes>;
}

const usualLargest = 64 * 1024 * 1024;

/**
 * Reads a package back. Every defect is told, not the first alone: a file that is missing, changed or not listed, JSON
 * that does not follow its schema, an application of another case. By whom the manifest is signed is
 * not looked at here: the signature, where there is one, is among `files` as it came.
 */
export async function readPackage(
  zip: Bytes,
  { sha256, validate, largest = usualLargest }: ReadOptions,
): Promise<Result<ReadPackage, PackageDefect[]>> {
  const unpacked = unpack(zip, largest);
  if (!unpacked.ok) return unpacked;
  const files = unpacked.value;
  const manifest = manifestSchema.safeParse(json(files.get(MANIFEST)));
  if (!manifest.success)
    return fail([{ file: MANIFEST, problem: files.has(MANIFEST) ? issues(manifest.error) : 'is missing' }]);
  const defects = await changed(manifest.data, files, sha256);
  const schemas = new Map<unknown, JsonSchema>();
  for (const [name, bytes] of files) {
    if (!name.startsWith('schemas/')) continue;
    const schema = json(bytes) as JsonSchema | undefined;
    if (typeof schema === 'object' && schema !== null) schemas.set(schema['$id'], schema);
    else defects.push({ file: name, problem: 'is not JSON' });
  }
  const records: ApplicationRecord[] = [];
  for (const [file, bytes] of files) {
    if (!file.startsWith('applications/')) continue;
    const read = recordSchema.safeParse(json(bytes));
    if (!read.success) {
      defects.push({ file, problem: issues(read.error) });
      continue;
    }
    const record = read.data;
    records.push(record);
    const schema = schemas.get(record.schema);
    const problems = [
      ...(schema
        ? validate(schema, record)
        : [`its schema ${record.schema} is not in schemas/${schemaFile(record.procedure.id)}`]),
      ...(['receipt', 'case', 'state', 'date'] as const).flatMap((key) =>
        record[key] === manifest.data[key]
          ? []
          : [`${key} is "${record[key]}" here and "${manifest.data[key]}" in the manifest`],
      ),
    ];
    defects.push(...problems.map((problem) => ({ file, problem })));
  }
  return defects.length > 0 ? fail(defects) : ok({ manifest: manifest.data, records, files });
}

function unpack(zip: Bytes, largest: number): Result<Map<string, Bytes>, PackageDefect[]> {
  const refused: PackageDefect[] = [];
  const seen = new Set<string>();
  let whole = 0;
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        whole += originalSize;
        if (!entryName.safeParse(name).success)
          refused.push({ file: name, problem: 'has a name that leads elsewhere' });
        if (seen.has(name)) refused.push({ file: name, problem: 'stands twice in the package' });
        seen.add(name);
        return refused.length === 0 && whole <= largest;
      },
    });
    if (whole > largest) return fail([{ file: '', problem: `unpacks to ${whole} bytes; at most ${largest} are read` }]);
    return refused.length > 0 ? fail(refused) : ok(new Map(Object.entries(files)));
  } catch (error) {
    return fail([
      { file: '', problem: `is no ZIP file that can be read: ${error instanceof Error ? error.message : ''}` },
    ]);
  }
}

async function changed(
  manifest: Manifest,
  files: ReadonlyMap<string, Bytes>,
  sha256: Sha256,
): Promise<PackageDefect[]> {
  const defects: PackageDefect[] = [];
  const listed = new Set([MANIFEST, MANIFEST_SIGNATURE]);
  for (const { name, bytes: length, sha256: expected } of manifest.files) {
    listed.add(name);
    const bytes = files.get(name);
    if (!bytes) defects.push({ file: name, problem: 'is missing' });
    else if (bytes.length !== length)
      defects.push({ file: name, problem: `has ${bytes.length} bytes; the manifest says ${length}` });
    else if ((await sha256Hex(bytes, sha256)) !== expected)
      defects.push({ file: name, problem: 'was changed: its SHA-256 is not that of the manifest' });
  }
  for (const name of files.keys())
    if (!listed.has(name)) defects.push({ file: name, problem: 'is not in the manifest' });
  return defects;
}

function json(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const issues = ({ issues: all }: { issues: { path: PropertyKey[]; message: string }[] }): string =>
  all.map(({ path, message }) => `${path.map(String).join('.') || 'the whole'}: ${message}`).join('; ');

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceText } from '../content/authoring.ts';

/** The folder of content beside the code. */
export const flowsFolder = fileURLToPath(new URL('../../flows', import.meta.url));

/** Every file of a content folder, in a stable order. */
export function readFlows(folder: string = flowsFolder): SourceText[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** A short hash for stamps and versions. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The municipalities that have a folder. */
export const municipalities = (sources: readonly SourceText[]): string[] =>
  [
    ...new Set(sources.flatMap(({ path }) => (path.startsWith('municipalities/') ? [path.split('/')[1] ?? ''] : []))),
  ].sort();

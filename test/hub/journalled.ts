import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The ids of the cases on the disk of an embedded hub, one for each line of its journal, in their order. */
export const journalled = (data: string): string[] =>
  readFileSync(path.join(data, 'cases/journal.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line.slice(17)) as { envelope: { case: string } }).envelope.case);

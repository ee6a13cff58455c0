import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readPackage } from '../../paperwork/index.ts';
import type { Command } from './parts/command.ts';
import { jsonSchemaProblems } from './parts/json-schema-check.ts';
import { sha256 } from './parts/sha-256.ts';

/** `npm run applications:check -- FILE.zip`: reads a package back and tells everything that is wrong with it. */
export const command: Command = async (args, { print, complain }) => {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1 || !existsSync(path)) {
    complain('Write: npm run applications:check -- FILE.zip');
    return 2;
  }
  const read = await readPackage(Uint8Array.from(readFileSync(path)), { sha256, validate: jsonSchemaProblems });
  if (!read.ok) {
    for (const { file, problem } of read.reason) complain(`${file === '' ? path : file}: ${problem}`);
    return 1;
  }
  const { manifest, records } = read.value;
  print(
    `${manifest.receipt}: ${records.length} applications (${manifest.state}), ${manifest.files.length} files, all as the manifest says`,
  );
  return 0;
};

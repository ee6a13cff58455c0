import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MANIFEST, MANIFEST_SIGNATURE, readPackage } from '../../paperwork/index.ts';
import type { Command } from './parts/command.ts';
import { jsonSchemaProblems } from './parts/json-schema-check.ts';
import { signerOf } from './parts/manifest-signature.ts';
import { sha256 } from './parts/sha-256.ts';

/**
 * `npm run applications:check -- FILE.zip [--key NAME]`: reads a package back and tells everything that is wrong with it,
 * and by which key its manifest is signed. `--key`: it must be this one, as `hub:export` says it.
 */
export const command: Command = async (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1 || !existsSync(path)) {
    complain('Write: npm run applications:check -- FILE.zip [--key NAME]');
    return 2;
  }
  const read = await readPackage(Uint8Array.from(readFileSync(path)), { sha256, validate: jsonSchemaProblems });
  if (!read.ok) {
    for (const { file, problem } of read.reason) complain(`${file === '' ? path : file}: ${problem}`);
    return 1;
  }
  const { manifest, records, files } = read.value;
  const signature = files.get(MANIFEST_SIGNATURE);
  const signer = signature && (await signerOf(files.get(MANIFEST) ?? signature, new TextDecoder().decode(signature)));
  if (signer && !signer.ok) {
    complain(`${MANIFEST_SIGNATURE}: is no signature of this manifest`);
    return 1;
  }
  if (values.key !== undefined && signer?.value !== values.key) {
    complain(signer ? `It is signed by the key ${signer.value}, not by ${values.key}.` : 'It is not signed.');
    return 1;
  }
  print(
    `${manifest.receipt}: ${records.length} applications (${manifest.state}), ${manifest.files.length} files, all as the manifest says`,
  );
  print(signer ? `signed by the key ${signer.value}` : 'not signed: whoever can write a package could have written it');
  return 0;
};

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './parts/command.ts';
import { jsonSchemas } from './parts/json-schemas.ts';

/** Where editors and other programs find the schemas. */
export const schemaFolder = fileURLToPath(new URL('../../../public/schemas', import.meta.url));

/** `npm run flows:schema`: writes public/schemas/*.json, from which editors complete and check while one types. */
export const command: Command = (_args, { print }) => {
  mkdirSync(schemaFolder, { recursive: true });
  const files = jsonSchemas();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(schemaFolder, name), text);
  print(`${Object.keys(files).length} schemas in public/schemas/`);
  return 0;
};

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Command } from './parts/command.ts';
import { applicationSchemas } from './parts/application-schemas.ts';

/** Where other programs find the schemas of application data. */
export const applicationSchemaFolder = fileURLToPath(new URL('../../../public/schemas/applications', import.meta.url));

/**
 * `npm run schemas:write [-- --check]`: writes one JSON Schema for each procedure that has a form, the envelope and an
 * index to public/schemas/applications. With `--check` it writes nothing, and ends with 1 where a file is not up to date.
 */
export const command: Command = async (args, { print, complain }) => {
  const { values } = parseArgs({
    args: [...args],
    options: { check: { type: 'boolean', default: false }, flows: { type: 'string' }, out: { type: 'string' } },
  });
  const folder = values.out ?? applicationSchemaFolder;
  const wanted = await applicationSchemas(values.flows);
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const old = there.filter((name) => !wanted.has(name));
  const stale = [...wanted].filter(
    ([name, text]) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  );
  if (values.check) {
    for (const name of [...stale.map(([one]) => one), ...old])
      complain(`${name} is not up to date: run npm run schemas:write`);
    print(`${wanted.size - stale.length} of ${wanted.size} schemas are up to date`);
    return stale.length + old.length > 0 ? 1 : 0;
  }
  mkdirSync(folder, { recursive: true });
  for (const name of old) rmSync(join(folder, name));
  for (const [name, text] of stale) writeFileSync(join(folder, name), text);
  print(
    `${wanted.size} schemas in ${values.out ?? 'public/schemas/applications'}, ${stale.length} of them new or changed`,
  );
  return 0;
};

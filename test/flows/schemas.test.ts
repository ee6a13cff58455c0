import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { schemaFolder } from '../../src/start/commands/schema.ts';
import { command as schemasWrite } from '../../src/start/commands/schemas-write.ts';
import { jsonSchemas } from '../../src/start/commands/parts/json-schemas.ts';
import { flowsFolder, readFlows } from '../../src/start/flows-folder.ts';

const schemas = jsonSchemas();

/** The JSON Schema as an editor would use it. */
const reader = (name: string) =>
  z.fromJSONSchema(JSON.parse(schemas[name] ?? 'false') as Parameters<typeof z.fromJSONSchema>[0]);

/** Which schema the editor takes for a file, by .vscode/settings.json. */
const settings = JSON.parse(readFileSync(path.join(flowsFolder, '../.vscode/settings.json'), 'utf8')) as {
  'yaml.schemas': Record<string, string>;
};
const schemaFor = (file: string) =>
  Object.entries(settings['yaml.schemas']).flatMap(([schema, pattern]) =>
    path.posix.matchesGlob(`flows/${file}`, pattern) ? [path.basename(schema)] : [],
  );

test('the schemas in public/schemas are those of the code (npm run flows:schema)', () => {
  const written = readdirSync(schemaFolder, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [[entry.name, readFileSync(path.join(schemaFolder, entry.name), 'utf8')]] : [],
  );
  expect(Object.fromEntries(written)).toEqual(schemas);
});

test('the schemas in public/schemas/applications are those of the content (npm run schemas:write)', async () => {
  const complaints: string[] = [];
  const code = await schemasWrite(['--check'], { print: () => undefined, complain: (line) => complaints.push(line) });
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
});

test('an editor finds exactly one schema for every file of content', () => {
  const files = readFlows().filter(({ path: file }) => file.endsWith('.yaml') && !/(^|\/)texts\//.test(file));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter(({ path: file }) => schemaFor(file).length !== 1)).toEqual([]);
  for (const schema of Object.keys(settings['yaml.schemas']))
    expect(Object.keys(schemas)).toContain(path.basename(schema));
});

test('the schemas accept all content there is', () => {
  const refused = readFlows().flatMap(({ path: file, text }) => {
    const [schema] = schemaFor(file);
    if (schema === undefined || !file.endsWith('.yaml')) return [];
    const { error } = reader(schema).safeParse(parse(text));
    return error ? [`${file}: ${error.message}`] : [];
  });
  expect(refused).toEqual([]);
});

test('the schemas refuse what is misspelt, and an overlay may say little', () => {
  const dog = { name: '犬', desk: 'resident' };
  expect(reader('procedures.json').safeParse(dog).success).toBe(false);
  expect(reader('overlay-procedures.json').safeParse(dog).success).toBe(true);
  expect(reader('overlay-procedures.json').safeParse({ ...dog, dsk: 'resident' }).success).toBe(false);
});

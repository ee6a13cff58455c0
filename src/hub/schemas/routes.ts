import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Texts } from '../../content/index.ts';
import { publishedSchemas, recordWords } from '../../paperwork/index.ts';
import { paths } from '../../protocol/index.ts';
import type { Published } from '../content/published.ts';
import type { CheckedApp } from '../web/checked.ts';
import { Refusal } from '../web/refusal.ts';

/**
 * The schemas of application data as this municipality's content has them, for other systems; made when they are first
 * asked for. `index.json` lists them.
 */
export function schemaRoutes(app: CheckedApp, published: Published): void {
  let made: Promise<Map<string, string>> | undefined;
  app.get(`${paths.applicationSchemas}/:file`, async (request, reply) => {
    const { file } = request.params as { file: string };
    made ??= schemasOf(published).catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    const schema = (await made).get(file);
    if (schema === undefined) throw new Refusal(404, 'not-found', 'There is no schema of this name.');
    void reply.header('cache-control', 'no-cache').type('application/schema+json; charset=utf-8');
    return schema;
  });
}

async function schemasOf({ content, folder }: Published): Promise<Map<string, string>> {
  const texts = async (language: string) => {
    const file = path.join(folder, content.version.hash, `texts.${language}.json`);
    return JSON.parse(await readFile(file, 'utf8')) as Texts;
  };
  const words = recordWords({
    ja: await texts('ja'),
    ...(content.languages.includes('en') ? { en: await texts('en') } : {}),
  });
  const schemas = await publishedSchemas(content, words, (bytes) =>
    Promise.resolve(createHash('sha256').update(bytes).digest()),
  );
  return new Map([...schemas].map(([name, schema]) => [name, JSON.stringify(schema)]));
}

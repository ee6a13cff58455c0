import { type Content, formsOf, textKey } from '../../content/index.ts';
import { ENVELOPE_ID, type Sha256 } from './identifiers.ts';
import { envelopeSchema, type JsonSchema, procedureSchema } from './procedure-schema.ts';
import type { RecordWords } from './words.ts';

/** Every schema of application data by file name: one a procedure, the envelope, and an index of them all. */
export async function publishedSchemas(
  content: Content,
  words: RecordWords,
  sha256: Sha256,
): Promise<Map<string, JsonSchema>> {
  const files = new Map<string, JsonSchema>([['envelope.json', envelopeSchema()]]);
  const listed: JsonSchema[] = [];
  for (const procedure of content.procedures) {
    const schema = await procedureSchema(content, words, procedure, sha256);
    if (!schema) continue;
    const file = schemaFile(procedure.id);
    files.set(file, schema);
    listed.push({
      procedure: procedure.id,
      name: words.ja(textKey('procedure', procedure.id, 'name')),
      forms: formsOf(procedure).map(({ form }) => form),
      schema: schema.$id,
      file,
    });
  }
  files.set('index.json', { envelope: { schema: ENVELOPE_ID, file: 'envelope.json' }, procedures: listed });
  return files;
}

/** The file of a procedure's schema. A procedure called as one of the other two gets out of their way. */
export const schemaFile = (procedure: string): string =>
  procedure === 'index' || procedure === 'envelope' ? `${procedure}-procedure.json` : `${procedure}.json`;

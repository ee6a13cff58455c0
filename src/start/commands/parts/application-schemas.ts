import { compileContent } from '../../../content/authoring.ts';
import { publishedSchemas, recordWords } from '../../../paperwork/index.ts';
import { hash, readFlows } from '../../flows-folder.ts';
import { sha256 } from './sha-256.ts';

/** The schemas of application data of the shared content by file name, as text: what no municipality has changed. */
export async function applicationSchemas(flows?: string): Promise<Map<string, string>> {
  const { content, texts } = compileContent(readFlows(flows), '', hash);
  const files = await publishedSchemas(content, recordWords(texts), sha256);
  return new Map([...files].map(([name, schema]) => [name, written(schema)]));
}

/** One line a key, and a list of words on one line. */
const written = (schema: unknown): string =>
  `${JSON.stringify(schema, null, 1).replaceAll(/\[\n\s+((?:"[^"\n]*"|null)(?:,\n\s+(?:"[^"\n]*"|null))*)\n\s+\]/g, (_, items: string) => `[${items.replaceAll(/,\n\s+/g, ', ')}]`)}\n`;

import * as z from 'zod';
import type { JsonSchema } from '../../../paperwork/index.ts';

/** What of the data does not follow a JSON Schema, in words, each with its place. */
export function jsonSchemaProblems(schema: JsonSchema, data: unknown): string[] {
  const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(data);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
}

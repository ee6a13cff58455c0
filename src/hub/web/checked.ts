import type { FastifyInstance, FastifyTypeProvider } from 'fastify';
import * as z from 'zod/mini';
import { SchemaRefusal } from './refusal.ts';

type SchemaOf<Schema> = Schema extends z.core.$ZodType ? Schema : never;

/** Types of requests and answers, from the protocol's schemas. */
interface ProtocolTypes extends FastifyTypeProvider {
  readonly validator: z.output<SchemaOf<this['schema']>>;
  readonly serializer: z.input<SchemaOf<this['schema']>>;
}

/** The app in which a route's `schema` is one of the protocol's: requests are checked by it, and answers too. */
export function checkedByProtocol(app: FastifyInstance) {
  app.setValidatorCompiler<z.core.$ZodType>(({ schema }) => (data: unknown) => {
    const read = z.safeParse(schema, data);
    return read.success ? { value: read.data } : { error: new SchemaRefusal(read.error.issues) };
  });
  // What does not follow the schema of its answer is not sent: nothing slips out that the protocol does not name.
  app.setSerializerCompiler<z.core.$ZodType>(
    ({ schema }) =>
      (data: unknown) =>
        JSON.stringify(z.parse(schema, data)),
  );
  return app.withTypeProvider<ProtocolTypes>();
}

export type CheckedApp = ReturnType<typeof checkedByProtocol>;

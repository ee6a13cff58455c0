import * as z from 'zod/mini';
import * as protocol from '../../protocol/index.ts';
import type { DocumentedRoute } from './documented-routes.ts';
import { summaries } from './summaries.ts';

type Json = Record<string, unknown>;

/** Schemas of the protocol have their names there; others are written where they are used. */
const names = new Map<unknown, string>(
  Object.entries(protocol)
    .filter(([, one]) => typeof one === 'object' && '_zod' in one)
    .map(([name, one]) => [one, name]),
);

/** A description of the hub's addresses (OpenAPI 3.1), made from the very schemas by which requests are checked. */
export function openApi(routes: readonly DocumentedRoute[]): Json {
  const schemas: Json = {};
  const schemaOf = (schema: z.core.$ZodType): Json => {
    const name = names.get(schema);
    const { $schema: _dialect, ...written } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
    if (name === undefined) return written;
    schemas[name] = written;
    return { $ref: `#/components/schemas/${name}` };
  };
  const content = (schema: z.core.$ZodType, type = 'application/json') => ({ [type]: { schema: schemaOf(schema) } });
  const paths: Record<string, Json> = {};
  for (const { method, path, parameters, right, signed, body, responses, goesOn } of routes) {
    const type = goesOn ? 'text/event-stream' : 'application/json';
    const answers: Json = Object.fromEntries(
      [...responses].map(([status, schema]) => [status, { description: 'Answer', content: content(schema, type) }]),
    );
    paths[path] = {
      ...paths[path],
      [method]: {
        summary: summaries[`${method} ${path}`] ?? '',
        ...(parameters.length === 0
          ? {}
          : {
              parameters: parameters.map(({ name, schema }) => ({
                name,
                in: 'path',
                required: true,
                schema: schemaOf(schema),
              })),
            }),
        ...(right === undefined ? {} : { security: [{ staff: [right] }] }),
        ...(signed ? { security: [{ device: [] }] } : {}),
        ...(body ? { requestBody: { required: true, content: content(body) } } : {}),
        responses: {
          ...(responses.size === 0 ? { 204: { description: 'Done; there is no body.' } } : answers),
          default: {
            description: 'A refusal, with a word that a device can act on',
            content: content(protocol.problem),
          },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kakanai hub',
      version: String(protocol.PROTOCOL),
      description: 'Messages between devices and the hub of a municipality. Nothing personal stands in an address.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        device: {
          type: 'apiKey',
          in: 'header',
          name: protocol.PROOF_HEADER,
          description:
            'A proof of possession (RFC 9449) by the key of an enrolled device, for this method and address, with the SHA-256 ' +
            `of the body and a number that the hub gives in ${protocol.NONCE_HEADER} (docs/decisions/015-devices.md).`,
        },
        staff: {
          type: 'apiKey',
          in: 'cookie',
          name: 'kakanai-staff',
          description: 'A session of staff who have the named right; with TLS the name begins with __Host-.',
        },
      },
    },
  };
}

import type { FastifyInstance, RouteOptions } from 'fastify';
import * as z from 'zod/mini';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer goes on (`DocumentedRoute`). */
    goesOn?: true;
  }
}

/** On an instance whose routes are for enrolled devices: what they ask is signed. */
export const FOR_DEVICES = 'isForDevices';

/** A route that speaks the protocol: what it takes and gives is in schemas. */
export interface DocumentedRoute {
  method: string;
  /** As OpenAPI writes it: `/cases/{caseId}/status`. */
  path: string;
  parameters: readonly { name: string; schema: z.core.$ZodType }[];
  /** The right that somebody must have who signed in, where there is one (`accounts/gate.ts`). */
  right?: string;
  /** A request has to be signed by an enrolled device (`devices/`). */
  signed: boolean;
  body?: z.core.$ZodType;
  /** By HTTP status. */
  responses: ReadonlyMap<string, z.core.$ZodType>;
  /** The answer goes on: server-sent events, each of which follows the schema. */
  goesOn: boolean;
}

/** Collects every route with schemas that is added from now on. */
export function documentedRoutes(app: FastifyInstance): readonly DocumentedRoute[] {
  const routes: DocumentedRoute[] = [];
  app.addHook('onRoute', function ({ method, url, schema, config, onRequest }: RouteOptions) {
    const { body, params, response } = (schema ?? {}) as Record<'body' | 'params', unknown> & {
      response?: Record<string, unknown>;
    };
    if (schema === undefined || Array.isArray(method) || method === 'HEAD') return; // not of files
    routes.push({
      method: method.toLowerCase(),
      path: url.replaceAll(/:(\w+)/g, '{$1}'),
      parameters: isSchema(params) && params instanceof z.ZodMiniObject ? parametersOf(params.shape) : [],
      ...rightIn([onRequest].flat()),
      signed: this.hasDecorator(FOR_DEVICES),
      ...(isSchema(body) ? { body } : {}),
      responses: new Map(
        Object.entries(response ?? {}).flatMap(([status, one]) => (isSchema(one) ? [[status, one] as const] : [])),
      ),
      goesOn: config?.goesOn ?? false,
    });
  });
  return routes;
}

const parametersOf = (shape: Record<string, z.core.$ZodType>) =>
  Object.entries(shape).map(([name, schema]) => ({ name, schema }));

function rightIn(hooks: readonly unknown[]): { right?: string } {
  for (const hook of hooks)
    if (typeof hook === 'function' && 'right' in hook && typeof hook.right === 'string') return { right: hook.right };
  return {};
}

const isSchema = (one: unknown): one is z.core.$ZodType => typeof one === 'object' && one !== null && '_zod' in one;

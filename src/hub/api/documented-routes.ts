import type { FastifyInstance, RouteOptions } from 'fastify';
import * as z from 'zod/mini';

/** A route that speaks the protocol: what it takes and gives is in schemas. */
export interface DocumentedRoute {
  method: string;
  /** As OpenAPI writes it: `/cases/{caseId}/status`. */
  path: string;
  parameters: readonly string[];
  body?: z.core.$ZodType;
  /** By HTTP status. */
  responses: ReadonlyMap<string, z.core.$ZodType>;
  /** The answer goes on: server-sent events, each of which follows the schema. */
  goesOn: boolean;
}

/** Collects every route with schemas that is added from now on. */
export function documentedRoutes(app: FastifyInstance): readonly DocumentedRoute[] {
  const routes: DocumentedRoute[] = [];
  app.addHook('onRoute', ({ method, url, schema, config }: RouteOptions) => {
    const { body, response } = (schema ?? {}) as { body?: unknown; response?: Record<string, unknown> };
    if (schema === undefined || Array.isArray(method) || method === 'HEAD') return; // not of files
    routes.push({
      method: method.toLowerCase(),
      path: url.replaceAll(/:(\w+)/g, '{$1}'),
      parameters: [...url.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []),
      ...(isSchema(body) ? { body } : {}),
      responses: new Map(
        Object.entries(response ?? {}).flatMap(([status, one]) => (isSchema(one) ? [[status, one] as const] : [])),
      ),
      goesOn: config !== undefined && 'goesOn' in config,
    });
  });
  return routes;
}

const isSchema = (one: unknown): one is z.core.$ZodType => typeof one === 'object' && one !== null && '_zod' in one;

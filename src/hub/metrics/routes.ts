import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { onlyFromThisMachine } from '../web/guard.ts';
import type { Metrics } from './metrics.ts';

/** `/metrics`: for programs of this machine, and with a token (`Authorization: Bearer …`) for others. */
export function metricsRoutes(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions?.url ?? 'none';
    metrics.answered(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  const onRequest = async (request: FastifyRequest) => {
    if (!holdsToken(request, token)) onlyFromThisMachine(request);
  };
  app.get('/metrics', { onRequest }, async (_request, reply) => reply.type(metrics.type).send(await metrics.text()));
}

function holdsToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined || headers.authorization === undefined) return false;
  const [given, known] = [headers.authorization, `Bearer ${token}`].map((one) =>
    createHash('sha256').update(one).digest(),
  );
  return given !== undefined && known !== undefined && timingSafeEqual(given, known);
}

import type { Guard } from '../accounts/gate.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import { type LiveEvent, liveEvent, paths } from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';
import type { CheckedApp } from '../web/checked.ts';
import { Refusal } from '../web/refusal.ts';
import { hearLive } from './live-events.ts';

/** Proxies close a connection on which nothing is said, and nobody listens on for longer who was signed out; in milliseconds. */
const HEARTBEAT = 20_000;

/** More than a municipality has desks; each listener holds a connection. */
const MOST_LISTENERS = 500;

/**
 * The live channel: server-sent events (HTML Standard §9.2) of what changed, to whom `mayListen` lets in. A browser
 * connects again by itself; as it may have missed something, the first event says to look at everything. `heartbeat` is how
 * often, in milliseconds, something is said and looked whether they may listen still.
 */
export function liveRoutes(
  app: CheckedApp,
  { database, mayListen, heartbeat = HEARTBEAT }: { database: Promise<Database>; mayListen: Guard; heartbeat?: number },
): void {
  const listeners = new Map<PassThrough, [FastifyRequest, FastifyReply]>();
  const say = (event: LiveEvent) => {
    for (const listener of listeners.keys()) listener.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  database
    .then((opened) => hearLive(opened, say))
    .catch((err: unknown) => app.log.warn({ err }, 'nothing is heard of other hubs'));
  const beating = setInterval(() => {
    for (const [listener, [request, reply]] of listeners)
      mayListen(request, reply).then(
        () => listener.write(':\n\n'),
        () => listener.end(),
      );
  }, heartbeat).unref();
  app.addHook('preClose', (done) => {
    clearInterval(beating);
    for (const listener of listeners.keys()) listener.end();
    done();
  });

  const schema = { response: { 200: liveEvent } };
  app.get(paths.live, { onRequest: mayListen, schema, config: { goesOn: true } }, async (request, reply) => {
    if (listeners.size >= MOST_LISTENERS) throw new Refusal(503, 'too-many', 'Too many listen already. Ask instead.');
    const listener = new PassThrough();
    const gone = () => listeners.delete(listener);
    listener.on('close', gone);
    request.raw.on('close', () => listener.end());
    listeners.set(listener, [request, reply]);
    listener.write(`retry: 2000\ndata: ${JSON.stringify({ what: 'anything' } satisfies LiveEvent)}\n\n`);
    return reply.type('text/event-stream; charset=utf-8').send(listener as never);
  });
}

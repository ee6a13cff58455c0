import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { ReaderPort } from '../../card/index.ts';
import { Allowance } from './allowance.ts';
import { HeldCard } from './held-card.ts';
import {
  bridgePaths,
  bytesType,
  cardHeader,
  ending,
  longestCommand,
  type Opened,
  opening,
  pairing,
  type Watched,
} from './messages.ts';
import { Pairing } from './pairing.ts';

export interface BridgeOptions {
  readonly port: ReaderPort;
  /** The one page that may ask, for example `http://localhost:8080`. */
  readonly kiosk: string;
  /** What happened, for a terminal or a journal: never a command, never an answer. */
  readonly log: (line: string) => void;
  readonly onPaired?: () => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
}

export interface Bridge {
  readonly app: FastifyInstance;
  /** The code that pairs one kiosk, once. */
  readonly code: string;
  /** Listens on the loopback address, never anywhere else; gives the address for the kiosk. 0 takes a free port. */
  listen(port: number): Promise<string>;
  /** Resets the card that is held and stops. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const loopbackNames = [loopback, 'localhost'];

/**
 * Forwards commands between one kiosk page and a reader; knows nothing about cards. It answers to this machine only,
 * to one page (by its origin), which has paired with the one-time code, and to that for as long as it watches.
 */
export function openBridge(options: BridgeOptions): Bridge {
  const { port, log } = options;
  const now = options.now ?? (() => performance.now());
  const pairs = new Pairing(options.random ?? randomBytes);
  const held = new HeldCard(port, log);
  // A visit reads a card with some twenty requests. Strangers have an allowance of their own, so that a page that
  // hammers at the bridge does not keep the kiosk out.
  const ofKiosk = new Allowance(400, 100, now);
  const ofStrangers = new Allowance(30, 1, now);
  let watcher: ServerResponse | undefined;

  const app = fastify({
    logger: false,
    bodyLimit: 1024,
    exposeHeadRoutes: false,
    requestTimeout: 10_000,
    http: { headersTimeout: 5000, maxHeaderSize: 8192 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser(bytesType, (_request: FastifyRequest, body: AsyncIterable<Buffer>) => commandOf(body));

  /** A refusal says as little as it can; what it is about stands in the journal, if there is room for it. */
  const refuse = async (request: FastifyRequest, reply: FastifyReply, status: number, error: string) => {
    if (!ofStrangers.take()) return reply.code(429).send({ error: 'too-many' });
    log(`refused (${error}): ${request.method} from ${JSON.stringify((request.headers.origin ?? '').slice(0, 80))}`);
    return reply.code(status).send({ error });
  };

  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'Origin' });
    const { headers, method, url } = request;
    // A foreign name that leads here (DNS rebinding), another page, a page that merely shows or sends a form.
    const names = loopbackNames.map((name) => `${name}:${request.socket.localPort}`);
    if (!names.includes(headers.host ?? '')) return refuse(request, reply, 421, 'foreign-host');
    if (headers.origin !== options.kiosk) return refuse(request, reply, 403, 'foreign-origin');
    const mode = headers['sec-fetch-mode'];
    if (mode !== undefined && mode !== 'cors') return refuse(request, reply, 403, 'foreign-mode');
    void reply.header('access-control-allow-origin', options.kiosk);
    if (method === 'OPTIONS') {
      if (!ofKiosk.take()) return reply.code(429).send({ error: 'too-many' });
      return reply
        .headers({
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': `authorization, content-type, ${cardHeader}`,
          'access-control-allow-private-network': 'true',
          'access-control-max-age': '600',
        })
        .code(204)
        .send();
    }
    if (url === bridgePaths.pair) return ofStrangers.take() ? undefined : reply.code(429).send({ error: 'too-many' });
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined || !pairs.accepts(token)) return refuse(request, reply, 401, 'not-paired');
    return ofKiosk.take() ? undefined : reply.code(429).send({ error: 'too-many' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not-found' }));
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: 'malformed' }),
  );

  /** What was asked, or the end of the asking. */
  const asked = <Schema extends z.core.$ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
    const read = z.safeParse(schema, body);
    if (!read.success) throw Object.assign(new Error('malformed'), { statusCode: 400 });
    return read.data;
  };

  app.post(bridgePaths.pair, async (request, reply) => {
    const redeemed = pairs.redeem(asked(pairing, request.body).code);
    if (!redeemed.ok) return refuse(request, reply, 403, redeemed.reason);
    log(`paired with ${options.kiosk}`);
    options.onPaired?.();
    return { token: redeemed.value };
  });

  app.get(bridgePaths.watch, async (request, reply) => {
    // The paired page in a second tab, or a stolen token: one at a time.
    if (watcher) return refuse(request, reply, 409, 'watched-already');
    reply.hijack();
    const stream = reply.raw;
    watcher = stream;
    const say = (message: Watched) => stream.write(`${JSON.stringify(message)}\n`);
    stream.writeHead(200, { ...headersOf(reply), 'content-type': 'application/x-ndjson' });
    let stop = (): void => undefined;
    stream.on('close', () => {
      stop();
      watcher = undefined;
      void held.end();
    });
    const readers = await port.list();
    if (stream.destroyed) return;
    stop = port.subscribe(say);
    say({ type: 'readers', readers: readers.map(({ name, cardPresent }) => ({ name, cardPresent })) });
  });

  app.post(bridgePaths.open, async (request, reply): Promise<Opened | FastifyReply> => {
    const { reader } = asked(opening, request.body);
    const forWhom = watcher;
    if (!forWhom) return reply.code(409).send({ error: 'not-watching' });
    const opened = await held.open(reader, () => watcher === forWhom);
    if (!opened.ok) return { fault: opened.reason };
    return { card: opened.value.id, atr: Buffer.from(opened.value.atr).toString('hex') };
  });

  app.post(bridgePaths.transmit, async (request, reply) => {
    const card = request.headers[cardHeader];
    const command = request.body;
    if (
      !Buffer.isBuffer(command) ||
      command.length < 4 ||
      command.length > longestCommand ||
      typeof card !== 'string'
    ) {
      return reply.code(400).send({ error: 'malformed' });
    }
    const answer = await held.transmit(card, command);
    command.fill(0);
    if (!answer.ok) return { fault: answer.reason };
    return reply.type(bytesType).send(Buffer.from(answer.value));
  });

  app.post(bridgePaths.end, async (request) => {
    await held.end(asked(ending, request.body).card);
    return {};
  });

  return {
    app,
    code: pairs.code,
    listen: async (number) => {
      await app.listen({ host: loopback, port: number });
      const address = app.server.address();
      return `http://${loopback}:${typeof address === 'object' && address ? address.port : number}`;
    },
    close: async () => {
      await held.end();
      watcher?.destroy();
      app.server.closeAllConnections();
      await app.close();
      await port.close();
    },
  };
}

const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));

/** A command as one piece; the pieces in which it came are wiped, for it may hold a PIN. */
async function commandOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  const command = Buffer.concat(pieces);
  for (const piece of pieces) piece.fill(0);
  return command;
}

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../random.ts';

/** What may happen to a request on the way to the hub, or to its answer on the way back. */
const fates = [
  'request lost',
  'request cut off in the middle',
  'answer lost',
  'answer cut off in the middle',
  'delayed',
  'sent twice at once',
  // The sender gives it up and sends others; it arrives all the same, after them.
  'arrives late, after others',
] as const;
type Fate = (typeof fates)[number];

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A bad network between a kiosk and its hub. */
export interface BadLine {
  /** Where the kiosk finds the hub. */
  address: string;
  /** What was done to deliveries, and how often. */
  done: Map<Fate, number>;
  /** Lets everything arrive that is still on its way. */
  close(): Promise<void>;
}

/** `bad`: the share of deliveries to which something happens. All else passes as it is. */
export async function badLine(hub: string, random: Random, bad: number): Promise<BadLine> {
  const done = new Map<Fate, number>();
  const onTheirWay = new Set<Promise<unknown>>();
  const server = createServer((from, to) => {
    void pass(from, to).catch(() => to.destroy());
  });
  async function pass(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const body = await buffer(from);
    const forward = () => forwarded(hub, from, body);
    if (from.method !== 'POST' || from.url !== '/cases' || random() >= bad) return reply(to, await forward());
    const fate = random.of(fates);
    done.set(fate, (done.get(fate) ?? 0) + 1);
    switch (fate) {
      case 'request lost':
        to.destroy();
        return;
      case 'request cut off in the middle':
        await cutOff(hub, from, body, random());
        to.destroy();
        return;
      case 'answer lost':
        await forward();
        to.destroy();
        return;
      case 'answer cut off in the middle': {
        const { status, headers, body: whole } = await forward();
        to.writeHead(status, { ...headers, 'content-length': whole.length });
        to.write(whole.subarray(0, random.below(whole.length)), () => to.destroy());
        return;
      }
      case 'delayed':
        await pause(random.below(300));
        return reply(to, await forward());
      case 'sent twice at once': {
        const [one] = await Promise.all([forward(), forward()]);
        return reply(to, one);
      }
      case 'arrives late, after others': {
        to.destroy();
        const late = pause(50 + random.below(1500)).then(forward, () => undefined);
        onTheirWay.add(late.finally(() => onTheirWay.delete(late)));
      }
    }
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  return {
    address: `http://localhost:${typeof place === 'object' && place ? place.port : 0}`,
    done,
    close: async () => {
      await Promise.allSettled(onTheirWay);
      server.closeAllConnections();
      server.close();
    },
  };
}

function reply(to: ServerResponse, { status, headers, body }: Answer): void {
  to.writeHead(status, { ...headers, connection: 'close' });
  to.end(body);
}

function forwarded(hub: string, from: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const to = request(hub + from.url, { method: from.method, headers: from.headers }, (answer) => {
      buffer(answer).then(
        (whole) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: whole }),
        reject,
      );
    });
    to.on('error', reject);
    to.end(body);
  });
}

/** Sends the beginning of a request, up to a share of its body, and hangs up. */
async function cutOff(hub: string, from: IncomingMessage, body: Buffer, share: number): Promise<void> {
  const { hostname, port } = new URL(hub);
  const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
  socket.on('error', () => undefined);
  const headers = Object.entries({ ...from.headers, 'content-length': body.length });
  socket.write(
    `POST ${from.url} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('')}\r\n`,
  );
  socket.write(body.subarray(0, Math.floor(body.length * share)));
  await pause(20);
  socket.destroy();
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LiveEvent } from '../../protocol/index.ts';
import { type Database, databaseOver } from '../database/index.ts';
import { bothDatabases } from '../fixture/both-databases.ts';
import { fixtureDatabase, openFixtureHub } from '../fixture/open-hub.ts';
import { StaffBrowser } from '../fixture/staff.ts';
import { caseIds } from '../fixture/visit.ts';
import { checkedByProtocol } from '../web/checked.ts';
import { Refusal } from '../web/refusal.ts';
import { tell } from './live-events.ts';
import { liveRoutes } from './routes.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-live-'));
afterAll(() => rmSync(root, { recursive: true }));

const changed: LiveEvent = { what: 'case', case: caseIds[0], state: 'task' };

/** Reads the events of an address as they come. */
async function* eventsFrom(
  address: string,
  cookies: ReadonlyMap<string, string> = new Map(),
): AsyncGenerator<LiveEvent> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(address, { headers: { cookie } });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  for await (const bytes of answer.body ?? []) {
    text += Buffer.from(bytes as Uint8Array).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) yield JSON.parse(data) as LiveEvent;
    }
  }
}

async function hubOver(database: Promise<Database>, letIn = async () => undefined, heartbeat = 20_000) {
  const mayListen = Object.assign(letIn, { right: 'see-tasks' as const });
  const app = checkedByProtocol(Fastify());
  liveRoutes(app, { database, mayListen, heartbeat });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, address: `${address}/live` };
}

describe.each(bothDatabases)('$name', ({ start, pool, stop }) => {
  let database: Database;
  beforeAll(async () => {
    await start();
    database = await databaseOver(await pool());
  }, 60_000);
  afterAll(async () => {
    await database.destroy();
    await stop();
  });

  test('what changed is heard at every hub when its transaction came through, and not when it did not', async () => {
    const hubs = await Promise.all([hubOver(Promise.resolve(database)), hubOver(Promise.resolve(database))]);
    const streams = hubs.map(({ address }) => eventsFrom(address));
    // That something may have been missed is said first, and again when a connection for notices was made.
    const next = () =>
      Promise.all(
        streams.map(async (stream) => {
          for await (const event of stream) if (event.what !== 'anything') return event;
          return undefined;
        }),
      );
    for (const stream of streams) expect((await stream.next()).value).toEqual({ what: 'anything' });
    const broken = database.transaction().execute(async (within) => {
      await tell(within, { what: 'task', task: 1 });
      throw new Error('the transaction fails');
    });
    await expect(broken).rejects.toThrow('fails');
    // A hub whose connection for notices is still being made misses what was told before.
    const heard = next();
    const telling = setInterval(() => void database.transaction().execute((within) => tell(within, changed)), 200);
    expect(await heard).toEqual([changed, changed]);
    clearInterval(telling);
    // A hub that stops does not wait for those who listen.
    await Promise.all(hubs.map(({ app }) => app.close()));
  });
});

test('who may not listen hears nothing', async () => {
  const { app, address } = await hubOver(new Promise(() => undefined), async () => {
    throw new Refusal(403, 'not-loopback', 'Not for you.');
  });
  expect((await fetch(address)).status).not.toBe(200);
  await app.close();
});

test('who is signed out meanwhile hears nothing more', async () => {
  let signedIn = true;
  const letIn = async () => {
    if (!signedIn) throw new Refusal(401, 'signed-out', 'Nobody is signed in.');
    return undefined;
  };
  const { app, address } = await hubOver(new Promise(() => undefined), letIn, 20);
  const events = eventsFrom(address);
  expect((await events.next()).value).toEqual({ what: 'anything' });
  signedIn = false;
  expect(await events.next()).toEqual({ done: true, value: undefined });
  await app.close();
});

test('the hub offers it to staff who may see tasks', async () => {
  await fixtureDatabase();
  const hub = await openFixtureHub(path.join(root, 'hub'));
  const port = await hub.listen(0, '127.0.0.1');
  expect((await fetch(`http://localhost:${port}/live`)).status).toBe(401);
  const { cookies } = await StaffBrowser.as(hub, 'counter');
  const events = eventsFrom(`http://localhost:${port}/live`, cookies);
  expect((await events.next()).value).toEqual({ what: 'anything' });
  await hub.close();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HTTPMethods } from 'fastify';
import { afterAll, expect, test, vi } from 'vitest';
import { leftActions, sealedFrom } from '../../src/hub/fixture/cases.ts';
import { fixtureDatabase, openFixtureHub } from '../../src/hub/fixture/open-hub.ts';
import type { Hub } from '../../src/hub/index.ts';
import { type EnrolmentCodeAnswer, type HubDescription, paths, PROTOCOL } from '../../src/protocol/index.ts';
import type { OutboxRow } from '../../src/storage/index.ts';
import { command as hubDevices } from '../../src/start/commands/hub-devices.ts';
import { passingDevice } from '../../src/start/commands/parts/own-device.ts';
import { deliver, OutboxSender } from '../../src/sync/index.ts';
import { outboxInMemory } from '../delivery/outbox-in-memory.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-joining-'));
afterAll(() => rmSync(root, { recursive: true }));
const elsewhere = '192.168.1.7';

/** `fetch` of a machine in the office, without a network. */
const fetchOf =
  (hub: () => Hub, remoteAddress: string): typeof fetch =>
  async (input, init = {}) => {
    const { pathname } = new URL(typeof input === 'string' ? input : '');
    const answer = await hub().app.inject({
      method: (init.method ?? 'GET') as HTTPMethods & 'GET',
      url: pathname,
      remoteAddress,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { payload: init.body } : {}),
    });
    const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return new Response(answer.statusCode === 204 ? null : answer.body, { status: answer.statusCode, headers });
  };

const kiosk = (hub: () => Hub, remoteAddress: string) =>
  passingDevice('http://localhost', 'A', fetchOf(hub, remoteAddress));

const codeFor = async ({ app }: Hub, name: string) => {
  const payload = { protocol: PROTOCOL, name };
  const made = (await app.inject({ method: 'POST', url: paths.enrolmentCodes, payload })).json<EnrolmentCodeAnswer>();
  return made.outcome === 'made' ? made.code : made.outcome;
};

test('a revoked kiosk keeps its case and says why; enrolled anew it delivers it', async () => {
  const hub = await openFixtureHub(path.join(root, 'revoked'), { anyHostName: true });
  const access = kiosk(() => hub, elsewhere);
  expect(await access.join()).toBe('code-needed');
  expect(await access.enrol(await codeFor(hub, 'B'))).toBe('enrolled');
  expect((await access.identity())?.name).toBe('B');

  const { sealingKey } = (await hub.app.inject(paths.hub)).json<HubDescription>();
  const sealed = await sealedFrom(Buffer.from(sealingKey.key, 'base64'), leftActions(1, '-'));
  const row: OutboxRow = {
    caseId: sealed.case,
    ended: sealed.ended,
    events: sealed.events,
    preparedAt: sealed.preparedAt,
    state: 'waiting',
    tries: 0,
    sealed: Buffer.from(sealed.sealed, 'base64'),
  };
  const outbox = new Map([[row.caseId, row]]);
  const sender = new OutboxSender({
    outbox: outboxInMemory(outbox),
    deliver: (one) => deliver(access.send, 'http://localhost', one),
    now: () => Date.now(),
    random: () => 0,
    alone: (work) => work(),
  });
  const { id = '' } = (await access.identity()) ?? {};
  expect((await hub.app.inject({ method: 'POST', url: paths.revokeDevice(id) })).statusCode).toBe(204);

  expect(await sender.send('all')).toMatchObject({ delivered: 0, left: 1 });
  expect(outbox.get(row.caseId)).toMatchObject({ state: 'sign-in', lastError: 'device-revoked' });
  expect(access.standing).toBe('device-revoked');
  expect(await access.enrol(await codeFor(hub, 'B'))).toBe('enrolled');
  expect(await sender.send('all')).toMatchObject({ delivered: 1, left: 0 });
  await hub.close();
});

test('on the hub’s own machine nothing is typed, and a restart of the hub is not noticed', async () => {
  const folder = path.join(root, 'own');
  let hub = await openFixtureHub(folder);
  const access = kiosk(() => hub, '127.0.0.1');
  expect(await access.join()).toBe('enrolled');
  const status = `http://localhost${paths.caseStatus('01999999-abcd-7000-8000-000000000001')}`;
  expect((await access.send(status)).status).toBe(404);
  await hub.close();
  hub = await openFixtureHub(folder);
  expect((await access.send(status)).status).toBe(404);
  await access.leave();
  expect(await (await access.send(status)).json()).toMatchObject({ error: 'device-revoked' });
  await hub.close();
});

test('staff make codes, see the devices and revoke one by a command on the hub’s machine', async () => {
  await fixtureDatabase();
  const today = new Date();
  const hub = await openFixtureHub(path.join(root, 'command'), { anyHostName: true, now: () => today });
  const address = `http://127.0.0.1:${await hub.listen(0, '127.0.0.1')}`;
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const voice = { print: (line: string) => void said.push(line), complain: (line: string) => void said.push(line) };
    return { code: await hubDevices([...args, '--hub', address], voice), said: said.join('\n') };
  };
  const made = await run('code', 'K2');
  expect(made.said).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4} {2}for K2, once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  const access = kiosk(() => hub, elsewhere);
  expect(await access.enrol(made.said.slice(0, 9))).toBe('enrolled');
  const { id = '' } = (await access.identity()) ?? {};
  expect((await run('code', 'K2')).said).toContain('A device has the name K2');

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 26 * 3600_000 });
  const body = { protocol: PROTOCOL, code: '000000' };
  const sent = access.send(`http://localhost${paths.staff}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect((await sent).status).toBe(200);
  vi.useRealTimers();
  const list = async () => (await run('list')).said;
  await expect.poll(list, { timeout: 20_000 }).toContain('its clock is 1 d 2 h behind: set it');
  expect(await list()).toMatch(new RegExp(`^K2 +${id} +joined .* by code +seen `));
  expect(await run('revoke', id)).toEqual({ code: 0, said: '' });
  expect(await list()).toContain('  revoked ');
  expect(await run('revoke', '01999999-abcd-7000-8000-000000000001')).toMatchObject({ code: 1 });
  expect(await run('code', 'lower')).toMatchObject({ code: 2 });
  await hub.close();
  expect((await run('list')).said).toContain('No hub answers');
}, 60_000);

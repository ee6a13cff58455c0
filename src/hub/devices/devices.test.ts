import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type DeviceList, type EnrolmentCodeAnswer, paths, PROTOCOL } from '../../protocol/index.ts';
import { fixtureDatabase, fixtureNow, openFixtureHub } from '../fixture/open-hub.ts';
import { enrolledDevice, TestDevice } from '../fixture/test-device.ts';
import { caseIds } from '../fixture/visit.ts';
import type { Hub } from '../hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-devices-'));
const elsewhere = '192.168.1.7';
const said: string[] = [];
let dataFolder = '';
let hub: Hub;
let count = 0;
let minutes = 0;
const now = () => new Date(fixtureNow().getTime() + minutes * 60_000);
const open = () =>
  openFixtureHub(dataFolder, { now, anyHostName: true, log: { write: (line: string) => void said.push(line) } });
beforeAll(async () => {
  await fixtureDatabase();
}, 60_000);
beforeEach(async () => {
  minutes = 0;
  said.length = 0;
  dataFolder = path.join(root, String(++count));
  hub = await open();
});
afterEach(async () => {
  vi.useRealTimers();
  await hub.close();
});
afterAll(() => rmSync(root, { recursive: true }));

const status = { url: paths.caseStatus(caseIds[0]) };
/** Whether what the device asked was let through: the case is not there. */
const asked = async (
  device: TestDevice,
  ...more: Parameters<TestDevice['inject']> extends [unknown, ...infer M] ? M : never
) => {
  const answer = await device.inject(status, ...more);
  return answer.statusCode === 404 ? 'let through' : answer.json<{ error: string }>().error;
};
const newCode = async (name: string) => {
  const answer = await hub.app.inject({
    method: 'POST',
    url: paths.enrolmentCodes,
    payload: { protocol: PROTOCOL, name },
  });
  return answer.json<EnrolmentCodeAnswer>();
};
const codeFor = async (name: string) => {
  const made = await newCode(name);
  if (made.outcome !== 'made') throw new Error(made.outcome);
  return made.code;
};
const listed = async () => (await hub.app.inject(paths.devices)).json<DeviceList>().devices;
const joining = async (code: string, device?: TestDevice) =>
  (await (device ?? (await TestDevice.new(hub.app))).enrol({ code }, elsewhere)).outcome;

test('what an enrolled device signed is let through, and nothing else is', async () => {
  const device = await enrolledDevice(hub);
  expect(await asked(device)).toBe('let through');
  expect(await asked(await TestDevice.new(hub.app))).toBe('device-unknown');
  expect((await hub.app.inject(status)).json()).toMatchObject({ error: 'bad-proof' });
  expect(await asked(device, { proof: 'x.y.z' })).toBe('bad-proof');
  expect(await asked(device, { proven: { method: 'POST' } })).toBe('bad-proof');
  expect(await asked(device, { proven: { address: `http://localhost${paths.caseStatus(caseIds[1])}` } })).toBe(
    'bad-proof',
  );
  expect(await asked(device, { proven: { address: `http://hub.example${status.url}` } })).toBe('bad-proof');
  const [head, , signature] = (await device.proof(status)).split('.');
  const [, otherBody] = (await device.proof({ url: paths.devices })).split('.');
  expect(await asked(device, { proof: [head, otherBody, signature].join('.') })).toBe('bad-proof');
});

test('the body is bound: another one than was signed is not read', async () => {
  const device = await enrolledDevice(hub);
  const type = (code: string, signed: string) =>
    device.inject(
      { method: 'POST', url: paths.staff, payload: { protocol: PROTOCOL, code } },
      { proven: { body: JSON.stringify({ protocol: PROTOCOL, code: signed }) } },
    );
  expect((await type('482913', '482913')).json()).toMatchObject({ outcome: 'wrong' });
  expect((await type('482914', '482913')).json()).toMatchObject({ error: 'bad-proof' });
});

test('a proof is good once, and while its nonce is; then the hub names a new one', async () => {
  const device = await enrolledDevice(hub);
  const proof = await device.proof(status);
  const old = await device.proof(status);
  expect(await asked(device, { proof })).toBe('let through');
  expect(await asked(device, { proof })).toBe('bad-proof');
  minutes = 11;
  const late = await device.inject(status, { proof: old });
  expect(late.json()).toMatchObject({ error: 'use-dpop-nonce' });
  expect(late.headers['www-authenticate']).toContain('error="use_dpop_nonce"');
  expect(await asked(device, { proven: { nonce: String(late.headers['dpop-nonce']) } })).toBe('let through');
  // A restarted hub remembers no proof, and takes none of before.
  const before = await device.proof(status);
  await hub.close();
  hub = await open();
  expect(await asked(new TestDevice(hub.app, device.keys), { proof: before })).toBe('use-dpop-nonce');
});

test('a clock that is a day off does no harm, and is seen in the list', async () => {
  const behind = await enrolledDevice(hub);
  const ahead = await enrolledDevice(hub);
  const right = await enrolledDevice(hub);
  vi.useFakeTimers({ toFake: ['Date'] });
  for (const [device, hours] of [
    [behind, -24],
    [ahead, 24],
    [right, 0],
  ] as const) {
    vi.setSystemTime(now().getTime() + hours * 3600_000 + 2000);
    expect(await asked(device)).toBe('let through');
  }
  vi.useRealTimers();
  await expect
    .poll(async () => (await listed()).map(({ clockAhead }) => clockAhead), { timeout: 20_000 })
    .toEqual([-86_400, 86_400, 0]);
  expect((await listed())[0]?.seenAt).toBe('2026-04-10T03:00:00.000Z');
});

test('a revoked device is refused from then on, also after a restart, and comes back by a code with a new key', async () => {
  const code = await codeFor('B2');
  const device = await TestDevice.new(hub.app);
  expect(await joining(code, device)).toBe('enrolled');
  const [{ id } = { id: '' }] = await listed();
  const revoke = (which: string) => hub.app.inject({ method: 'POST', url: paths.revokeDevice(which) });
  expect((await revoke(caseIds[0])).statusCode).toBe(404);
  expect((await newCode('B2')).outcome).toBe('name-taken');
  expect((await revoke(id)).statusCode).toBe(204);
  expect(await asked(device)).toBe('device-revoked');
  await hub.close();
  minutes = 1;
  hub = await open();
  const same = new TestDevice(hub.app, device.keys);
  expect(await asked(same)).toBe('device-revoked');
  expect(await joining(code, same)).toBe('used');
  expect((await same.enrol()).outcome).toBe('code-needed');
  expect(await listed()).toMatchObject([{ id, name: 'B2', by: 'code', revokedAt: '2026-04-10T03:00:00.000Z' }]);
  expect(await joining(await codeFor('B2'))).toBe('enrolled');
  const database = await fixtureDatabase();
  const trail = async () =>
    (await database.selectFrom('audit_trail').select('action').where('device', '=', id).orderBy('seq').execute()).map(
      ({ action }) => action,
    );
  await expect
    .poll(trail, { timeout: 20_000 })
    .toEqual(['device-enrolled', 'device-revoked', 'device-refused', 'device-refused']);
});

test('from another machine a device joins by a code only, under the name that staff gave it', async () => {
  const device = await TestDevice.new(hub.app);
  expect(await device.enrol({ name: 'B' }, elsewhere)).toMatchObject({ outcome: 'code-needed' });
  const code = await codeFor('B');
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  const first = await device.enrol({ code: typed }, elsewhere);
  expect(first).toMatchObject({ outcome: 'enrolled', name: 'B' });
  // Its answer may have been lost on the way.
  expect(await device.enrol({ code }, elsewhere)).toEqual(first);
  expect(await asked(device)).toBe('let through');
  expect(readFileSync(path.join(dataFolder, 'devices/events.ndjson'), 'utf8')).not.toContain(code.replace('-', ''));
  expect(said.join('')).not.toContain(code);
});

test('of two kiosks with one code exactly one joins', async () => {
  const code = await codeFor('C');
  const outcomes = await Promise.all([joining(code), joining(code), joining(code)]);
  expect(outcomes.toSorted()).toEqual(['enrolled', 'used', 'used']);
  expect(await listed()).toHaveLength(1);
});

test('a code is good for a quarter of an hour, and only the newest for a name', async () => {
  const [first, second] = [await codeFor('D'), await codeFor('D')];
  minutes = 14;
  expect(await joining(first)).toBe('expired');
  expect(await joining(second)).toBe('enrolled');
  const other = await codeFor('E');
  minutes += 15;
  expect(await joining(other)).toBe('expired');
});

test('after five wrong codes none is looked at for five minutes', async () => {
  const code = await codeFor('F');
  for (const expected of ['wrong', 'wrong', 'wrong', 'wrong', 'later'])
    expect(await joining('0000-0000')).toBe(expected);
  expect(await joining(code)).toBe('later');
  minutes = 5;
  expect(await joining(code)).toBe('enrolled');
});

test('codes, list and revocation are for who signed in with that right, and for commands of the hub’s own machine', async () => {
  const refused = await Promise.all(
    (
      [
        ['POST', paths.enrolmentCodes],
        ['GET', paths.devices],
        ['POST', paths.revokeDevice(caseIds[0])],
      ] as const
    ).map(async ([method, url]) => (await hub.app.inject({ method, url, remoteAddress: elsewhere })).json()),
  );
  expect(refused.map(({ error }) => error)).toEqual(['signed-out', 'signed-out', 'signed-out']);
});

test('without a device nothing of a case is given or taken; what is public stays so', async () => {
  const closed = [paths.cases, paths.staff, paths.bookings, paths.openBooking, paths.openHomeCode, paths.household];
  for (const url of [...closed, paths.certificate])
    expect((await hub.app.inject({ method: 'POST', url, payload: {} })).json()).toMatchObject({ error: 'bad-proof' });
  for (const url of [
    paths.hub,
    paths.manifest,
    paths.health,
    paths.ready,
    '/openapi.json',
    '/schemas/applications/index.json',
  ])
    expect((await hub.app.inject({ url, remoteAddress: elsewhere })).statusCode).toBe(200);
});

/** Practice (練習) and what is real never meet: folders, databases, cases, files from a kiosk. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { leftActions, sealedFrom } from '../../src/hub/fixture/cases.ts';
import { fixtureCompiled, fixtureDatabase, fixtureNow, fixtureSources } from '../../src/hub/fixture/open-hub.ts';
import { asDevice } from '../../src/hub/fixture/test-device.ts';
import { postgresPrograms, startPostgres, type TestServer } from '../../src/hub/fixture/postgres-server.ts';
import { type Hub, openHub, openRecords, verifyRecords } from '../../src/hub/index.ts';
import { command as importFile } from '../../src/start/commands/hub-import.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-practice-'));
const sources = fixtureSources();
const compiled = fixtureCompiled(sources);
const now = fixtureNow;
let server: TestServer | undefined;
let database: Awaited<ReturnType<typeof fixtureDatabase>>;
beforeAll(async () => {
  if (postgresPrograms !== undefined) server = await startPostgres();
  database = await fixtureDatabase();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(root, { recursive: true });
}, 60_000);

/** Without a `databaseUrl` on a database in memory, which opens fast and is of no kind. */
async function hubOn(name: string, practice: boolean, databaseUrl?: string): Promise<Hub> {
  const where = databaseUrl === undefined ? { database: Promise.resolve(database) } : { databaseUrl };
  const options = { dataFolder: path.join(root, name), sources, compiled, demo: practice, practice, now, ...where };
  const opened = await openHub(options);
  if (!opened.ok) throw new Error(opened.reason.because);
  return opened.value;
}

const actionsOf = (number: number, practice: boolean): Action[] =>
  leftActions(number, compiled.content.version.hash).map((one) =>
    one.type === 'opened' && practice ? { ...one, practice } : one,
  );
async function caseFor({ app }: Hub, number: number, inside: boolean, outside = inside) {
  const { sealingKey } = (await app.inject('/device/hub.json')).json();
  return sealedFrom(
    Buffer.from(sealingKey.key, 'base64'),
    actionsOf(number, inside),
    outside ? { practice: true } : {},
  );
}
const send = ({ app }: Hub, payload: object) => asDevice(app, { method: 'POST', url: '/cases', payload });

test('a practice hub says so to kiosks; a real one says nothing of it, as before', async () => {
  const [practice, real] = [await hubOn('one', true), await hubOn('two', false)];
  expect((await practice.app.inject('/device/hub.json')).json()).toMatchObject({ practice: true, demo: true });
  expect((await real.app.inject('/device/hub.json')).json()).not.toHaveProperty('practice');
  await Promise.all([practice.close(), real.close()]);
});

test('neither works on a folder of the other, nor on a copy of its keys; no other register is let in', async () => {
  await expect(hubOn('one', false)).rejects.toThrow('keys of a practice hub (練習). A real hub never works on them');
  await expect(hubOn('two', true)).rejects.toThrow('keys of a real hub. A practice hub (--practice, 練習) never works');
  cpSync(path.join(root, 'two/keys'), path.join(root, 'three/keys'), { recursive: true });
  rmSync(path.join(root, 'three/keys/keys.json')); // as a hub of an earlier version left it
  await expect(hubOn('three', true)).rejects.toThrow('keys of a real hub');
  const dataFolder = path.join(root, 'four');
  const certificates = { released: async () => ({ ok: false as const, reason: 'not-found' as const }) };
  await expect(
    openHub({ dataFolder, sources, compiled, demo: true, practice: true, now, certificates: certificates as never }),
  ).rejects.toThrow('the sample register');
  await expect(openHub({ dataFolder, sources, compiled, demo: false, practice: true, now })).rejects.toThrow('sample');
});

test.skipIf(postgresPrograms === undefined)(
  'neither works on a database of the other, and nothing in it is touched',
  async () => {
    const [ofReal = '', ofPractice = ''] = [await server?.newDatabase(), await server?.newDatabase()];
    await (await hubOn('real', false, ofReal)).close();
    await (await hubOn('practice', true, ofPractice)).close();
    await expect(hubOn('practice', true, ofReal)).rejects.toThrow('This database holds real data');
    await expect(hubOn('real', false, ofPractice)).rejects.toThrow('belongs to a practice hub');
    const wanted = { municipality: 'mihon', now };
    const crossed = openRecords(path.join(root, 'practice'), { ...wanted, databaseUrl: ofReal });
    await expect(crossed).rejects.toThrow('This database holds real data');
    const records = await openRecords(path.join(root, 'practice'), { ...wanted, databaseUrl: ofPractice });
    if (!records.ok) throw new Error(records.reason.because);
    expect((await verifyRecords(records.value)).flaws).toEqual([]);
    await records.value.close();
  },
  30_000,
);

test('a case of practice is refused by a real hub, and the reverse: sent, brought in as a file, or with its mark taken off', async () => {
  const [practice, real] = [await hubOn('sending-practice', true), await hubOn('sending-real', false)];
  const [ofPractice, ofReal] = [await caseFor(practice, 21, true), await caseFor(real, 22, false)];
  expect((await send(practice, ofPractice)).statusCode).toBe(201);
  expect((await send(real, ofReal)).statusCode).toBe(201);
  expect((await send(real, ofPractice)).json().error).toBe('practice');
  expect((await send(practice, ofReal)).json().error).toBe('practice');
  // The mark on the outside changed: the key is another one.
  const { practice: _mark, ...unmarked } = ofPractice;
  expect((await send(real, unmarked)).json().error).toBe('other-key');
  expect((await send(practice, { ...ofReal, practice: true })).json().error).toBe('other-key');

  const file = path.join(root, 'kakanai-outbox-A-20260410T030000Z.json');
  const exported = { format: 'kakanai outbox', version: 1, kiosk: 'A', exportedAt: now().toISOString() };
  writeFileSync(file, JSON.stringify({ ...exported, cases: [await caseFor(practice, 23, true)] }));
  const said: string[] = [];
  const voice = { print: (line: string) => said.push(line), complain: (line: string) => said.push(line) };
  const bringTo = async (hub: Hub) =>
    importFile([file, '--hub', `http://127.0.0.1:${await hub.listen(0, '127.0.0.1')}`], voice);
  expect(await bringTo(real)).toBe(1);
  expect(said.join('\n')).toMatch(/refused, practice[\s\S]*0 new, 0 known, 1 refused/);
  expect(await bringTo(practice)).toBe(0);
  await Promise.all([practice.close(), real.close()]);
});

test('a case that hides on its outside what it is becomes a task for a person', async () => {
  const real = await hubOn('hidden', false);
  const hidden = await caseFor(real, 31, true, false);
  expect((await send(real, hidden)).statusCode).toBe(201);
  await expect
    .poll(
      async () =>
        (await database.selectFrom('case_tasks').select('reason').where('case_id', '=', hidden.case).execute()).map(
          ({ reason }) => reason,
        ),
      { timeout: 20_000 },
    )
    .toEqual(['practice']);
  await real.close();
});

test('a paper that staff entered later is taken with its true day; what was forged is a task', async () => {
  const hub = await hubOn('later', false);
  const { sealingKey } = (await hub.app.inject('/device/hub.json')).json();
  const key = Buffer.from(sealingKey.key, 'base64');
  const reasons = async (number: number, received: string, role: 'staff' | 'resident') => {
    const [first, ...rest] = leftActions(number, compiled.content.version.hash);
    if (first?.type !== 'opened') throw new Error('no case');
    const { at, device, content } = first;
    const id = first.id.replace(/1$/, 'f');
    const later: Action = { type: 'entered-later', id, at, by: { role }, device, content, received };
    const sealed = await sealedFrom(key, [first, later, ...rest]);
    expect((await send(hub, sealed)).statusCode).toBe(201);
    const state = async () =>
      (await database.selectFrom('cases').select('state').where('id', '=', sealed.case).executeTakeFirst())?.state;
    await expect.poll(state, { timeout: 20_000 }).toMatch(/whole|task/);
    const tasks = await database.selectFrom('case_tasks').select('reason').where('case_id', '=', sealed.case).execute();
    const trail = await database
      .selectFrom('audit_trail')
      .select(['role', 'action'])
      .where('case_id', '=', sealed.case)
      .where('action', '=', 'case-entered-later')
      .execute();
    return [...tasks.map(({ reason }) => reason), ...trail.map(({ role }) => `entered later by ${role}`)];
  };
  expect(await reasons(41, '2026-04-03', 'staff')).toEqual(['entered later by staff']);
  expect(await reasons(42, '2026-04-03', 'resident')).toEqual(['not-here']);
  expect(await reasons(43, '2026-04-11', 'staff')).toEqual(['not-here']);
  expect(await reasons(44, '2026-03-01', 'staff')).toEqual(['not-here']);
  await hub.close();
});

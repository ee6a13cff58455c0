import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Action } from '../../case/index.ts';
import { appendToTrail } from '../audit/trail.ts';
import { lineOfRow, rowOfLine, trailRows, verifyTrail } from '../audit/verify-trail.ts';
import { appendStaffAction, staffActions } from '../cases/staff-actions.ts';
import type { Database } from '../database/index.ts';
import { fixtureCompiled, fixtureNow, fixtureSources } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';
import { leftActions, sealedFrom, testId } from '../fixture/cases.ts';
import { postgresPrograms, startPostgres, type TestServer } from '../fixture/postgres-server.ts';
import { type Hub, openHub } from '../hub.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import {
  casesAbout,
  casesNamed,
  disclosed,
  disposeOf,
  dueCases,
  moveRecords,
  openRecords,
  reopened,
  type Records,
  verifyRecords,
} from './index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-records-'));
afterAll(() => rmSync(root, { recursive: true }));
const sources = fixtureSources();
const compiled = fixtureCompiled(sources);
let server: TestServer | undefined;
beforeAll(async () => {
  if (postgresPrograms !== undefined) server = await startPostgres();
}, 60_000);
afterAll(async () => server?.stop());

/** The trail as its rows are written into a file. */
async function lines(database: Database): Promise<string[]> {
  const all: string[] = [];
  for await (const row of trailRows(database)) all.push(lineOfRow(row));
  return all;
}

const kinds = postgresPrograms === undefined ? ['embedded'] : ['embedded', 'server'];

describe.each(kinds)('%s', (kind) => {
  const dataFolder = path.join(root, kind);
  let databaseUrl: string | undefined;
  let records: Records;
  const onServer = () => (databaseUrl === undefined ? {} : { databaseUrl });
  const hubOn = async (): Promise<Hub> => {
    const opened = await openHub({ dataFolder, sources, compiled, demo: false, now: fixtureNow, ...onServer() });
    if (!opened.ok) throw new Error(opened.reason.because);
    return opened.value;
  };
  const open = async () => {
    const opened = await openRecords(dataFolder, { municipality: 'mihon', now: fixtureNow, ...onServer() });
    if (!opened.ok) throw new Error(opened.reason.because);
    return opened.value;
  };
  beforeAll(async () => {
    if (kind === 'server') databaseUrl = await server?.newDatabase();
    const hub = await hubOn();
    const { sealing } = await openHubKeys(path.join(dataFolder, 'keys'));
    for (const [number, receipt] of [
      [1, 'A-1'],
      [2, 'A-2'],
      [3, 'A-3'],
    ] as const) {
      const payload = await sealedFrom(sealing.raw, leftActions(number, compiled.content.version.hash), { receipt });
      await asDevice(hub.app, { method: 'POST', url: '/cases', payload });
    }
    await hub.close();
    records = await open();
  }, 60_000);
  afterAll(() => records.close());

  test('all is as it was written, and everything that is kept can be read', async () => {
    expect(await verifyRecords(records)).toMatchObject({ cases: 3, actions: 12, disposed: 0, flaws: [] });
  });

  test('everything about one case comes out under its receipt number, and that it did stands in the trail', async () => {
    const [found] = await casesNamed(records, 'A-2');
    expect(found?.id).toBe(testId(2, 0));
    const all = await disclosed(records, testId(2, 0));
    expect(all).toMatchObject({ readable: true, actions: leftActions(2, compiled.content.version.hash) });
    expect(all?.trail).toMatchObject([{ action: 'case-delivered' }, { action: 'case-disclosed', role: 'operator' }]);
  });

  test('all cases about one person are found, whoever named them; the search stands in the trail, the name does not', async () => {
    const all = await casesAbout(records, { name: '見本 太郎', born: '1985-04-01' });
    expect(all).toMatchObject({ searched: 3, unclear: [] });
    expect(all.found).toHaveLength(3);
    expect(all.found.every(({ sure }) => !sure)).toBe(true); // no day of birth was said
    expect((await casesAbout(records, { name: '見本 次郎', born: '1985-04-01' })).found).toEqual([]);
    const rows = await records.database.selectFrom('audit_trail').selectAll().execute();
    expect(rows.at(-1)).toMatchObject({ action: 'person-searched', role: 'operator', case_id: null });
    expect(JSON.stringify(rows)).not.toContain('見本');
  });

  test('a delivered case is lived through again under its own content, for its applications; the trail says so', async () => {
    const again = await reopened(records, testId(3, 0));
    if (!again.ok) throw new Error(again.reason);
    const { view, situation } = again.value.outlook;
    expect(situation.today).toBe(view.state.today);
    expect(view.state.events).toEqual(['moving-in']);
    expect(Object.keys(again.value.texts)).toContain('ja');
    const all = await disclosed(records, testId(3, 0));
    expect(all?.trail).toMatchObject([
      { action: 'case-delivered' },
      { action: 'case-exported' },
      { action: 'case-disclosed' },
    ]);
  });

  test('a case is due one year after the day in Japan on which it came, or after days that are said', async () => {
    expect(await dueCases(records, '2027-04-10')).toEqual([]);
    expect(await dueCases(records, '2027-04-11')).toHaveLength(3);
    expect(await dueCases(records, '2026-05-11', { left: 31 })).toEqual([]);
    expect(await dueCases(records, '2026-05-12', { left: 31 })).toHaveLength(3);
    expect(await dueCases(records, '2027-04-11', { all: 400 })).toEqual([]);
  });

  test('with its key destroyed nothing of a case can be read, and the chains still hold', async () => {
    await disposeOf(records, [testId(1, 0)], 'retention');
    await disposeOf(records, [testId(1, 0)], 'retention');
    expect(await verifyRecords(records)).toMatchObject({ cases: 3, actions: 12, disposed: 1, flaws: [] });
    expect(await reopened(records, testId(1, 0))).toEqual({ ok: false, reason: 'disposed' });
    expect(await disclosed(records, testId(1, 0))).toMatchObject({
      readable: false,
      actions: [],
      disposal: [{ because: 'retention' }],
    });
    await records.close();
    records = await open();
    expect((await verifyRecords(records)).flaws, 'also after a restart').toEqual([]);
  });

  test('a trail that was tampered with breaks at the row, in the table and in an exported file', async () => {
    const rows = [];
    for await (const row of trailRows(records.database)) rows.push(row);
    const lines = rows.map(lineOfRow);
    expect(await verifyTrail(lines.map(rowOfLine))).toMatchObject({ rows: rows.length });
    const changed = lines.map((line, index) => (index === 1 ? line.replace('"device"', '"staff"') : line));
    expect((await verifyTrail(changed.map(rowOfLine))).brokenAt).toBe(2);
    expect((await verifyTrail(lines.toSpliced(2, 1).map(rowOfLine))).brokenAt).toBe(4);
    expect((await verifyTrail(lines.toReversed().map(rowOfLine))).brokenAt).toBe(rows.length);
    const undone = new Error('as it was before');
    let brokenAt: number | undefined;
    const tampering = records.database.transaction().execute(async (within) => {
      await sql`alter table audit_trail disable trigger all`.execute(within);
      await sql`update audit_trail set role = 'nobody' where seq = 3`.execute(within);
      ({ brokenAt } = await verifyTrail(await within.selectFrom('audit_trail').selectAll().orderBy('seq').execute()));
      throw undone;
    });
    await expect(tampering).rejects.toBe(undone);
    expect(brokenAt).toBe(3);
    expect((await verifyRecords(records)).flaws).toEqual([]);
  });

  test('many writers at once make one unbroken chain', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () =>
        records.database
          .transaction()
          .execute((within) =>
            appendToTrail(within, { at: '2026-04-10T03:00:00.000Z', role: 'staff', action: 'staff-code-right' }),
          ),
      ),
    );
    expect((await verifyTrail(trailRows(records.database))).brokenAt).toBeUndefined();
  });
});

test.skipIf(postgresPrograms === undefined)(
  'two hubs on one server and one folder work together',
  async () => {
    const databaseUrl = (await server?.newDatabase()) ?? '';
    const dataFolder = path.join(root, 'together');
    const options = { dataFolder, sources, compiled, demo: true, now: fixtureNow, databaseUrl };
    const hubs = await Promise.all([openHub(options), openHub(options)]);
    const [one, other] = hubs.map((opened) => {
      if (!opened.ok) throw new Error(opened.reason.because);
      return opened.value;
    });
    if (!one || !other) throw new Error('no hubs');
    const keys = await Promise.all([one, other].map(async ({ app }) => (await app.inject('/device/hub.json')).json()));
    expect(keys[0]).toEqual(keys[1]);
    const key = Buffer.from(keys[0].sealingKey.key, 'base64');
    const payload = await sealedFrom(key, leftActions(9, compiled.content.version.hash));
    const answers = await Promise.all(
      [one, other, one, other].map(({ app }) => asDevice(app, { method: 'POST', url: '/cases', payload })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 201]);
    for (const { app } of [one, other]) {
      expect((await asDevice(app, { url: `/cases/${payload.case}/status` })).json().state).toBe('received');
      expect((await app.inject('/health')).json().cases).toEqual({ stored: 1, accepting: true });
    }
    await Promise.all([one.close(), other.close()]);
    const elsewhere = openHub({ ...options, dataFolder: path.join(root, 'stranger') });
    await expect(elsewhere).rejects.toThrow('other keys');
  },
  60_000,
);

test.skipIf(postgresPrograms === undefined)(
  'what a folder keeps moves to a server whole, and only there cases can be read',
  async () => {
    const dataFolder = path.join(root, 'moving');
    const options = { dataFolder, sources, compiled, demo: false, now: fixtureNow };
    const hub = await openHub(options);
    if (!hub.ok) throw new Error(hub.reason.because);
    const { sealing } = await openHubKeys(path.join(dataFolder, 'keys'));
    const payload = await sealedFrom(sealing.raw, leftActions(8, compiled.content.version.hash));
    await asDevice(hub.value.app, { method: 'POST', url: '/cases', payload });
    const twice = leftActions(9, compiled.content.version.hash);
    const wrong = await sealedFrom(sealing.raw, [...twice, ...twice.slice(-1)]);
    await asDevice(hub.value.app, { method: 'POST', url: '/cases', payload: wrong });
    await hub.value.close();
    const inFolder = await openRecords(dataFolder, { municipality: 'mihon', now: fixtureNow });
    if (!inFolder.ok) throw new Error(inFolder.reason.because);
    const [at, account] = [fixtureNow().toISOString(), testId(8, 90)];
    const entered: Action = {
      id: testId(8, 91),
      at,
      by: { role: 'staff', account },
      device: 'hub',
      content: compiled.content.version.hash,
      type: 'register-entered',
      numbers: [{ person: 'a', addresseeNumber: '000000001', householdNumber: '0000007' }],
    };
    const key = await inFolder.value.store.keys.get(payload.case);
    if (!key || key === 'destroyed') throw new Error('the case has a key');
    const task = await inFolder.value.database.selectFrom('case_tasks').select('id').executeTakeFirstOrThrow();
    await inFolder.value.database.transaction().execute(async (within) => {
      const roles = JSON.stringify(['counter']);
      const made = {
        id: account,
        name: '見本　職員',
        roles,
        kind: 'passkey' as const,
        state: 'open' as const,
        made_at: at,
      };
      await within
        .insertInto('staff_accounts')
        .values({ ...made, subject: null, closed_at: null })
        .execute();
      await within.insertInto('task_results').values({ task: task.id, account, result: 'no-harm', at }).execute();
      const used = { id: testId(8, 92), case_id: payload.case, used_at: at, expires: '2026-05-10' };
      await within.insertInto('used_home_codes').values(used).execute();
      await appendStaffAction(within, payload.case, key, entered);
      await appendToTrail(within, { at, role: 'staff', account, action: 'register-entered', case: payload.case });
    });
    const before = await lines(inFolder.value.database);
    await inFolder.value.close();
    const databaseUrl = (await server?.newDatabase()) ?? '';
    await expect(openHub({ ...options, databaseUrl })).rejects.toThrow('hub:move');
    const how = { municipality: 'mihon', now: fixtureNow };
    expect(await moveRecords(dataFolder, databaseUrl, how)).toEqual({ ok: true, value: { cases: 2, rows: 'moved' } });
    const moved = await openHub({ ...options, databaseUrl });
    if (!moved.ok) throw new Error(moved.reason.because);
    expect((await asDevice(moved.value.app, { method: 'POST', url: '/cases', payload })).statusCode).toBe(200);
    await moved.value.close();
    const records = await openRecords(dataFolder, { municipality: 'mihon', now: fixtureNow, databaseUrl });
    if (!records.ok) throw new Error(records.reason.because);
    expect(await verifyRecords(records.value)).toMatchObject({ cases: 2, flaws: [] });
    const { database, store } = records.value;
    const newKey = await store.keys.get(payload.case);
    if (!newKey || newKey === 'destroyed') throw new Error('the case has a key');
    expect(await staffActions(database, payload.case, newKey)).toEqual([entered]);
    expect((await lines(database)).slice(0, before.length)).toEqual(before);
    expect(await database.selectFrom('staff_accounts').select('name').execute()).toEqual([{ name: '見本　職員' }]);
    expect(await database.selectFrom('used_home_codes').select('case_id').execute()).toEqual([
      { case_id: payload.case },
    ]);
    const open = await database
      .selectFrom('case_tasks')
      .leftJoin('task_results', 'task', 'id')
      .select(['case_id', 'result'])
      .execute();
    expect(open).toEqual([{ case_id: wrong.case, result: 'no-harm' }]);
    await records.value.close();
    expect(readdirSync(dataFolder)).not.toContain('database');
  },
  60_000,
);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Action } from '../../case/index.ts';
import { type CaseRead, type CasesFound, type LiveEvent, type StaffTask, staffPaths } from '../../protocol/index.ts';
import { verifyTrail } from '../audit/verify-trail.ts';
import { leftActions, sealedFrom, testId } from '../fixture/cases.ts';
import { fixtureCompiled, fixtureDatabase, fixtureSources, openFixtureHub } from '../fixture/open-hub.ts';
import { TestDevice } from '../fixture/test-device.ts';
import { StaffBrowser } from '../fixture/staff.ts';
import type { Hub } from '../hub.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import { hearLive } from '../live/live-events.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-desk-'));
const { hash } = fixtureCompiled(fixtureSources()).content.version;
let hub: Hub;
let counter: StaffBrowser;
const [whole, unknown] = [testId(1, 0), testId(2, 0)];
/** Prepared under a content that this hub never had. */
const ofUnknownContent: Action[] = leftActions(2, 'b'.repeat(64), 1).map((one) => {
  if (one.type !== 'staff-called') return one;
  const { reason: _none, ...common } = one;
  return { ...common, type: 'prepared', receipt: 'A-2' };
});
beforeAll(async () => {
  const database = await fixtureDatabase();
  hub = await openFixtureHub(root);
  const { sealing } = await openHubKeys(path.join(root, 'keys'));
  const device = await TestDevice.new(hub.app);
  await device.enrol();
  const send = async (payload: object) => device.inject({ method: 'POST', url: '/cases', payload });
  await send(await sealedFrom(sealing.raw, leftActions(1, hash)));
  await send(await sealedFrom(sealing.raw, ofUnknownContent, { receipt: 'A-2' }));
  await vi.waitFor(
    async () => {
      const taken = database.selectFrom('cases').select('id').where('state', '<>', 'received');
      if ((await taken.execute()).length < 2) throw new Error('not taken up yet');
    },
    { timeout: 20_000 },
  );
  counter = await StaffBrowser.as(hub, 'counter');
}, 60_000);
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

const tasks = async () => (await counter.get(staffPaths.tasks)).json<{ open: StaffTask[]; closed: StaffTask[] }>();

test('a case is found by its number, as it was typed, with where it stands', async () => {
  const find = async (receipt: string) => (await counter.post(staffPaths.search, { receipt })).json<CasesFound>().cases;
  expect(await find(' a-2 ')).toMatchObject([{ case: unknown, receipt: 'A-2', state: 'task', openTasks: 1 }]);
  expect(await find(whole)).toMatchObject([{ receipt: null, ended: 'left', state: 'whole', openTasks: 0 }]);
  expect(await find('A-999')).toEqual([]);
});

test('a case is read with its sources and its words; who read it in which role is in what its resident may be told', async () => {
  const read = (await counter.get(staffPaths.readCase(whole))).json<CaseRead>();
  expect(read).toMatchObject({
    readable: true,
    people: [{ id: 'a', name: '見本　太郎', aside: false }],
    accesses: [
      { role: 'device', action: 'case-delivered' },
      { role: 'counter', action: 'case-read' },
    ],
  });
  const name = read.facts.find(({ fact }) => fact === 'name');
  expect(name?.entries).toEqual([{ said: { value: '見本　太郎' }, source: 'card', used: true }]);
  expect(read.texts['ja']?.['fact.name.label']).toBeDefined();
  const database = await fixtureDatabase();
  const [row] = await database.selectFrom('audit_trail').selectAll().where('action', '=', 'case-read').execute();
  const { account } = (await counter.get(staffPaths.session)).json<{ account: { id: string } }>();
  expect(row).toMatchObject({ account: account.id, role: 'counter', case_id: whole });
});

test('what cannot be replayed can be read all the same', async () => {
  const read = (await counter.get(staffPaths.readCase(unknown))).json<CaseRead>();
  expect(read).toMatchObject({ readable: true, state: 'task', procedures: [], texts: {} });
  expect(read.tasks).toMatchObject([{ reason: 'unknown-content' }]);
  expect(read.facts.map(({ fact }) => fact)).toContain('name');
});

test('a task is closed once, by name, and stays; the first word stands, and is told to who listens', async () => {
  const heard: LiveEvent[] = [];
  await hearLive(await fixtureDatabase(), (event) => heard.push(event));
  const [task] = (await tasks()).open;
  expect(task).toMatchObject({ case: unknown, reason: 'unknown-content', receipt: 'A-2' });
  const close = (browser: StaffBrowser, result: string) =>
    browser.post(staffPaths.closeTask(String(task?.id)), { result });
  expect((await close(counter, 'gone')).statusCode).toBe(400);
  expect((await close(counter, 'settled-with-resident')).statusCode).toBe(200);
  expect((await close(await StaffBrowser.as(hub, 'supervisor'), 'no-harm')).statusCode).toBe(409);
  expect((await counter.post(staffPaths.closeTask('999999'), { result: 'no-harm' })).statusCode).toBe(404);
  await vi.waitFor(() => expect(heard).toContainEqual({ what: 'task', task: task?.id }));
  const after = await tasks();
  expect(after.open).toEqual([]);
  expect(after.closed).toMatchObject([
    { id: task?.id, closed: { result: 'settled-with-resident', by: '見本　窓子（デモ）' } },
  ]);
  const database = await fixtureDatabase();
  await expect(database.deleteFrom('task_results').execute()).rejects.toThrow('rows of task_results');
  await expect(database.deleteFrom('staff_accounts').execute()).rejects.toThrow('rows of staff_accounts');
});

test('the supervisor sees the trail by name, and takes out everything for the resident; that too is in it', async () => {
  const supervisor = await StaffBrowser.as(hub, 'supervisor');
  const trail = async () =>
    (await supervisor.get(staffPaths.caseTrail(unknown))).json<{ rows: { action: string; account: string }[] }>().rows;
  expect(await trail()).toMatchObject([
    { action: 'case-delivered' },
    { action: 'case-read', account: '見本　窓子（デモ）' },
    { action: 'task-closed', account: '見本　窓子（デモ）' },
  ]);
  const all = (await supervisor.get(staffPaths.discloseCase(unknown))).json<Record<string, object[]>>();
  expect(all).toMatchObject({
    actions: ofUnknownContent,
    taskResults: [{ reason: 'unknown-content', result: 'settled-with-resident' }],
  });
  expect(all['accesses']).toMatchObject([
    { role: 'device', action: 'case-delivered' },
    { role: 'counter', action: 'case-read' },
    { role: 'counter', action: 'task-closed' },
    { role: 'supervisor', action: 'case-disclosed' },
  ]);
  expect((await trail()).map(({ action }) => action).slice(3)).toEqual(['trail-read', 'case-disclosed']);
  for (const url of [staffPaths.readCase(testId(9, 0)), staffPaths.discloseCase(testId(9, 0))])
    expect((await supervisor.get(url)).statusCode).toBe(404);
});

test('the chain holds over rows with and without an account to which something was done', async () => {
  const database = await fixtureDatabase();
  const rows = await database.selectFrom('audit_trail').selectAll().orderBy('seq').execute();
  expect(rows.filter(({ subject }) => subject !== null).length).toBeGreaterThan(1);
  expect((await verifyTrail(rows)).brokenAt).toBeUndefined();
  const at = rows.findIndex(({ subject }) => subject !== null);
  const moved = rows.map((row, index) => (index === at ? { ...row, subject: null } : row));
  expect((await verifyTrail(moved)).brokenAt).toBe(at + 1);
});

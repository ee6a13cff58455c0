import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { openHub, openRecords, verifyRecords } from '../../src/hub/index.ts';
import { fixtureCompiled, fixtureFlows, fixtureSources } from '../../src/hub/fixture/open-hub.ts';
import { asDevice } from '../../src/hub/fixture/test-device.ts';
import { leftActions, sealedFrom, testId } from '../../src/hub/fixture/cases.ts';
import { postgresPrograms, startPostgres, type TestServer } from '../../src/hub/fixture/postgres-server.ts';
import { type HubDescription, paths, type SealedCase } from '../../src/protocol/index.ts';
import { compileContent } from '../../src/content/authoring.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';
import { passingDevice } from '../../src/start/commands/parts/own-device.ts';
import { startHub } from '../browser/hub-process.ts';
import { examples, lived } from '../flows/example-files.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-deliveries-'));
afterAll(() => rmSync(root, { recursive: true }));
let server: TestServer | undefined;
beforeAll(async () => {
  if (postgresPrograms !== undefined) server = await startPostgres();
}, 60_000);
afterAll(async () => server?.stop());

/** The same actions under ids of their own, and the number under which the case was prepared. */
function delivered(group: number, actions: readonly Action[]): { actions: Action[]; receipt?: string } {
  const receipt = actions.findLast((one) => one.type === 'prepared')?.receipt;
  const own = actions.map((action, place): Action => {
    const id = testId(group, place + 1);
    return action.type === 'opened' ? { ...action, id, case: testId(group, 0) } : { ...action, id };
  });
  return { actions: own, ...(receipt === undefined ? {} : { receipt }) };
}

test('every example is delivered, replayed and kept whole', async () => {
  const sources = readFlows();
  const dataFolder = path.join(root, 'examples');
  const compiled = compileContent(sources, 'mihon', hash);
  const now = () => new Date('2026-11-21T03:00:00Z');
  const opened = await openHub({ dataFolder, sources, compiled, demo: false, now });
  if (!opened.ok) throw new Error(opened.reason.because);
  const { app } = opened.value;
  const { sealingKey } = (await app.inject(paths.hub)).json() as HubDescription;
  const key = Buffer.from(sealingKey.key, 'base64');
  const here = examples.filter(({ input }) => (input.municipality ?? 'mihon') === 'mihon');
  let sent = 0;
  for (const [index, example] of here.entries()) {
    const { actions, receipt } = delivered(index + 1, lived(example).client.visit.actions);
    sent += actions.length;
    const payload = await sealedFrom(key, actions, receipt === undefined ? {} : { ended: 'prepared', receipt });
    expect((await asDevice(app, { method: 'POST', url: paths.cases, payload })).statusCode).toBe(201);
  }
  await opened.value.close();
  const records = await openRecords(dataFolder, { municipality: 'mihon', now });
  if (!records.ok) throw new Error(records.reason.because);
  const { database } = records.value;
  expect(await verifyRecords(records.value)).toMatchObject({ cases: here.length, actions: sent, flaws: [] });
  expect(await database.selectFrom('case_tasks').select(['case_id', 'place', 'reason']).execute()).toEqual([]);
  await records.value.close();
}, 120_000);

/** How often the hub is killed. */
const kills = Number(process.env['KAKANAI_HUB_KILLS'] ?? 2);

describe.each(postgresPrograms === undefined ? ['embedded'] : ['embedded', 'server'])('%s', (kind) => {
  test(`killed ${kills} times while cases come in, the hub has every case it said yes to, each action once`, async () => {
    const data = path.join(root, kind);
    const databaseUrl = kind === 'server' ? await server?.newDatabase() : undefined;
    const how = { data, flows: fixtureFlows, env: databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl } };
    const version = fixtureCompiled(fixtureSources()).content.version.hash;
    let sealingKey: Uint8Array | undefined;
    let made = 0;
    const acknowledged = new Set<string>();
    const unsure: SealedCase[] = [];

    for (let round = 0; round <= kills; round++) {
      const hub = await startHub(how);
      const { sealingKey: published } = (await (await fetch(hub.address + paths.hub)).json()) as HubDescription;
      sealingKey ??= Buffer.from(published.key, 'base64');
      const device = passingDevice(hub.address, 'A');
      await device.enrol();
      const send = async (one: SealedCase): Promise<boolean> => {
        const body = JSON.stringify(one);
        const headers = { 'content-type': 'application/json' };
        const answer = await device
          .send(hub.address + paths.cases, { method: 'POST', headers, body })
          .catch(() => undefined);
        return answer?.ok ?? false;
      };
      for (const one of unsure.splice(0)) if (await send(one)) acknowledged.add(one.case);
      let alive = true;
      const senders = Array.from({ length: 4 }, async () => {
        while (alive && sealingKey) {
          const one = await sealedFrom(sealingKey, leftActions(++made, version, 5));
          if (await send(one)) acknowledged.add(one.case);
          else unsure.push(one);
        }
      });
      await pause(400 + 200 * round);
      alive = round < kills;
      const died = hub.kill(round < kills ? 'SIGKILL' : 'SIGTERM');
      await pause(5);
      alive = false;
      await Promise.all([...senders, died]);
    }
    const now = () => new Date();
    const records = await openRecords(data, {
      municipality: 'mihon',
      now,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    });
    if (!records.ok) throw new Error(records.reason.because);
    const { database } = records.value;
    const cases = await database.selectFrom('cases').select(['id', 'state']).execute();
    const kept = new Set(cases.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(4 * kills);
    expect(cases.filter(({ state }) => state !== 'whole')).toEqual([]);
    expect(await verifyRecords(records.value)).toMatchObject({ flaws: [], actions: 7 * cases.length });
    await records.value.close();
  }, 120_000);
});

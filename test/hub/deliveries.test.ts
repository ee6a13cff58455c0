import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { openHub, openRecords, verifyRecords } from '../../src/hub/index.ts';
import { asDevice } from '../../src/hub/fixture/test-device.ts';
import { sealedFrom, testId } from '../../src/hub/fixture/cases.ts';
import { postgresPrograms, startPostgres, type TestServer } from '../../src/hub/fixture/postgres-server.ts';
import { type HubDescription, paths } from '../../src/protocol/index.ts';
import { compileContent } from '../../src/content/authoring.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';
import { examples, lived } from '../flows/example-files.ts';
import { actionsOf, deliverThroughKills, keptAtHub } from './through-kills.ts';

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

test('examples of every event are delivered, replayed and kept whole', async () => {
  const sources = readFlows();
  const dataFolder = path.join(root, 'examples');
  const compiled = compileContent(sources, 'mihon', hash);
  const now = () => new Date('2026-11-21T03:00:00Z');
  const opened = await openHub({ dataFolder, sources, compiled, demo: false, now });
  if (!opened.ok) throw new Error(opened.reason.because);
  const { app } = opened.value;
  const { sealingKey } = (await app.inject(paths.hub)).json() as HubDescription;
  const key = Buffer.from(sealingKey.key, 'base64');
  // All of them come one after another through the same store: every fourth, in their order by event, will do.
  const here = examples
    .filter(({ input }) => (input.municipality ?? 'mihon') === 'mihon')
    .filter((_, at) => at % 4 === 0);
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

describe.each(postgresPrograms === undefined ? ['embedded'] : ['embedded', 'server'])('%s', (kind) => {
  // More often, and the server too: test/faults/kill-hub.fault.ts.
  test('killed while cases come in, the hub has every case it said yes to, each action once', async () => {
    const databaseUrl = kind === 'server' ? await server?.newDatabase() : undefined;
    const kept = { data: path.join(root, kind), databaseUrl };
    const { made, acknowledged } = await deliverThroughKills(
      kept,
      1,
      () => 500,
      async (hub) => {
        await hub.kill('SIGKILL');
        return 'hub';
      },
    );
    const { cases, actions, notWhole, flaws } = await keptAtHub(kept);
    expect(made.length).toBeGreaterThanOrEqual(4);
    expect(acknowledged.toSorted()).toEqual(made.toSorted());
    expect(cases.toSorted()).toEqual(made.toSorted());
    expect(actions.toSorted()).toEqual(actionsOf(made).toSorted());
    expect({ notWhole, flaws }).toEqual({ notWhole: [], flaws: [] });
  }, 60_000);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, type TestContext } from 'vitest';
import { postgresPrograms, startPostgres, type TestServer } from '../../src/hub/fixture/postgres-server.ts';
import { actionsOf, deliverThroughKills, type Kept, keptAtHub } from '../hub/through-kills.ts';
import { randomOf } from '../random.ts';
import { against, tell, times } from './toll.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-kill-hub-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Four devices deliver; between a tenth of a second and one second into it the kill comes. */
async function expectKept(
  context: TestContext,
  fault: string,
  kept: Kept,
  kills: number,
  kill: Parameters<typeof deliverThroughKills>[3],
): Promise<void> {
  const random = randomOf(fault);
  const { made, acknowledged } = await deliverThroughKills(kept, kills, () => 100 + random() * 900, kill);
  const { cases, actions, notWhole, flaws } = await keptAtHub(kept);
  const ofCases = against(made, cases);
  const ofActions = against(actionsOf(made), actions);
  tell(context, {
    fault,
    times: kills,
    of: `cases of ${ofActions.kept} actions`,
    kept: ofCases.kept,
    lost: ofCases.lost + ofActions.lost,
    doubled: ofCases.doubled + ofActions.doubled,
  });
  expect(acknowledged.toSorted()).toEqual(made.toSorted());
  expect(made.length).toBeGreaterThan(kills);
  expect([ofCases, ofActions]).toMatchObject([
    { lost: 0, doubled: 0 },
    { lost: 0, doubled: 0 },
  ]);
  expect({ notWhole, flaws }).toEqual({ notWhole: [], flaws: [] });
}

const killHub: Parameters<typeof deliverThroughKills>[3] = async (hub) => {
  await hub.kill('SIGKILL');
  return 'hub';
};

test('hub killed, embedded database', async (context) => {
  const kept = { data: path.join(root, 'embedded') };
  await expectKept(context, 'SIGKILL of the hub while cases come in, embedded database', kept, times(20), killHub);
}, 600_000);

async function onServer(context: TestContext, work: (server: TestServer, kept: Kept) => Promise<void>): Promise<void> {
  if (postgresPrograms === undefined) return context.skip('there is no PostgreSQL on this machine');
  const server = await startPostgres();
  try {
    await work(server, { data: mkdtempSync(path.join(root, 'server-')), databaseUrl: await server.newDatabase() });
  } finally {
    await server.stop();
  }
}

test(
  'hub killed, PostgreSQL server',
  (context) =>
    onServer(context, (_, kept) =>
      expectKept(context, 'SIGKILL of the hub while cases come in, PostgreSQL server', kept, times(20), killHub),
    ),
  600_000,
);

test(
  'PostgreSQL server killed',
  (context) =>
    onServer(context, (server, kept) =>
      expectKept(context, 'SIGKILL of the PostgreSQL server while cases come in', kept, times(20), async () => {
        await server.crash();
        return 'other';
      }),
    ),
  600_000,
);

test(
  'hub and PostgreSQL server killed',
  (context) =>
    onServer(context, (server, kept) =>
      expectKept(context, 'SIGKILL of the hub and of the server in one moment', kept, times(10), async (hub) => {
        await Promise.all([hub.kill('SIGKILL'), server.crash()]);
        return 'hub';
      }),
    ),
  600_000,
);

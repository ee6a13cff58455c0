import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, type TestContext } from 'vitest';
import { leftActions, sealedFrom, testId } from '../../src/hub/fixture/cases.ts';
import { fixtureCompiled, fixtureFlows, fixtureSources } from '../../src/hub/fixture/open-hub.ts';
import { postgresPrograms, startPostgres } from '../../src/hub/fixture/postgres-server.ts';
import { type HubDescription, paths, type SealedCase } from '../../src/protocol/index.ts';
import { deliver } from '../../src/sync/index.ts';
import { startHub } from '../browser/hub-process.ts';
import { actionsOf, CALLS, enrolledAt, type Kept, keptAtHub } from '../hub/through-kills.ts';
import { randomOf } from '../random.ts';
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from './small-disk.ts';
import { against, tell, times } from './toll.ts';

const version = fixtureCompiled(fixtureSources()).content.version.hash;

/** A hub whose disk is full again and again, at another byte each time. */
async function expectKept(
  context: TestContext,
  { fault, kept, disk, rounds }: { fault: string; kept: Kept; disk: SmallDisk; rounds: number },
): Promise<void> {
  const random = randomOf(fault);
  const env = kept.databaseUrl === undefined ? {} : { DATABASE_URL: kept.databaseUrl };
  const start = () => startHub({ data: kept.data, flows: fixtureFlows, env });
  let hub = await start();
  let device = await enrolledAt(hub.address);
  const { sealingKey } = (await (await fetch(hub.address + paths.hub)).json()) as HubDescription;
  const to = Buffer.from(sealingKey.key, 'base64');
  const made: string[] = [];
  const answers = new Map<string, number>();
  const hear = (answer: string) => answers.set(answer, (answers.get(answer) ?? 0) + 1);
  /** Sends as a kiosk does; resolves to what was not taken. */
  const send = async (cases: readonly SealedCase[]): Promise<SealedCase[]> => {
    const left: SealedCase[] = [];
    for (const one of cases) {
      const { outcome, ...more } = await deliver(device.send, hub.address, one);
      hear('code' in more ? `${outcome} ${more.code}` : outcome);
      if (outcome !== 'received') left.push(one);
    }
    return left;
  };
  const fresh = async (count: number): Promise<SealedCase[]> =>
    Promise.all(
      Array.from({ length: count }, () => {
        made.push(testId(made.length + 1, 0));
        return sealedFrom(to, leftActions(made.length, version, CALLS));
      }),
    );
  const unready: number[] = [];
  const takenUp = async () => {
    const metrics = await (await fetch(`${hub.address}/metrics`)).text();
    return Number(/taken_up_total{state="whole"} (\d+)/.exec(metrics)?.[1] ?? 0);
  };
  for (let round = 0; round < rounds; round++) {
    // All is well: cases are taken, and brought into the tables.
    const before = await takenUp();
    expect(await send(await fresh(2))).toEqual([]);
    await expect.poll(takenUp, { timeout: 30_000 }).toBeGreaterThanOrEqual(before + 2);
    disk.fillUpTo(random.below(5) * 4096);
    let left = await send(await fresh(12));
    const { status } = await fetch(hub.address + paths.ready);
    if (status !== 200) unready.push(status);
    const killed = random() < 0.4;
    if (killed) await hub.kill('SIGKILL');
    disk.empty();
    if (killed) {
      hub = await start();
      device = await enrolledAt(hub.address);
    }
    for (let tries = 0; left.length > 0 && tries < 100; tries++) {
      left = await send(left);
      if (left.length > 0) await pause(100);
    }
    expect(left.map((one) => one.case)).toEqual([]);
    await pause(random.below(200));
  }
  await hub.kill();
  const { cases, actions, notWhole, flaws } = await keptAtHub(kept);
  const [ofCases, ofActions] = [against(made, cases), against(actionsOf(made), actions)];
  tell(context, {
    fault,
    times: rounds,
    of: `cases of ${ofActions.kept} actions`,
    kept: ofCases.kept,
    lost: ofCases.lost + ofActions.lost,
    doubled: ofCases.doubled + ofActions.doubled,
  });
  // As documented: told to come again, and ready all the while.
  expect([...answers.keys()].toSorted()).toEqual(['busy storage-full', 'received']);
  expect(unready).toEqual([]);
  expect([ofCases, ofActions]).toMatchObject([
    { lost: 0, doubled: 0 },
    { lost: 0, doubled: 0 },
  ]);
  expect({ notWhole, flaws }).toEqual({ notWhole: [], flaws: [] });
}

test('hub: the disk is full, embedded database', async (context) => {
  const disk = smallDisk(160);
  if (!disk) return context.skip(NO_SMALL_DISK);
  try {
    const kept = { data: path.join(disk.folder, 'data') };
    await expectKept(context, { fault: 'Disk of the hub full, embedded database', kept, disk, rounds: times(12) });
  } finally {
    disk.remove();
  }
}, 600_000);

test('hub: the disk of the PostgreSQL server is full', async (context) => {
  if (postgresPrograms === undefined) return context.skip('there is no PostgreSQL on this machine');
  const disk = smallDisk(160);
  if (!disk) return context.skip(NO_SMALL_DISK);
  const server = await startPostgres([], disk.folder);
  try {
    const kept = { data: path.join(disk.folder, 'data'), databaseUrl: await server.newDatabase() };
    await expectKept(context, {
      fault: 'Disk of the hub and of its PostgreSQL server full',
      kept,
      disk,
      rounds: times(12),
    });
  } finally {
    await server.stop();
    disk.remove();
  }
}, 600_000);

import { setTimeout as pause } from 'node:timers/promises';
import { leftActions, sealedFrom, testId } from '../../src/hub/fixture/cases.ts';
import { fixtureCompiled, fixtureFlows, fixtureSources } from '../../src/hub/fixture/open-hub.ts';
import { openRecords, verifyRecords } from '../../src/hub/index.ts';
import { type HubDescription, paths, type SealedCase } from '../../src/protocol/index.ts';
import { passingDevice } from '../../src/start/commands/parts/own-device.ts';
import { deliver, type HubAccess } from '../../src/sync/index.ts';
import { type HubProcess, startHub } from '../browser/hub-process.ts';

/** Devices that deliver at the same time. */
const SENDERS = 4;
/** What each of them delivers: it was opened, a name was recorded, staff were called. */
export const CALLS = 5;
export const ACTIONS_A_CASE = 2 + CALLS;

/** Where the cases are kept. */
export interface Kept {
  data: string;
  databaseUrl?: string | undefined;
}

/** What devices made while something was killed, and what the hub had said yes to. */
export interface Delivered {
  made: string[];
  acknowledged: string[];
}

/**
 * Lets devices deliver without a pause, and `kills` times, so many milliseconds into it, something is killed; the hub is
 * there again afterwards. What nobody said yes to is sent again, as a kiosk does. Ends with everything acknowledged.
 */
export async function deliverThroughKills(
  { data, databaseUrl }: Kept,
  kills: number,
  /** How long it goes well, in milliseconds. */
  after: (kill: number) => number,
  /** Kills; with `hub` it is started again by this function. */
  kill: (hub: HubProcess, kill: number) => Promise<'hub' | 'other'>,
): Promise<Delivered> {
  const how = { data, flows: fixtureFlows, env: databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl } };
  const version = fixtureCompiled(fixtureSources()).content.version.hash;
  const made: string[] = [];
  const acknowledged: string[] = [];
  const unsure: SealedCase[] = [];
  let hub = await startHub(how);
  const { sealingKey } = (await (await fetch(hub.address + paths.hub)).json()) as HubDescription;
  const to = Buffer.from(sealingKey.key, 'base64');
  let device = await enrolledAt(hub.address);
  const send = async (one: SealedCase): Promise<void> => {
    const { outcome } = await deliver(device.send, hub.address, one);
    if (outcome === 'received') acknowledged.push(one.case);
    else unsure.push(one);
  };
  for (let round = 0; round < kills; round++) {
    let alive = true;
    const senders = Array.from({ length: SENDERS }, async () => {
      while (alive) {
        const again = unsure.shift();
        if (again === undefined) made.push(testId(made.length + 1, 0));
        await send(again ?? (await sealedFrom(to, leftActions(made.length, version, CALLS))));
      }
    });
    await pause(after(round));
    const killed = kill(hub, round);
    await pause(5);
    alive = false;
    const [what] = await Promise.all([killed, ...senders]);
    if (what === 'other') continue;
    hub = await startHub(how);
    device = await enrolledAt(hub.address);
  }
  for (let tries = 0; unsure.length > 0 && tries < 200; tries++) {
    for (const one of unsure.splice(0)) await send(one);
    if (unsure.length > 0) await pause(100);
  }
  await hub.kill();
  return { made, acknowledged };
}

/** A device of this machine, enrolled at the hub that runs there now. */
export async function enrolledAt(hub: string, send: typeof fetch = fetch): Promise<HubAccess> {
  const device = passingDevice(hub, 'A', send);
  const outcome = await device.enrol();
  if (outcome !== 'enrolled') throw new Error(outcome);
  return device;
}

/** What a stopped hub has: its cases, their actions, and everything that does not hold (`hub:verify`). */
export async function keptAtHub({ data, databaseUrl }: Kept) {
  const records = await openRecords(data, {
    municipality: 'mihon',
    now: () => new Date(),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  if (!records.ok) throw new Error(records.reason.because);
  try {
    const { database } = records.value;
    const cases = await database.selectFrom('cases').select(['id', 'state']).execute();
    const actions = await database.selectFrom('case_actions').select('action_id').execute();
    const { flaws } = await verifyRecords(records.value);
    return {
      cases: cases.map(({ id }) => id),
      notWhole: cases.filter(({ state }) => state !== 'whole').map(({ id }) => id),
      actions: actions.map(({ action_id: id }) => id ?? 'without an id'),
      flaws,
    };
  } finally {
    await records.value.close();
  }
}

/** The ids of the actions of the cases that were made. */
export const actionsOf = (made: readonly string[]): string[] =>
  made.flatMap((_, at) => Array.from({ length: ACTIONS_A_CASE }, (__, place) => testId(at + 1, place + 1)));

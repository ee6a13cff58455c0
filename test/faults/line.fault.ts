import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, type TestContext } from 'vitest';
import { type OutboxRow } from '../../src/storage/index.ts';
import { deliver, OutboxSender } from '../../src/sync/index.ts';
import { type HubProcess, startHub } from '../browser/hub-process.ts';
import { outboxIn } from '../browser/kept-cases.ts';
import { openProfile } from '../browser/killed-browser.ts';
import { shows } from '../browser/office.ts';
import { traces } from '../browser/traces.ts';
import { generatedRows } from '../delivery/generated-cases.ts';
import { outboxInMemory } from '../delivery/outbox-in-memory.ts';
import { journalled } from '../hub/journalled.ts';
import { enrolledAt } from '../hub/through-kills.ts';
import { randomOf } from '../random.ts';
import { type BadLine, badLine } from './bad-line.ts';
import { against, tell, times, type Toll } from './toll.ts';

const CASES = 300;

let root: string;
let hub: HubProcess;
let line: BadLine | undefined;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'kakanai-line-'));
  hub = await startHub({ data: path.join(root, 'data') });
});
afterEach(async () => {
  await line?.close();
  await hub.kill();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

/** The toll of a delivery: what the hub's journal has, once each, and what is left in the outbox though it is there. */
async function expectOnce(context: TestContext, toll: Pick<Toll, 'fault' | 'times'>, made: readonly string[]) {
  await line?.close();
  const result = against(made, journalled(hub.data));
  tell(context, { ...toll, of: 'cases', ...result });
  expect(result).toEqual({ kept: made.length, lost: 0, doubled: 0 });
}

test('traffic cut, delayed, doubled, reordered, truncated', async (context) => {
  const fault = 'Deliveries lost, cut off, delayed, doubled, reordered';
  const random = randomOf(fault);
  line = await badLine(hub.address, random, 0.6);
  const { address } = line;
  const rows = new Map((await generatedRows(hub.address, times(CASES))).map((row) => [row.caseId, row]));
  const made = [...rows.keys()];
  const device = await enrolledAt(address);
  let clock = 0;
  const sender = new OutboxSender({
    outbox: outboxInMemory(rows),
    deliver: (sealed) => deliver(device.send, address, sealed),
    now: () => clock,
    random,
    alone: (work) => work(),
  });
  for (let round = 0; rows.size > 0 && round < 20 * CASES; round++) clock += (await sender.send())?.next ?? 0;
  expect([...rows.keys()]).toEqual([]);
  console.log(Object.fromEntries(line.done));
  await expectOnce(context, { fault, times: sum(line.done) }, made);
}, 600_000);

test('300 cases of a day without network, from a browser', async (context) => {
  const fault = `${CASES} cases of a day offline, delivered by the browser the day after, over a bad line`;
  const random = randomOf(fault);
  line = await badLine(hub.address, random, 0.1);
  const rows = await generatedRows(hub.address, CASES);
  const profile = path.join(root, 'profile');
  const browser = await openProfile(profile, line.address, '2026-11-20T09:00:00Z');
  await shows(browser.page, 'attract');
  await browser.page.evaluate(
    putIntoOutbox,
    rows.map((row) => ({ ...row, sealed: [...row.sealed] })),
  );
  expect(outboxIn(await traces(browser.page))).toHaveLength(CASES);
  await browser.kill();

  const nextDay = await openProfile(profile, line.address, undefined, '/');
  await expect.poll(() => nextDay.page.evaluate(countOutbox), { timeout: 200_000, interval: 500 }).toBe(0);
  await nextDay.close();
  console.log(Object.fromEntries(line.done));
  await expectOnce(
    context,
    { fault, times: 1 },
    rows.map(({ caseId }) => caseId),
  );
}, 600_000);

const sum = (counts: ReadonlyMap<unknown, number>) => [...counts.values()].reduce((all, one) => all + one, 0);

/** Runs in the page: writes rows where the kiosk keeps what it could not deliver. */
async function putIntoOutbox(rows: (Omit<OutboxRow, 'sealed'> & { sealed: number[] })[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('kakanai');
    opening.onerror = () => reject(new Error('no database'));
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('outbox', 'readwrite', { durability: 'strict' });
      for (const row of rows) transaction.objectStore('outbox').add({ ...row, sealed: Uint8Array.from(row.sealed) });
      transaction.oncomplete = () => {
        opening.result.close();
        resolve();
      };
      transaction.onabort = () => reject(new Error('not written'));
    };
  });
}

/** Runs in the page: how many cases wait. */
async function countOutbox(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('kakanai');
    opening.onerror = () => reject(new Error('no database'));
    opening.onsuccess = () => {
      const counting = opening.result.transaction('outbox').objectStore('outbox').count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
      counting.onerror = () => reject(new Error('not counted'));
    };
  });
}

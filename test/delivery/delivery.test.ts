import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxFile } from '../../src/protocol/index.ts';
import { passingDevice } from '../../src/start/commands/parts/own-device.ts';
import { deliver, OutboxSender } from '../../src/sync/index.ts';
import { type HubProcess, startHub } from '../browser/hub-process.ts';
import { generatedCases, generatedRows } from './generated-cases.ts';
import { outboxInMemory } from './outbox-in-memory.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const root = mkdtempSync(path.join(tmpdir(), 'kakanai-delivery-'));
const data = path.join(root, 'data');
let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub({ data });
}, 60_000);
afterAll(async () => {
  await hub.kill();
  rmSync(root, { recursive: true, force: true });
});

/** The ids of the cases that are on the hub's disk, one for each line of its journal. */
const atTheHub = (): string[] =>
  readFileSync(path.join(data, 'cases/journal.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line.slice(17)) as { envelope: { case: string } }).envelope.case);

test('300 cases of a day without network, over a bad line, from a kiosk that dies twice, are 300 at the hub', async () => {
  const rows = new Map((await generatedRows(hub.address, 300)).map((row) => [row.caseId, row]));
  const all = [...rows.keys()];
  let clock = 0;
  let sent = 0;
  // Every seventh answer is lost on its way back, every eleventh request on its way there.
  const badLine: typeof fetch = async (address, init) => {
    sent += 1;
    if (sent % 11 === 0) throw new TypeError('the request is lost');
    const response = await fetch(address, init);
    if (sent % 7 === 0) throw new TypeError('the answer is lost');
    return response;
  };
  const device = passingDevice(hub.address, 'V', badLine);
  expect(await device.enrol()).toBe('enrolled');
  const kiosk = () =>
    new OutboxSender({
      outbox: outboxInMemory(rows),
      deliver: (sealed) => deliver(device.send, hub.address, sealed),
      now: () => clock,
      random: () => 0.5,
      alone: (work) => work(),
    });
  let sender = kiosk();
  for (let turn = 0; rows.size > 0 && turn < 400; turn++) {
    if (turn === 5 || turn === 10) sender = kiosk();
    const round = await sender.send();
    clock += round?.next ?? 0;
  }
  expect([...rows.keys()]).toEqual([]);
  expect(sent).toBeGreaterThan(340);
  expect(atTheHub().toSorted()).toEqual(all.toSorted());
}, 60_000);

test('the outbox as a file comes in once, however often it is brought, and what is no case is told', async () => {
  const [one, two, three] = await generatedCases(hub.address, 3, 300);
  const file = path.join(root, 'outbox.json');
  const write = (cases: unknown[]) => {
    const contents: OutboxFile = {
      format: 'kakanai outbox',
      version: 1,
      kiosk: 'V',
      exportedAt: '2026-11-20T09:00:00.000Z',
      cases,
    };
    writeFileSync(file, JSON.stringify(contents));
  };
  const bring = (...more: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['src/start/command-line.ts', 'hub-import', file, '--hub', hub.address, ...more],
      { cwd: repository, encoding: 'utf8' },
    );
    return { status, said: stdout.trim(), complained: stderr.trim() };
  };
  write([two]);
  expect(bring().said).toBe('1 cases in the file: 1 new, 0 known, 0 refused');
  write([one, two, three]);
  expect(bring()).toEqual({ status: 0, said: '3 cases in the file: 2 new, 1 known, 0 refused', complained: '' });
  expect(bring()).toMatchObject({ status: 0, said: '3 cases in the file: 0 new, 3 known, 0 refused' });
  const before = atTheHub().length;
  write([{ ...one, receipt: 'V-9999' }, { sealed: 'AAAA' }]);
  expect(bring()).toMatchObject({ status: 1, said: '2 cases in the file: 0 new, 0 known, 2 refused' });
  expect(bring().complained).toMatch(/V-9999 .*conflict, different-case\n?[^]*damaged|damaged[^]*V-9999/);
  expect(atTheHub()).toHaveLength(before);
  writeFileSync(file, '{"format":"kakanai outbox","version":2}');
  expect(bring()).toMatchObject({ status: 1, said: '' });
  expect(bring('--hub', 'http://127.0.0.1:9')).toMatchObject({ status: 1 });
}, 60_000);

import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { caseIds, sealedCaseOf } from '../fixture/visit.ts';
import { type JournalDisk, openJournal as openWith } from './journal.ts';
import { openKeyFile } from './key-file.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-journal-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;
const newFile = () => path.join(root, String(++count), 'journal.ndjson');
const now = () => new Date('2026-04-10T03:00:00Z');
const hubKey = { id: '0123456789abcdef', key: new Uint8Array(32).fill(7) };
const openJournal = async (file: string, clock = now, diskOf?: Parameters<typeof openWith>[3]) => {
  const keys = await openKeyFile(path.join(path.dirname(file), 'keys'), hubKey);
  return openWith(file, keys, clock, diskOf).catch(async (error: unknown) => {
    await keys.close();
    throw error;
  });
};
const one = sealedCaseOf(Buffer.from('sealed bytes one'));
const two = sealedCaseOf(Buffer.from('sealed bytes two'), { case: caseIds[1] });

async function withTwoCases() {
  const file = newFile();
  const journal = await openJournal(file, now);
  await journal.keep(one);
  const afterOne = statSync(file).size;
  await journal.keep(two);
  await journal.close();
  return { file, afterOne, whole: statSync(file).size };
}

test('a case that was acknowledged is in the file before the answer, and there after a restart', async () => {
  const file = newFile();
  const synced: number[] = [];
  const journal = await openJournal(file, now, (handle) => ({
    appendFile: handle.appendFile.bind(handle),
    truncate: handle.truncate.bind(handle),
    close: handle.close.bind(handle),
    datasync: async () => {
      await handle.datasync();
      synced.push(statSync(file).size);
    },
  }));
  const kept = await journal.keep(one);
  expect(kept).toMatchObject({
    ok: true,
    value: { case: caseIds[0], receivedAt: '2026-04-10T03:00:00.000Z', repeated: false },
  });
  expect(synced).toEqual([statSync(file).size]);
  expect(readFileSync(file, 'utf8'), 'it is under the key of the case').not.toContain(one.sealed);
  await journal.close();
  const again = await openJournal(file, now);
  expect(await again.stored()).toBe(1);
  expect(Buffer.from((await again.sealedOf(caseIds[0]))?.sealed ?? []).toString()).toBe('sealed bytes one');
  expect(await again.status(caseIds[0])).toMatchObject({ state: 'received', receivedAt: '2026-04-10T03:00:00.000Z' });
  await again.close();
});

test('a case sent again, also at the same time or after a restart, is kept once; another under its id is refused', async () => {
  const file = newFile();
  const journal = await openJournal(file, now);
  const [first, second] = await Promise.all([journal.keep(one), journal.keep({ ...one })]);
  expect([first, second].map((kept) => kept.ok && kept.value.repeated)).toEqual([false, true]);
  const size = statSync(file).size;
  await journal.close();
  const again = await openJournal(file, now);
  expect(await again.keep(one)).toMatchObject({ ok: true, value: { repeated: true } });
  expect(await again.keep({ ...one, sealed: two.sealed })).toEqual({ ok: false, reason: 'different-case' });
  expect(statSync(file).size).toBe(size);
  await again.close();
});

test('wherever a power cut ends the file, what was whole is kept and the rest is taken again', async () => {
  const { file, afterOne, whole } = await withTwoCases();
  const bytes = readFileSync(file);
  for (const length of [0, 1, afterOne - 1, afterOne, afterOne + 1, afterOne + 17, whole - 1]) {
    writeFileSync(file, bytes);
    truncateSync(file, length);
    const journal = await openJournal(file, now);
    expect(await journal.stored(), `${length}`).toBe(length < afterOne ? 0 : 1);
    expect((await journal.keep(two)).ok).toBe(true);
    await journal.close();
    const again = await openJournal(file, now);
    expect(await again.status(caseIds[1])).toBeDefined();
    expect(again.cutOff).toBe(0);
    await again.close();
  }
});

test('blocks that never reached the disk before the cut are cut off too', async () => {
  const { file, whole } = await withTwoCases();
  appendFileSync(file, Buffer.concat([Buffer.alloc(100), Buffer.from('\n')]));
  const journal = await openJournal(file, now);
  expect([await journal.stored(), journal.cutOff]).toEqual([2, 101]);
  await journal.close();
  expect(statSync(file).size).toBe(whole);
});

test('a line damaged in the middle stops the start, and names file and byte', async () => {
  const { file } = await withTwoCases();
  const bytes = readFileSync(file);
  bytes[30] = bytes[30] === 65 ? 66 : 65;
  writeFileSync(file, bytes);
  await expect(openJournal(file, now)).rejects.toThrow(`${file} is damaged at byte 0`);
  expect(readFileSync(file)).toEqual(bytes);
});

/** A disk that fails at the given steps; half of a line is written before it does. */
function failing(how: { append?: string; sync?: boolean; truncate?: boolean }) {
  return (handle: JournalDisk): JournalDisk => ({
    appendFile: async (data) => {
      if (how.append === undefined) return handle.appendFile(data);
      await handle.appendFile(Buffer.from(data as Uint8Array).subarray(0, 40));
      throw Object.assign(new Error('no'), { code: how.append });
    },
    datasync: () => (how.sync ? Promise.reject(new Error('no')) : handle.datasync()),
    truncate: (length) => (how.truncate ? Promise.reject(new Error('no')) : handle.truncate(length)),
    close: () => handle.close(),
  });
}

test('a full disk: nothing half-written stays, and once there is room the case is taken', async () => {
  const file = newFile();
  const how: { append?: string } = { append: 'ENOSPC' };
  const journal = await openJournal(file, now, failing(how));
  expect(await journal.keep(one)).toEqual({ ok: false, reason: 'storage-full' });
  expect(statSync(file).size).toBe(0);
  expect([await journal.accepting(), await journal.status(caseIds[0])]).toEqual([true, undefined]);
  delete how.append;
  expect((await journal.keep(one)).ok).toBe(true);
  await journal.close();
});

test.each([
  ['a sync that fails', { sync: true }],
  ['half a line that cannot be taken back', { append: 'ENOSPC', truncate: true }],
])('%s: nothing more is taken, and the case was never acknowledged', async (_name, how) => {
  const file = newFile();
  const journal = await openJournal(file, now, failing(how));
  expect(await journal.keep(one)).toEqual({ ok: false, reason: 'not-stored' });
  expect(await journal.keep(two)).toEqual({ ok: false, reason: 'not-stored' });
  expect([await journal.accepting(), await journal.stored()]).toEqual([false, 0]);
  await journal.close();
  const again = await openJournal(file, now);
  expect((await again.keep(one)).ok).toBe(true);
  await again.close();
});

test('only this user can read the journal', async () => {
  const { file } = await withTwoCases();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a line whose key never reached the disk was never acknowledged: it is cut off, and taken again', async () => {
  const { file, afterOne } = await withTwoCases();
  const keys = path.join(path.dirname(file), 'keys');
  for (const length of [2 * 96, 2 * 96 + 50]) {
    truncateSync(keys, length);
    const journal = await openJournal(file);
    expect([await journal.stored(), statSync(file).size]).toEqual([1, afterOne]);
    expect(journal.withoutKey).toEqual([]);
    expect((await journal.keep(two)).ok).toBe(true);
    await journal.close();
  }
});

test('a file of keys that is older than the journal is told, and the cases stay', async () => {
  const { file, whole } = await withTwoCases();
  const journal = await openJournal(file);
  await journal.keep({ ...one, case: '01999999-abcd-7000-8000-000000000003' });
  await journal.close();
  const keys = path.join(path.dirname(file), 'keys');
  const [head, , , third] = [0, 1, 2, 3].map((slot) => readFileSync(keys).subarray(slot * 96, (slot + 1) * 96));
  writeFileSync(keys, Buffer.concat([head ?? [], third ?? []].map((part) => Buffer.from(part))));
  const again = await openJournal(file);
  expect(again.withoutKey).toEqual([...caseIds]);
  expect(statSync(file).size).toBeGreaterThan(whole);
  await again.close();
});

test('where the file of keys is gone nothing is cut off, and with the keys back everything can be read', async () => {
  const { file, whole } = await withTwoCases();
  const keys = path.join(path.dirname(file), 'keys');
  const copy = readFileSync(keys);
  rmSync(keys);
  const journal = await openJournal(file);
  expect([journal.withoutKey, journal.cutOff]).toEqual([[...caseIds], 0]);
  await journal.close();
  expect(statSync(file).size).toBe(whole);
  writeFileSync(keys, copy);
  const again = await openJournal(file);
  expect(Buffer.from((await again.sealedOf(caseIds[1]))?.sealed ?? []).toString()).toBe('sealed bytes two');
  await again.close();
});

test('with its key destroyed, a case cannot be read any more; that it was here is still known', async () => {
  const { file } = await withTwoCases();
  const journal = await openJournal(file);
  const before = readFileSync(path.join(path.dirname(file), 'keys'));
  await journal.keys.destroy(caseIds[0]);
  const after = readFileSync(path.join(path.dirname(file), 'keys'));
  expect(after.indexOf(before.subarray(96 + 17, 96 + 17 + 61))).toBe(-1);
  expect(await journal.sealedOf(caseIds[0])).toBeUndefined();
  expect(await journal.keep(one)).toMatchObject({ ok: true, value: { repeated: true } });
  await journal.close();
  const again = await openJournal(file);
  expect([await again.keys.get(caseIds[0]), await again.sealedOf(caseIds[0])]).toEqual(['destroyed', undefined]);
  expect(await again.sealedOf(caseIds[1])).toBeDefined();
  await again.close();
});

test('a journal of the first format is written anew, each case under a key of its own', async () => {
  const file = newFile();
  mkdirSync(path.dirname(file));
  const line = (sealed: object) => {
    const json = JSON.stringify({ receivedAt: '2026-04-09T03:00:00.000Z', digest: 'd'.repeat(64), sealed });
    return `${createHash('sha256').update(json).digest('hex').slice(0, 16)} ${json}\n`;
  };
  writeFileSync(file, line(one) + line(two));
  const journal = await openJournal(file);
  expect(await journal.stored()).toBe(2);
  expect((await journal.status(caseIds[1]))?.receivedAt).toBe('2026-04-09T03:00:00.000Z');
  expect(Buffer.from((await journal.sealedOf(caseIds[1]))?.sealed ?? []).toString()).toBe('sealed bytes two');
  expect(readFileSync(file, 'utf8')).not.toContain(one.sealed);
  await journal.close();
});

test('keys that were wrapped by another key of the hub are not used and not replaced', async () => {
  const { file } = await withTwoCases();
  const keys = path.join(path.dirname(file), 'keys');
  await expect(openKeyFile(keys, { ...hubKey, id: 'fedcba9876543210' })).rejects.toThrow('another key of the hub');
});

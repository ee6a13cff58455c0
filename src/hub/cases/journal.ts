import { createHash, hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { fail, ok } from '../../basics/index.ts';
import { type CaseReceived, PROTOCOL, sealedCase, sealedText } from '../../protocol/index.ts';
import { privateFolder, syncFolder, writeDurably } from '../files/durable.ts';
import { queue } from '../files/queue.ts';
import type { CaseStore } from './case-store.ts';
import { boxOf, type Envelope, envelopeOf, sealedBytes } from './delivery.ts';
import type { KeyFile } from './key-file.ts';

/** What the journal does with its file; a test puts a failing disk here. */
export type JournalDisk = Pick<FileHandle, 'appendFile' | 'datasync' | 'truncate' | 'close'>;

/** One line: a checksum, a space, JSON, and the end of the line that says it is whole. */
const lineOf = (json: string) => `${checksum(json)} ${json}\n`;
const checksum = (json: string | Uint8Array) => hash('sha256', json, 'hex').slice(0, 16);

const envelope = z.omit(sealedCase, { sealed: true });
const entry = z.union([
  z.looseObject({ format: z.literal(2), receivedAt: z.string(), digest: z.string(), envelope, box: z.string() }),
  /** As hubs wrote it before cases had keys of their own. */
  z.looseObject({ format: z.optional(z.undefined()), receivedAt: z.string(), digest: z.string(), sealed: sealedCase }),
]);
type Entry = z.infer<typeof entry>;

interface Kept {
  received: CaseReceived;
  envelope: Envelope;
  /** Where its line is in the file, in bytes. */
  at: number;
  length: number;
}

export interface Journal extends CaseStore {
  /** Bytes at the end that were never acknowledged, and cut off. */
  cutOff: number;
  /** Cases of which the file of keys knows nothing: it is older than the journal, or lost. */
  withoutKey: readonly string[];
}

/**
 * Sealed cases in one file that only grows, each encrypted under a key of its own. A case is acknowledged when its line
 * and its key are synced; a line that a power cut left unfinished was never acknowledged and is cut off. Throws where a
 * line in the middle is damaged.
 */
export async function openJournal(
  file: string,
  keys: KeyFile,
  now: () => Date,
  diskOf: (handle: FileHandle) => JournalDisk = (handle) => handle,
): Promise<Journal> {
  await privateFolder(path.dirname(file));
  await withKeysOfTheirOwn(file, keys);
  const handle = await open(file, 'a+', 0o600);
  const kept = new Map<string, Kept>();
  const size = (await handle.stat()).size;
  let last: Kept | undefined;
  let length = await replay(handle, file, (read, at, bytes) => {
    if (read.format !== 2) throw new Error(`${file} was gone on with by an older version, at byte ${at}.`);
    const { receivedAt, digest, envelope: told } = read;
    last = { received: receivedOf(told.case, receivedAt, digest), envelope: told, at, length: bytes };
    kept.set(told.case, last);
  }).catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  const keyless = [...kept.keys()].filter((caseId) => !keys.has(caseId));
  if (last && !keys.isNew && keyless.length === 1 && keyless[0] === last.envelope.case) {
    // Its key did not reach the disk before the cut, so nobody was told yes. Keys that were lost are another matter.
    kept.delete(last.envelope.case);
    length = last.at;
  }
  const cutOff = size - length;
  if (cutOff > 0) await handle.truncate(length);
  await handle.datasync();
  await syncFolder(path.dirname(file));

  const disk = diskOf(handle);
  const inTurn = queue();
  let broken = false;
  const notKept = (reason: 'storage-full' | 'not-stored') => fail(reason);
  return {
    cutOff,
    withoutKey: [...kept.keys()].filter((caseId) => !keys.has(caseId)),
    keys,
    status: async (caseId) => kept.get(caseId)?.received,
    stored: async () => kept.size,
    accepting: async () => !broken,
    delivered: (caseId) => (caseId === undefined ? [...kept.values()] : [kept.get(caseId) ?? []].flat()),
    sealedOf: async (caseId) => {
      const place = kept.get(caseId);
      const key = place && (await keys.get(caseId));
      if (!key || key === 'destroyed') return undefined;
      const line = Buffer.alloc(place.length);
      await handle.read(line, 0, place.length, place.at);
      const read = readLine(line.subarray(0, -1));
      const sealed = read?.format === 2 ? await sealedBytes(key, caseId, Buffer.from(read.box, 'base64')) : undefined;
      if (!sealed?.ok) throw new Error(`the journal's line of case ${caseId} does not open`);
      return { sealed: sealed.value, key };
    },
    close: () =>
      inTurn(async () => {
        await disk.close();
        await keys.close();
      }),
    keep: (sealed) =>
      inTurn(async () => {
        const digest = createHash('sha256').update(sealedText(sealed)).digest('hex');
        const earlier = kept.get(sealed.case)?.received;
        if (earlier)
          return earlier.digest === digest ? ok({ ...earlier, repeated: true }) : fail('different-case' as const);
        if (broken) return notKept('not-stored');
        const receivedAt = now().toISOString();
        const { key, kept: keyKept } = await keys.make(sealed.case);
        const keyOnDisk = keyKept.then(
          () => undefined,
          (error: unknown) => reasonOf(error),
        );
        const json = await linesJson(receivedAt, digest, envelopeOf(sealed), await boxOf(key, sealed));
        const line = Buffer.from(lineOf(json));
        try {
          await disk.appendFile(line);
        } catch (error) {
          await keyOnDisk;
          broken = !(await backTo(disk, length));
          return notKept(broken ? 'not-stored' : reasonOf(error));
        }
        const noKey = await keyOnDisk;
        if (noKey) {
          broken = !(await backTo(disk, length));
          return notKept(broken ? 'not-stored' : noKey);
        }
        try {
          await disk.datasync();
        } catch {
          broken = true; // after a failed sync nobody knows which bytes are on the disk
          return notKept('not-stored');
        }
        const received = receivedOf(sealed.case, receivedAt, digest);
        kept.set(sealed.case, { received, envelope: envelopeOf(sealed), at: length, length: line.length });
        length += line.length;
        return ok({ ...received, repeated: false });
      }),
  };
}

const receivedOf = (caseId: string, receivedAt: string, digest: string): CaseReceived => ({
  protocol: PROTOCOL,
  case: caseId,
  state: 'received',
  receivedAt,
  digest,
});

const linesJson = async (receivedAt: string, digest: string, told: Envelope, box: Uint8Array) =>
  JSON.stringify({ format: 2, receivedAt, digest, envelope: told, box: Buffer.from(box).toString('base64') });

function reasonOf(error: unknown): 'storage-full' | 'not-stored' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'storage-full' : 'not-stored';
}

/** Takes back what was written of a line; tells whether that worked. */
const backTo = (disk: JournalDisk, length: number): Promise<boolean> =>
  disk.truncate(length).then(
    () => true,
    () => false,
  );

/** Reads all lines; returns the length up to the end of the last whole one. */
async function replay(
  handle: FileHandle,
  file: string,
  whole: (read: Entry, at: number, length: number) => void,
): Promise<number> {
  let good = 0;
  let damagedAt: number | undefined;
  let rest: Buffer[] = [];
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20 })) {
    let from = 0;
    const bytes = chunk as Buffer;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const line = rest.length > 0 ? Buffer.concat([...rest, bytes.subarray(from, end)]) : bytes.subarray(from, end);
      rest = [];
      from = end + 1;
      const read = readLine(line);
      if (damagedAt !== undefined)
        throw new Error(`${file} is damaged at byte ${damagedAt}. Restore it from a copy; do not edit it.`);
      if (read) {
        whole(read, good, line.length + 1);
        good += line.length + 1;
      } else damagedAt = good;
    }
    if (from < bytes.length) rest.push(bytes.subarray(from));
  }
  return good;
}

/** `line`: without its end. */
function readLine(line: Buffer): Entry | undefined {
  const json = line.subarray(17);
  if (line[16] !== 0x20 || checksum(json) !== line.toString('latin1', 0, 16)) return undefined;
  return z.parse(entry, JSON.parse(json.toString('utf8')));
}

/**
 * Writes a journal of the first format anew, so that each of its cases can be disposed of by itself. Its first line
 * tells: a journal is written anew as a whole, before anything is added to it.
 */
async function withKeysOfTheirOwn(file: string, keys: KeyFile): Promise<void> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return;
  const old: Entry[] = [];
  try {
    const start = Buffer.alloc(64);
    await handle.read(start, 0, start.length, 0);
    if (start.includes('{"format":2,')) return;
    await replay(handle, file, (read) => old.push(read));
  } finally {
    await handle.close();
  }
  const lines: string[] = [];
  for (const one of old) {
    if (one.format === 2) {
      lines.push(lineOf(JSON.stringify(one)));
      continue;
    }
    const { key, kept } = await keys.make(one.sealed.case);
    await kept;
    lines.push(
      lineOf(await linesJson(one.receivedAt, one.digest, envelopeOf(one.sealed), await boxOf(key, one.sealed))),
    );
  }
  await writeDurably(file, lines.join(''));
}

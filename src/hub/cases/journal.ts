import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { fail, ok } from '../../basics/index.ts';
import { type CaseReceived, PROTOCOL, sealedText } from '../../protocol/index.ts';
import { privateFolder, syncFolder } from '../files/durable.ts';
import { queue } from '../files/queue.ts';
import type { CaseStore } from './case-store.ts';

/** What the journal does with its file; a test puts a failing disk here. */
export type JournalDisk = Pick<FileHandle, 'appendFile' | 'datasync' | 'truncate' | 'close'>;

/** One line: a checksum, a space, JSON, and the end of the line that says it is whole. */
const lineOf = (json: string) => `${checksum(json)} ${json}\n`;
const checksum = (json: string) => createHash('sha256').update(json).digest('hex').slice(0, 16);

const entry = z.looseObject({
  receivedAt: z.string(),
  digest: z.string(),
  sealed: z.looseObject({ case: z.string() }),
});

/**
 * Sealed cases in one file that only grows. A case is acknowledged when its line is synced; a line that a power cut
 * left unfinished was never acknowledged and is cut off. Throws where a line in the middle is damaged.
 */
export async function openJournal(
  file: string,
  now: () => Date,
  diskOf: (handle: FileHandle) => JournalDisk = (handle) => handle,
): Promise<CaseStore & { cutOff: number }> {
  await privateFolder(path.dirname(file));
  const handle = await open(file, 'a+', 0o600);
  const received = new Map<string, CaseReceived>();
  const size = (await handle.stat()).size;
  let length = await replay(handle, file, received);
  const cutOff = size - length;
  if (cutOff > 0) await handle.truncate(length);
  await handle.datasync();
  await syncFolder(path.dirname(file));

  const disk = diskOf(handle);
  const inTurn = queue();
  let broken = false;
  return {
    cutOff,
    status: (caseId) => received.get(caseId),
    get stored() {
      return received.size;
    },
    get accepting() {
      return !broken;
    },
    close: () => inTurn(() => disk.close()),
    keep: (sealed) =>
      inTurn(async () => {
        const digest = createHash('sha256').update(sealedText(sealed)).digest('hex');
        const earlier = received.get(sealed.case);
        if (earlier)
          return earlier.digest === digest ? ok({ ...earlier, repeated: true }) : fail('different-case' as const);
        if (broken) return fail('not-stored' as const);
        const receivedAt = now().toISOString();
        const line = Buffer.from(lineOf(JSON.stringify({ receivedAt, digest, sealed })));
        try {
          await disk.appendFile(line);
        } catch (error) {
          broken = !(await backTo(disk, length));
          const full =
            error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
          return fail(full && !broken ? ('storage-full' as const) : ('not-stored' as const));
        }
        try {
          await disk.datasync();
        } catch {
          broken = true; // after a failed sync nobody knows which bytes are on the disk
          return fail('not-stored' as const);
        }
        length += line.length;
        const yes: CaseReceived = { protocol: PROTOCOL, case: sealed.case, state: 'received', receivedAt, digest };
        received.set(sealed.case, yes);
        return ok({ ...yes, repeated: false });
      }),
  };
}

/** Takes back what was written of a line; tells whether that worked. */
const backTo = (disk: JournalDisk, length: number): Promise<boolean> =>
  disk.truncate(length).then(
    () => true,
    () => false,
  );

/** Reads all lines; returns the length up to the end of the last whole one. */
async function replay(handle: FileHandle, file: string, received: Map<string, CaseReceived>): Promise<number> {
  let good = 0;
  let damagedAt: number | undefined;
  let rest: Buffer[] = [];
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20 })) {
    let from = 0;
    const bytes = chunk as Buffer;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const line = Buffer.concat([...rest, bytes.subarray(from, end)]);
      rest = [];
      from = end + 1;
      const read = readLine(line.toString('utf8'));
      if (damagedAt !== undefined)
        throw new Error(`${file} is damaged at byte ${damagedAt}. Restore it from a copy; do not edit it.`);
      if (read) {
        received.set(read.case, read);
        good += line.length + 1;
      } else damagedAt = good;
    }
    if (from < bytes.length) rest.push(bytes.subarray(from));
  }
  return good;
}

function readLine(line: string): CaseReceived | undefined {
  const [sum, json] = [line.slice(0, 16), line.slice(17)];
  if (line[16] !== ' ' || checksum(json) !== sum) return undefined;
  const { receivedAt, digest, sealed } = z.parse(entry, JSON.parse(json));
  return { protocol: PROTOCOL, case: sealed.case, state: 'received', receivedAt, digest };
}

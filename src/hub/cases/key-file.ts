import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { privateFolder, syncFolder, writeWhole } from '../files/durable.ts';
import { queue } from '../files/queue.ts';
import { type CaseKeys, newCaseKey, rewrapped, unwrapped, WRAPPED_LENGTH, wrappingKey } from './case-key.ts';

/**
 * One slot of 96 bytes: the case's id (16), `1` for a key or `0` for one that was destroyed (1), the wrapped key (61) or
 * zeros, zeros (2), and a checksum of those 80. The first slot of a file says by which key the others are wrapped.
 */
const SLOT = 96;
const BODY = 80;
const sumOf = (body: Uint8Array) =>
  createHash('sha256')
    .update(body)
    .digest()
    .subarray(0, SLOT - BODY);

function slotOf(id: Uint8Array, state: 0 | 1, wrapped: Uint8Array): Buffer {
  const slot = Buffer.alloc(SLOT);
  slot.set(id, 0);
  slot[16] = state;
  slot.set(wrapped, 17);
  slot.set(sumOf(slot.subarray(0, BODY)), BODY);
  return slot;
}

const bytesOfId = (caseId: string) => Buffer.from(caseId.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export interface KeyFile extends CaseKeys {
  /** The key of a case, made where there is none. It holds when `kept` has resolved: then it is on the disk. */
  make(caseId: string): Promise<{ key: CryptoKey; kept: Promise<void> }>;
  /** Whether the file was made just now: then it cannot hold the key of any case that came before. */
  isNew: boolean;
  /** Whether a key is, or was, here. */
  has(caseId: string): boolean;
  close(): Promise<void>;
}

/** The first slot: by which key the others are wrapped. */
const headerOf = (hubKeyId: string) =>
  slotOf(Buffer.from(hubKeyId.padEnd(32, '0'), 'hex'), 1, new Uint8Array(WRAPPED_LENGTH));

/** Whether the bytes of a file of keys say that this key of the hub wraps them. */
export const isWrappedBy = (bytes: Buffer, hubKeyId: string): boolean =>
  bytes.subarray(0, SLOT).equals(headerOf(hubKeyId));

/** The slots behind the first, as far as they were acknowledged. Throws where one in the middle is damaged. */
function slotsIn(file: string, bytes: Buffer): { caseId: string; at: number; wrapped: Uint8Array | undefined }[] {
  const slots = [];
  const length = bytes.length - (bytes.length % SLOT);
  for (let at = SLOT; at < length; at += SLOT) {
    const slot = bytes.subarray(at, at + SLOT);
    if (!slot.subarray(BODY).equals(sumOf(slot.subarray(0, BODY)))) {
      // The last slots may never have reached the disk before a power cut: then nobody was told yes.
      if (bytes.subarray(at).every((byte) => byte === 0) || at + SLOT === length) break;
      throw new Error(`${file} is damaged at byte ${at}. Restore it from a copy; do not edit it.`);
    }
    const wrapped = slot[16] === 1 ? Uint8Array.from(slot.subarray(17, 17 + WRAPPED_LENGTH)) : undefined;
    slots.push({ caseId: idOf(slot.subarray(0, 16)), at, wrapped });
  }
  return slots;
}

/** The bytes of a file of keys with every key wrapped anew; what was destroyed stays destroyed. */
export async function copyOfKeyFile(
  file: string,
  bytes: Buffer,
  { from, to }: { from: { id: string; key: Uint8Array }; to: { id: string; key: Uint8Array } },
): Promise<Buffer> {
  if (!isWrappedBy(bytes, from.id)) throw new Error(`${file} belongs to another key of the hub.`);
  const keys = { before: await wrappingKey(from), after: await wrappingKey(to) };
  const slots = slotsIn(file, bytes).map(async ({ caseId, wrapped }) =>
    wrapped
      ? slotOf(bytesOfId(caseId), 1, await rewrapped(keys, caseId, wrapped))
      : slotOf(bytesOfId(caseId), 0, new Uint8Array(WRAPPED_LENGTH)),
  );
  return Buffer.concat([headerOf(to.id), ...(await Promise.all(slots))]);
}

/**
 * The keys of cases in one file, beside the journal: a key is destroyed by overwriting its slot, so that no older copy
 * of it stays on a plain disk. Throws where the file was written with another hub key, or is damaged.
 */
export async function openKeyFile(file: string, hubKey: { id: string; key: Uint8Array }): Promise<KeyFile> {
  await privateFolder(path.dirname(file));
  const wrapping = await wrappingKey(hubKey);
  const handle = await openOrMake(file);
  const bytes = await handle.readFile();
  const isNew = bytes.length < SLOT;
  let length = SLOT;
  const places = new Map<string, { at: number; wrapped: Uint8Array | undefined }>();
  if (isNew) {
    await handle.truncate(0);
    await writeWhole(handle, headerOf(hubKey.id), 0);
  } else {
    try {
      if (!isWrappedBy(bytes, hubKey.id))
        throw new Error(
          `${file} belongs to another key of the hub than the one in keys/. Put the right one back (docs/hub.md).`,
        );
      const slots = slotsIn(file, bytes);
      for (const { caseId, at, wrapped } of slots) places.set(caseId, { at, wrapped });
      length += slots.length * SLOT;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
  await handle.truncate(length);
  await handle.datasync();
  await syncFolder(path.dirname(file));

  const inTurn = queue();
  return {
    isNew: bytes.length === 0,
    has: (caseId) => places.has(caseId),
    get: async (caseId) => {
      const place = places.get(caseId);
      return place?.wrapped ? unwrapped(wrapping, caseId, place.wrapped) : place && 'destroyed';
    },
    make: async (caseId) => {
      const existing = places.get(caseId)?.wrapped;
      if (existing) return { key: await unwrapped(wrapping, caseId, existing), kept: Promise.resolve() };
      const { key, wrapped } = await newCaseKey(wrapping, caseId);
      const kept = inTurn(async () => {
        const at = length;
        await writeWhole(handle, slotOf(bytesOfId(caseId), 1, wrapped), at);
        await handle.datasync();
        length = at + SLOT;
        places.set(caseId, { at, wrapped });
      });
      return { key, kept };
    },
    destroy: (caseId) =>
      inTurn(async () => {
        const place = places.get(caseId);
        if (!place?.wrapped) return;
        await writeWhole(handle, slotOf(bytesOfId(caseId), 0, new Uint8Array(WRAPPED_LENGTH)), place.at);
        await handle.datasync();
        place.wrapped = undefined;
      }),
    close: () => inTurn(() => handle.close()),
  };
}

const openOrMake = async (file: string): Promise<FileHandle> => open(file, 'r+').catch(() => open(file, 'wx+', 0o600));

import { fail, ok, type Result } from '../basics/index.ts';
import { type Bytes, bytesOf, type Cryptography, joined } from './cryptography.ts';
import { decrypt, importKey, newKeyBytes, type Unopened } from './encryption.ts';
import { keyFor, type OpeningKeys, openSealed, type PublicKey, sealTo } from './sealing.ts';

/**
 * A draft that its device can no longer open: every action as it lies on the disk, and the key of the case, sealed to
 * the hub. Format 2 of a sealed case: one byte `2`, the hub key's fingerprint (8 bytes), then parts, each behind its
 * length in 4 bytes (big-endian): first the sealed key, then the encrypted actions in their order.
 */
export const DRAFT_FORMAT = 2;
const FINGERPRINT = 8;
const LENGTH = 4;

/** A key for a case whose keeper is away: it lives in memory, and besides only sealed to the hub. */
export interface EscrowedKey {
  key: CryptoKey;
  sealed: Bytes;
}

const infoOf = (caseId: string) => bytesOf(`kakanai draft key 1 ${caseId}`);

/** What an encrypted action is bound to: its case and place. A row moved elsewhere does not open. */
export const actionContext = (caseId: string, place: number): Bytes => bytesOf(`kakanai action 1 ${caseId} ${place}`);

/** Makes a key for a case that this device forgets with its memory, and that the hub can open. */
export async function escrowedKey(crypto: Cryptography, to: PublicKey, caseId: string): Promise<EscrowedKey> {
  const bytes = newKeyBytes(crypto);
  const sealed = await sealTo(to, bytes, infoOf(caseId));
  const key = await importKey(crypto, bytes);
  bytes.fill(0);
  if (!key.ok) throw new RangeError(key.reason);
  return { key: key.value, sealed };
}

/** Packs a draft for the hub as it lies on the disk. `sealedKey`: of `escrowedKey`. */
export function packDraft(sealedKey: Uint8Array, boxes: readonly Uint8Array[]): Bytes {
  const parts = [sealedKey, ...boxes].flatMap((part) => {
    const length = new Uint8Array(LENGTH);
    new DataView(length.buffer).setUint32(0, part.length);
    return [length, part];
  });
  return joined([DRAFT_FORMAT], sealedKey.subarray(1, 1 + FINGERPRINT), ...parts);
}

/** The plain actions of a packed draft up to the first that does not open, and how many come from there on. */
export async function openDraft(
  as: OpeningKeys,
  caseId: string,
  packed: Uint8Array,
): Promise<Result<{ actions: Bytes[]; lost: number }, Unopened | 'other-key'>> {
  const [sealedKey, ...boxes] = partsOf(packed) ?? [];
  if (!sealedKey) return fail('unknown-format');
  const opened = await openSealed(as, sealedKey, infoOf(caseId));
  if (!opened.ok) return opened;
  const by = keyFor(as, sealedKey);
  if (!by) return fail('other-key');
  const key = await importKey(by.crypto, opened.value);
  if (!key.ok) return fail('unknown-format');
  const actions: Bytes[] = [];
  for (const [place, box] of boxes.entries()) {
    const one = await decrypt(by.crypto, key.value, box, actionContext(caseId, place));
    if (!one.ok) break;
    actions.push(one.value);
  }
  return ok({ actions, lost: boxes.length - actions.length });
}

function partsOf(packed: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const parts: Uint8Array[] = [];
  let at = 1 + FINGERPRINT;
  while (at < packed.length) {
    if (at + LENGTH > packed.length) return undefined;
    const end = at + LENGTH + view.getUint32(at);
    if (end > packed.length) return undefined;
    parts.push(packed.slice(at + LENGTH, end));
    at = end;
  }
  return parts;
}

import { type Bytes, bytesOf, decrypt, encrypt, importKey, joined, newKeyBytes } from '../../sealing/index.ts';

/** What everything of one case is encrypted under at the hub: AES-256-GCM. Destroyed, nothing of the case can be read. */
export interface CaseKeys {
  /** The key of a case; `destroyed` after disposal, nothing where the hub never had one. */
  get(caseId: string): Promise<CryptoKey | 'destroyed' | undefined>;
  /** Takes the key out of where it is kept, for good; on the disk before this resolves. */
  destroy(caseId: string): Promise<void>;
}

/** Length of a wrapped key: format, nonce, 32 bytes, tag (`encrypt`). */
export const WRAPPED_LENGTH = 1 + 12 + 32 + 16;

const contextOf = (caseId: string) => bytesOf(`kakanai case key 1 ${caseId}`);

/** Makes the key of a case, and wraps it by the hub's for keeping. */
export async function newCaseKey(wrapping: CryptoKey, caseId: string): Promise<{ key: CryptoKey; wrapped: Bytes }> {
  const bytes = newKeyBytes(crypto);
  const wrapped = await encrypt(crypto, wrapping, bytes, contextOf(caseId));
  const key = await importKey(crypto, bytes);
  bytes.fill(0);
  if (!key.ok) throw new Error(key.reason);
  return { key: key.value, wrapped };
}

/** The key of a case from what was kept. Throws where it was wrapped by another hub's key, or damaged. */
export async function unwrapped(wrapping: CryptoKey, caseId: string, wrapped: Uint8Array): Promise<CryptoKey> {
  const bytes = await decrypt(crypto, wrapping, wrapped, contextOf(caseId));
  const key = bytes.ok ? await importKey(crypto, bytes.value) : bytes;
  if (!key.ok) throw new Error(`the key of case ${caseId} does not open: ${key.reason}`);
  return key.value;
}

/** The same key of a case, wrapped by another key of the hub. Throws where it was wrapped by neither of the two. */
export async function rewrapped(
  { before, after }: { before: CryptoKey; after: CryptoKey },
  caseId: string,
  wrapped: Uint8Array,
): Promise<Bytes> {
  const bytes = await decrypt(crypto, before, wrapped, contextOf(caseId));
  if (!bytes.ok) throw new Error(`the key of case ${caseId} does not open: ${bytes.reason}`);
  const again = await encrypt(crypto, after, bytes.value, contextOf(caseId));
  bytes.value.fill(0);
  return again;
}

/** The hub's own key, by which those of cases are wrapped. */
export async function wrappingKey({ key }: { key: Uint8Array }): Promise<CryptoKey> {
  const imported = await importKey(crypto, joined(key));
  if (!imported.ok) throw new Error(imported.reason);
  return imported.value;
}

import type { CipherSuite } from 'hpke';
import { fail, ok, type Result } from '../basics/index.ts';
import { type Bytes, type Cryptography, joined } from './cryptography.ts';
import type { Unopened } from './encryption.ts';

/**
 * Sealing to a public key: whoever seals cannot read it again. HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM.
 * Format 1: one byte `1`, the key's fingerprint (8 bytes), the encapsulated secret (65), the ciphertext with its tag.
 * The fingerprint lets a hub that has changed its keys find the one that opens it.
 */
const FORMAT = 1;
/** The first byte of a packed draft (`sealed-draft.ts`). */
const PACKED = 2;
const FINGERPRINT = 8;
const SECRET = 65;
const HEADER = 1 + FINGERPRINT + SECRET;
const curve = { name: 'ECDH', namedCurve: 'P-256' };

let suite: Promise<CipherSuite<CryptoKey>> | undefined;

/** Loaded with the first key, so that nothing of it stands before the first question and nothing is missing later. */
function loadSuite(): Promise<CipherSuite<CryptoKey>> {
  suite ??= import('hpke').then(
    ({ AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 }) =>
      new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM),
  );
  suite.catch(() => {
    suite = undefined;
  });
  return suite;
}

export interface PublicKey {
  readonly key: CryptoKey;
  readonly fingerprint: Bytes;
}

export interface PrivateKey extends PublicKey {
  readonly secret: CryptoKey;
  readonly crypto: Cryptography;
}

/** One key, or all of a hub that has changed its keys: the one that sealed bytes are for opens them. */
export type OpeningKeys = PrivateKey | readonly PrivateKey[];

/** The key among these that sealed bytes are for. */
export function keyFor(as: OpeningKeys, sealed: Uint8Array): PrivateKey | undefined {
  const meant = sealedFor(sealed);
  const keys = 'secret' in as ? [as] : as;
  return meant.ok
    ? keys.find(({ fingerprint }) => meant.value.every((byte, at) => byte === fingerprint[at]))
    : undefined;
}

/** A new pair of keys as bytes to be kept: public 65 (an uncompressed point), private in PKCS #8. Made by the hub. */
export async function newSealingKeys({ subtle }: Cryptography): Promise<{ publicKey: Bytes; privateKey: Bytes }> {
  const pair = await subtle.generateKey(curve, true, ['deriveBits']);
  return {
    publicKey: new Uint8Array(await subtle.exportKey('raw', pair.publicKey)),
    privateKey: new Uint8Array(await subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** Why there is no key: the bytes are none, or what seals could not be fetched (try again). */
export type NoKey = 'not-a-key' | 'not-loaded';

/** A public key from its 65 bytes. Whoever holds one can seal with no network. */
export async function importPublicKey({ subtle }: Cryptography, bytes: Uint8Array): Promise<Result<PublicKey, NoKey>> {
  const own = joined(bytes);
  try {
    await loadSuite();
  } catch {
    return fail('not-loaded');
  }
  try {
    const key = await subtle.importKey('raw', own, curve, true, []);
    return ok({ key, fingerprint: new Uint8Array(await subtle.digest('SHA-256', own), 0, FINGERPRINT) });
  } catch {
    return fail('not-a-key');
  }
}

/** A private key from the bytes of its pair. It cannot be read out again. */
export async function importPrivateKey(
  crypto: Cryptography,
  pair: { publicKey: Uint8Array; privateKey: Uint8Array },
): Promise<Result<PrivateKey, NoKey>> {
  const known = await importPublicKey(crypto, pair.publicKey);
  if (!known.ok) return known;
  try {
    const secret = await crypto.subtle.importKey('pkcs8', joined(pair.privateKey), curve, false, ['deriveBits']);
    return ok({ ...known.value, secret, crypto });
  } catch {
    return fail('not-a-key');
  }
}

/** Seals `bytes` to a key. They open only together with the same `info`, which says what they are and is not stored. */
export async function sealTo(to: PublicKey, bytes: Uint8Array, info: Uint8Array): Promise<Bytes> {
  const head = joined([FORMAT], to.fingerprint);
  const { encapsulatedSecret, ciphertext } = await (await loadSuite()).Seal(to.key, bytes, { info, aad: head });
  return joined(head, encapsulatedSecret, ciphertext);
}

/** The fingerprint of the key that sealed bytes are for; a packed draft (`packDraft`) has it at the same place. */
export function sealedFor(sealed: Uint8Array): Result<Bytes, 'unknown-format'> {
  if (![FORMAT, PACKED].includes(sealed[0] ?? 0) || sealed.length < HEADER) return fail('unknown-format');
  return ok(joined(sealed.subarray(1, 1 + FINGERPRINT)));
}

/** Opens what was sealed to this key with this `info`. Whatever else is given is refused, never half read. */
export async function openSealed(
  as: OpeningKeys,
  sealed: Uint8Array,
  info: Uint8Array,
): Promise<Result<Bytes, Unopened | 'other-key'>> {
  const meant = sealedFor(sealed);
  if (!meant.ok || sealed[0] !== FORMAT) return fail('unknown-format');
  const key = keyFor(as, sealed);
  if (!key) return fail('other-key');
  const [secret, ciphertext] = [sealed.slice(1 + FINGERPRINT, HEADER), sealed.slice(HEADER)];
  const hpke = await loadSuite();
  try {
    const pair = { publicKey: key.key, privateKey: key.secret };
    return ok(joined(await hpke.Open(pair, secret, ciphertext, { info, aad: sealed.slice(0, 1 + FINGERPRINT) })));
  } catch {
    return fail('does-not-open');
  }
}

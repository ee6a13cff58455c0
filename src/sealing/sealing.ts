import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
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
const FINGERPRINT = 8;
const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
const SECRET = suite.KEM.Nenc;
const HEADER = 1 + FINGERPRINT + SECRET;

export interface PublicKey {
  readonly key: CryptoKey;
  readonly fingerprint: Bytes;
}

export interface PrivateKey extends PublicKey {
  readonly secret: CryptoKey;
}

/** A new pair of keys as bytes to be kept: public 65 (an uncompressed point), private 32. Made by the hub. */
export async function newSealingKeys(): Promise<{ publicKey: Bytes; privateKey: Bytes }> {
  const pair = await suite.GenerateKeyPair(true);
  return {
    publicKey: new Uint8Array(await suite.SerializePublicKey(pair.publicKey)),
    privateKey: new Uint8Array(await suite.SerializePrivateKey(pair.privateKey)),
  };
}

/** A public key from its 65 bytes. */
export async function importPublicKey(
  { subtle }: Cryptography,
  bytes: Uint8Array,
): Promise<Result<PublicKey, 'not-a-key'>> {
  try {
    const key = await suite.DeserializePublicKey(bytes);
    const digest = await subtle.digest('SHA-256', joined(bytes));
    return ok({ key, fingerprint: new Uint8Array(digest, 0, FINGERPRINT) });
  } catch {
    return fail('not-a-key');
  }
}

/** A private key from the bytes of its pair. */
export async function importPrivateKey(
  crypto: Cryptography,
  pair: { publicKey: Uint8Array; privateKey: Uint8Array },
): Promise<Result<PrivateKey, 'not-a-key'>> {
  const known = await importPublicKey(crypto, pair.publicKey);
  if (!known.ok) return known;
  try {
    return ok({ ...known.value, secret: await suite.DeserializePrivateKey(pair.privateKey) });
  } catch {
    return fail('not-a-key');
  }
}

/** Seals `bytes` to a key. They open only together with the same `info`, which says what they are and is not stored. */
export async function sealTo(to: PublicKey, bytes: Uint8Array, info: Uint8Array): Promise<Bytes> {
  const head = joined([FORMAT], to.fingerprint);
  const { encapsulatedSecret, ciphertext } = await suite.Seal(to.key, bytes, { info, aad: head });
  return joined(head, encapsulatedSecret, ciphertext);
}

/** The fingerprint of the key that sealed bytes are for. */
export function sealedFor(sealed: Uint8Array): Result<Bytes, 'unknown-format'> {
  if (sealed[0] !== FORMAT || sealed.length < HEADER) return fail('unknown-format');
  return ok(joined(sealed.subarray(1, 1 + FINGERPRINT)));
}

/** Opens what was sealed to this key with this `info`. Whatever else is given is refused, never half read. */
export async function openSealed(
  as: PrivateKey,
  sealed: Uint8Array,
  info: Uint8Array,
): Promise<Result<Bytes, Unopened | 'other-key'>> {
  const meant = sealedFor(sealed);
  if (!meant.ok) return meant;
  if (meant.value.some((byte, at) => byte !== as.fingerprint[at])) return fail('other-key');
  const [secret, ciphertext] = [sealed.slice(1 + FINGERPRINT, HEADER), sealed.slice(HEADER)];
  try {
    // The public half is given along: a private key that cannot be exported does not tell it on every platform.
    const pair = { publicKey: as.key, privateKey: as.secret };
    return ok(joined(await suite.Open(pair, secret, ciphertext, { info, aad: sealed.slice(0, 1 + FINGERPRINT) })));
  } catch {
    return fail('does-not-open');
  }
}

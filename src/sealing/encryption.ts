import { fail, ok, type Result } from '../basics/index.ts';
import { type Bytes, type Cryptography, joined } from './cryptography.ts';

/**
 * Encryption under one secret key: AES-256-GCM (NIST SP 800-38D).
 * Format 1: one byte `1`, a random nonce of 12 bytes, the ciphertext with its tag of 16 bytes.
 */
const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

/** Why stored bytes were not turned back: written in a format this version does not know, or not under this key. */
export type Unopened = 'unknown-format' | 'does-not-open';

/** A new secret key of 32 bytes, for whoever keeps keys. */
export const newKeyBytes = (crypto: Cryptography): Bytes => crypto.getRandomValues(new Uint8Array(32));

/** A secret key from its 32 bytes. It cannot be read out again. */
export async function importKey({ subtle }: Cryptography, bytes: Bytes): Promise<Result<CryptoKey, 'not-a-key'>> {
  if (bytes.length !== 32) return fail('not-a-key');
  return ok(await subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']));
}

/** Encrypts `bytes`. They open only together with the same `context`, which says what they are and is not stored. */
export async function encrypt(crypto: Cryptography, key: CryptoKey, bytes: Bytes, context: Bytes): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt(parameters(nonce, context), key, bytes);
  return joined([FORMAT], nonce, new Uint8Array(sealed));
}

/** The bytes that were encrypted under this key and context. Whatever else is given is refused, never half read. */
export async function decrypt(
  crypto: Cryptography,
  key: CryptoKey,
  box: Uint8Array,
  context: Bytes,
): Promise<Result<Bytes, Unopened>> {
  if (box[0] !== FORMAT) return fail('unknown-format');
  if (box.length < 1 + NONCE + TAG) return fail('does-not-open');
  const own = new Uint8Array(box);
  try {
    const opened = await crypto.subtle.decrypt(
      parameters(own.subarray(1, 1 + NONCE), context),
      key,
      own.subarray(1 + NONCE),
    );
    return ok(new Uint8Array(opened));
  } catch {
    return fail('does-not-open');
  }
}

const parameters = (iv: Bytes, context: Bytes): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: joined([FORMAT], context),
});

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { open, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, syncFolder } from '../files/durable.ts';

/** A public key as devices get it, with the name by which messages refer to it. */
export interface PublicKey {
  id: string;
  /** Ed25519: 32 bytes. P-256: the uncompressed point, 65 bytes. */
  raw: Uint8Array;
}

/** Ed25519 signs content, P-256 opens cases. */
export type KeyType = 'ed25519' | 'ec';

export const newPem = (type: KeyType): string =>
  (type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

/** A private key from its PEM; `file` is named where it is none. */
export function keyFrom(pem: string, type: KeyType, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== type) throw new Error(`a key of type ${key.asymmetricKeyType}`);
    return key;
  } catch (cause) {
    throw new Error(`${file} holds no usable key. Put the right file back (docs/hub.md, "When a key is lost").`, {
      cause,
    });
  }
}

export function publicKeyOf(key: KeyObject): PublicKey {
  const { x = '', y } = createPublicKey(key).export({ format: 'jwk' });
  const raw = Buffer.from(x, 'base64url');
  const point = y === undefined ? raw : Buffer.concat([Buffer.of(4), raw, Buffer.from(y, 'base64url')]);
  return { id: createHash('sha256').update(point).digest('hex').slice(0, 16), raw: point };
}

/** The bytes of an Ed25519 public key as a key that verifies. */
export const verifyingKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });

/** The name of a wrapping key; it tells nothing of it. */
export const wrappingId = (key: Uint8Array): string =>
  createHash('sha256').update('kakanai wrapping ').update(key).digest('hex').slice(0, 16);

/** The text of a file that has to be there. */
export async function textOfKey(folder: string, file: string): Promise<string> {
  return readFile(path.join(folder, file), 'utf8').catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new Error(
      `${path.join(folder, file)} is missing. Put it back from the copy of the keys (docs/hub.md, "When a key is lost").`,
    );
  });
}

/**
 * Overwrites a secret and takes its file away; nothing where there is none. On plain disks that reaches the old bytes; on
 * flash storage nothing below full-disk encryption does.
 */
export async function destroyFile(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+');
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(size), 0, size, 0);
    await handle.datasync();
    await handle.close();
    await unlink(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await syncFolder(path.dirname(file));
}

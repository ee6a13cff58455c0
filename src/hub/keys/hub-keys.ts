import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, privateFolder, writeOnce } from '../files/durable.ts';

/** A public key as devices get it, with the name by which messages refer to it. */
export interface PublicKey {
  id: string;
  /** Ed25519: 32 bytes. P-256: the uncompressed point, 65 bytes. */
  raw: Uint8Array;
}

/** The hub's own keys: made at its first start, kept in its data folder, never replaced by themselves. */
export interface HubKeys {
  content: PublicKey & { sign(text: string): Uint8Array; verifies(text: string, signature: Uint8Array): boolean };
  /** `pkcs8` is what opens sealed cases. */
  sealing: PublicKey & { pkcs8: Uint8Array };
  /** What bookings are kept under, 32 bytes. */
  bookings: Uint8Array;
  /** What wraps the key of every case, 32 bytes, with the name that says which it is. */
  wrapping: { id: string; key: Uint8Array };
  /** A person's id for one case: the same for the same two, and useless for finding the register's own number. */
  personId(caseId: string, registerId: string): string;
}

/** Reads the keys of a data folder, or makes them. Throws where one is there and cannot be read: it is never replaced. */
export async function openHubKeys(folder: string): Promise<HubKeys> {
  await privateFolder(folder);
  const signing = await privateKey(path.join(folder, 'content-signing.pem'), 'ed25519');
  const sealing = await privateKey(path.join(folder, 'case-sealing.pem'), 'ec');
  const secret = await kept(path.join(folder, 'person-ids.key'), () => randomBytes(32).toString('base64'));
  const bookings = await kept(path.join(folder, 'bookings.key'), () => randomBytes(32).toString('base64'));
  const wrapping = Buffer.from(
    await kept(path.join(folder, 'case-keys.key'), () => randomBytes(32).toString('base64')),
    'base64',
  );
  if (wrapping.length !== 32) throw new Error(`${path.join(folder, 'case-keys.key')} holds no key. Put it back.`);
  const verifying = createPublicKey(signing);
  return {
    content: {
      ...publicKey(signing),
      sign: (text) => sign(null, Buffer.from(text), signing),
      verifies: (text, signature) => verify(null, Buffer.from(text), verifying, signature),
    },
    sealing: { ...publicKey(sealing), pkcs8: sealing.export({ type: 'pkcs8', format: 'der' }) },
    bookings: Buffer.from(bookings, 'base64'),
    wrapping: {
      id: createHash('sha256').update('kakanai wrapping ').update(wrapping).digest('hex').slice(0, 16),
      key: wrapping,
    },
    personId: (caseId, registerId) =>
      `p${createHmac('sha256', Buffer.from(secret, 'base64')).update(`${caseId}\n${registerId}`).digest('hex').slice(0, 32)}`,
  };
}

/** The text of a file that is written once, when it is not there yet. */
async function kept(file: string, make: () => string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await writeOnce(file, make());
  return readFile(file, 'utf8'); // of several hubs that begin together, one has written it
}

async function privateKey(file: string, type: 'ed25519' | 'ec'): Promise<KeyObject> {
  const pem = await kept(file, () => {
    const made = type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
    return made.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== type) throw new Error(`a key of type ${key.asymmetricKeyType}`);
    return key;
  } catch (cause) {
    throw new Error(`${file} holds no usable key. Put the right file back, or move it away to begin with a new key.`, {
      cause,
    });
  }
}

function publicKey(key: KeyObject): PublicKey {
  const { x = '', y } = createPublicKey(key).export({ format: 'jwk' });
  const raw = Buffer.from(x, 'base64url');
  const point = y === undefined ? raw : Buffer.concat([Buffer.of(4), raw, Buffer.from(y, 'base64url')]);
  return { id: createHash('sha256').update(point).digest('hex').slice(0, 16), raw: point };
}

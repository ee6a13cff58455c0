import * as z from 'zod/mini';
import { protocol } from './version.ts';
import { bytes, contentId, instant, keyId } from './words.ts';

/** Which of the hub's keys: `content` signs, `sealing` is what cases are sealed to. */
const what = z.enum(['content', 'sealing']);

/** A key of the hub, announced by the one who signs content, or who signed it before. */
export const keyStatement = z.strictObject({
  what,
  municipality: contentId,
  /** Counts the keys of this kind from 1: an older statement never takes the place of a newer one. */
  number: z.int().check(z.positive()),
  id: keyId,
  /** `content`: Ed25519, 32 bytes. `sealing`: the uncompressed point of P-256, 65 bytes. */
  key: bytes,
  from: z.exactOptional(instant),
  /** The key with which it is signed (Ed25519, RFC 8032), over `statementText`. */
  by: keyId,
  signature: bytes,
});

/**
 * How a device that knows earlier keys of its hub comes to those of today: each key that signs content is announced by
 * the one before it, and the sealing key by the one in force.
 */
export const keyStatements = z.strictObject({ protocol, statements: z.array(keyStatement).check(z.maxLength(100)) });

export type KeyStatement = z.infer<typeof keyStatement>;
export type KeyStatements = z.infer<typeof keyStatements>;

/** The text whose UTF-8 bytes are signed. */
export const statementText = ({
  what: kind,
  municipality,
  number,
  id,
  key,
  from,
  by,
}: Omit<KeyStatement, 'signature'>): string =>
  JSON.stringify(['kakanai key 1', kind, municipality, number, id, key, from ?? null, by]);

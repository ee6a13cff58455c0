import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { isMissing, writeDurably, writeOnce } from '../files/durable.ts';
import { destroyFile } from './key-files.ts';

const instant = z.iso.datetime();
const id = z.string().check(z.regex(/^[0-9a-f]{16}$/));
const file = z.string().check(z.regex(/^[a-z0-9-]+\.(pem|key)$/));

const signingKey = z.strictObject({
  id,
  /** Ed25519, the 32 bytes in base64: what it signed is verified for ever, also when the key itself is gone. */
  key: z.base64(),
  /** The file with the private key; only the key in force has one. */
  file: z.exactOptional(file),
  from: z.exactOptional(instant),
  /** By which key it was announced, and how; the first one and one made after a loss were not. */
  announced: z.exactOptional(z.strictObject({ by: id, signature: z.base64() })),
  /** Another hub's, by this name. */
  of: z.exactOptional(z.string()),
});

const sealingKey = z.strictObject({
  id,
  /** The file with the private key; none after it was retired or lost. */
  file: z.exactOptional(file),
  from: z.exactOptional(instant),
  /** Since then kiosks are no longer told to seal to it. */
  until: z.exactOptional(instant),
  retired: z.exactOptional(instant),
  lost: z.exactOptional(z.literal(true)),
  /** Another hub's, by this name. */
  of: z.exactOptional(z.string()),
});

const wrappingKey = z.strictObject({ id, file, from: z.exactOptional(instant) });

/** What `keys.json` says: which keys there are and were, in which files. It holds nothing secret. */
export const keyRegister = z.strictObject({
  format: z.literal(1),
  practice: z.boolean(),
  /** Oldest first; the last that is this hub's own is in force. */
  signing: z.array(signingKey),
  /** Oldest first; the last that is this hub's own is in force. */
  sealing: z.array(sealingKey),
  wrapping: wrappingKey,
  /** A change of the wrapping key was begun: every case is to be wrapped by this one. */
  next: z.exactOptional(wrappingKey),
  /** Files of keys that are no more, still to be destroyed. */
  destroy: z.exactOptional(z.array(file)),
});

export type KeyRegister = z.infer<typeof keyRegister>;
export type SigningEntry = z.infer<typeof signingKey>;
export type SealingEntry = z.infer<typeof sealingKey>;

export const registerIn = (folder: string) => path.join(folder, 'keys.json');

/** The register of a folder of keys; nothing where there is none. Throws where it is damaged. */
export async function readRegister(folder: string): Promise<KeyRegister | undefined> {
  const text = await readFile(registerIn(folder), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return keyRegister.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${registerIn(folder)} is damaged. Restore it from a copy; do not edit it.`, { cause });
  }
}

const textOf = (register: KeyRegister) => `${JSON.stringify(register, null, 2)}\n`;

/**
 * Writes the register: with it a change of keys holds. Then destroys what it says is to be destroyed; killed before, the
 * next start does.
 */
export async function writeRegister(folder: string, register: KeyRegister): Promise<KeyRegister> {
  await writeDurably(registerIn(folder), textOf(register));
  if (register.destroy === undefined) return register;
  for (const name of register.destroy) await destroyFile(path.join(folder, name));
  const { destroy: _gone, ...rest } = register;
  await writeDurably(registerIn(folder), textOf(rest));
  return rest;
}

/** The first register of a folder; of several hubs that begin together, one writes it. */
export async function firstRegister(folder: string, register: KeyRegister): Promise<KeyRegister> {
  await writeOnce(registerIn(folder), textOf(register));
  return (await readRegister(folder)) ?? register;
}

/** The key in force: the last that is the hub's own. */
export const inForce = <Entry extends { of?: string }>(entries: readonly Entry[]): Entry | undefined =>
  entries.findLast(({ of }) => of === undefined);

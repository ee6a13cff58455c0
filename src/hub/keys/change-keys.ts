import { sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../basics/index.ts';
import { statementText } from '../../protocol/index.ts';
import { writeDurably } from '../files/durable.ts';
import { keyFrom, newPem, publicKeyOf, textOfKey } from './key-files.ts';
import { inForce, type KeyRegister, readRegister, writeRegister } from './key-register.ts';

/** Why a change was not made. `not-lost`: the key is there; change it without saying that it is lost. */
export type NotChanged = 'no-keys' | 'not-lost' | 'other-kind' | 'unknown-key' | 'in-force' | 'retired-before';

export interface ChangeOptions {
  now: () => Date;
  /** The key is gone and there is no copy: nothing is kept of it. */
  lost?: boolean;
}

/**
 * A new key that cases are sealed to. The one before stays and opens what is under way, until it is retired; a lost one
 * cannot. Returns the name of the new key. Killed before the register is written, nothing has changed.
 */
export async function changeSealingKey(
  folder: string,
  { now, lost = false }: ChangeOptions,
): Promise<Result<string, NotChanged>> {
  const register = await readRegister(folder);
  const before = register && inForce(register.sealing);
  if (!register || !before) return fail('no-keys');
  if (lost && before.file !== undefined && existsSync(path.join(folder, before.file))) return fail('not-lost');
  if (!lost) await textOfKey(folder, before.file ?? '');
  const pem = newPem('ec');
  const { id } = publicKeyOf(keyFrom(pem, 'ec', 'the new key'));
  const file = `case-sealing-${id}.pem`;
  await writeDurably(path.join(folder, file), pem);
  const at = now().toISOString();
  const { file: earlier, ...ended } = { ...before, until: at };
  const replaced = lost ? { ...ended, lost: true as const } : { ...ended, ...(earlier ? { file: earlier } : {}) };
  const sealing = [...register.sealing.map((one) => (one === before ? replaced : one)), { id, file, from: at }];
  await writeRegister(folder, { ...register, sealing });
  return ok(id);
}

/**
 * A new key that signs content, announced by the one before it, which is destroyed then; what it signed can be verified
 * all the same. After a loss nobody can announce it, and kiosks that hold on to the old one are set up again.
 */
export async function changeSigningKey(
  folder: string,
  { now, lost = false, municipality }: ChangeOptions & { municipality: string },
): Promise<Result<string, NotChanged>> {
  const register = await readRegister(folder);
  const before = register && inForce(register.signing);
  if (!register || !before) return fail('no-keys');
  const old = path.join(folder, before.file ?? '');
  if (lost && existsSync(old)) return fail('not-lost');
  const pem = newPem('ed25519');
  const { id, raw } = publicKeyOf(keyFrom(pem, 'ed25519', 'the new key'));
  const file = `content-signing-${id}.pem`;
  const key = Buffer.from(raw).toString('base64');
  const from = now().toISOString();
  const number = register.signing.filter(({ of }) => of === undefined).length + 1;
  const text = statementText({ what: 'content', municipality, number, id, key, from, by: before.id });
  const announced = lost
    ? {}
    : { announced: { by: before.id, signature: await signedWith(folder, before.file ?? '', text) } };
  await writeDurably(path.join(folder, file), pem);
  const { file: _old, ...public_ } = before;
  const signing = register.signing.map((one) => (one === before ? public_ : one));
  await writeRegister(folder, {
    ...register,
    signing: [...signing, { id, key, file, from, ...announced }],
    ...(before.file === undefined ? {} : { destroy: [before.file] }),
  });
  return ok(id);
}

const signedWith = async (folder: string, file: string, text: string) =>
  sign(null, Buffer.from(text), keyFrom(await textOfKey(folder, file), 'ed25519', file)).toString('base64');

/** Takes in the keys of another hub, by a name: its cases can be opened here then, and its content verified. */
export async function addKeysOf(
  folder: string,
  other: string,
  { name, now }: { name: string; now: () => Date },
): Promise<Result<string[], NotChanged>> {
  const [register, theirs] = [await readRegister(folder), await readRegister(other)];
  if (!register || !theirs) return fail('no-keys');
  if (register.practice !== theirs.practice) return fail('other-kind');
  const added: KeyRegister['sealing'] = [];
  for (const { id, file, from } of theirs.sealing) {
    const known = register.sealing.find((one) => one.id === id);
    if (file === undefined || known?.file !== undefined) continue;
    const into = `other-${id}.pem`;
    await writeDurably(path.join(folder, into), await readFile(path.join(other, file), 'utf8'));
    added.push({ id, file: into, ...(from ? { from } : {}), until: now().toISOString(), of: name });
  }
  const ids = new Set(added.map(({ id }) => id));
  const signing = theirs.signing
    .filter(({ id }) => register.signing.every((one) => one.id !== id))
    .map(({ id, key }) => ({ id, key, of: name }));
  await writeRegister(folder, {
    ...register,
    sealing: [...added, ...register.sealing.filter(({ id }) => !ids.has(id))],
    signing: [...signing, ...register.signing],
  });
  return ok([...ids]);
}

/** Destroys a key that no case needs any more; whoever calls has looked. Its name stays, so that a refusal can say it. */
export async function retireKey(folder: string, id: string, now: () => Date): Promise<Result<void, NotChanged>> {
  const register = await readRegister(folder);
  const entry = register?.sealing.find((one) => one.id === id);
  if (!register || !entry) return fail(register ? 'unknown-key' : 'no-keys');
  if (entry === inForce(register.sealing)) return fail('in-force');
  if (entry.file === undefined) return fail('retired-before');
  const { file, ...rest } = entry;
  const retired = { ...rest, retired: now().toISOString() };
  await writeRegister(folder, {
    ...register,
    sealing: register.sealing.map((one) => (one === entry ? retired : one)),
    destroy: [file],
  });
  return ok(undefined);
}

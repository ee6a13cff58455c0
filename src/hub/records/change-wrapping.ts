import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { fail, ok, type Result } from '../../basics/index.ts';
import { keysIn } from '../cases/open-cases.ts';
import { rewrapFile, rewrapTable } from '../cases/rewrap.ts';
import { type DatabaseOpening, openingOf, openingOnServer } from '../database/index.ts';
import { writeDurably } from '../files/durable.ts';
import { lockFolder } from '../files/lock.ts';
import { wrappingIn } from '../keys/hub-keys.ts';
import { wrappingId } from '../keys/key-files.ts';
import { type KeyRegister, readRegister, writeRegister } from '../keys/key-register.ts';
import type { NoRecords } from './open-records.ts';

export interface ChangeOfWrapping {
  databaseUrl?: string;
  now: () => Date;
  /** Told after each step that is on the disk; a test ends the work there. */
  reached?: (step: 'begun' | 'file' | 'table' | 'over') => void;
}

/**
 * A new key that wraps the keys of all cases: makes it, wraps every key anew, then destroys the one before. Killed at any
 * point it goes on where it was when it is called again, and no hub starts on these keys meanwhile. Returns the name of
 * the new key.
 */
export async function changeWrappingKey(
  dataFolder: string,
  { databaseUrl, now, reached = () => undefined }: ChangeOfWrapping,
): Promise<Result<string, NoRecords>> {
  const keysFolder = path.join(dataFolder, 'keys');
  const free = databaseUrl === undefined ? await lockFolder(dataFolder) : ok({ release: async () => undefined });
  if (!free.ok) return fail({ because: 'folder-in-use', heldBy: free.reason.heldBy });
  let opening: DatabaseOpening | undefined;
  try {
    const register = await readRegister(keysFolder);
    if (!register) return fail({ because: 'no-hub' });
    const begun = register.next ? { ...register, next: register.next } : await begin(keysFolder, register, now);
    reached('begun');
    const keys = {
      from: await wrappingIn(keysFolder, begun.wrapping),
      to: await wrappingIn(keysFolder, begun.next),
    };
    if (databaseUrl === undefined) await rewrapFile(keysIn(path.join(dataFolder, 'cases')), keys);
    reached('file');
    const embedded = path.join(dataFolder, 'database');
    if (databaseUrl !== undefined || (await stat(embedded).catch(() => undefined))) {
      opening =
        databaseUrl === undefined
          ? openingOf(embedded, register.practice)
          : openingOnServer(databaseUrl, register.practice);
      const database = await opening.ready;
      await rewrapTable(database, keys, now);
      // The rows as they were are still in the table's file until it is written anew.
      await sql`vacuum full case_keys`.execute(database);
    }
    reached('table');
    const { next, ...rest } = begun;
    await writeRegister(keysFolder, { ...rest, wrapping: next, destroy: [begun.wrapping.file] });
    reached('over');
    return ok(next.id);
  } finally {
    await opening?.close();
    await free.value.release();
  }
}

async function begin(folder: string, register: KeyRegister, now: () => Date) {
  const key = randomBytes(32);
  const id = wrappingId(key);
  const next = { id, file: `case-keys-${id}.key`, from: now().toISOString() };
  await writeDurably(path.join(folder, next.file), key.toString('base64'));
  const begun = { ...register, next };
  await writeRegister(folder, begun);
  return begun;
}

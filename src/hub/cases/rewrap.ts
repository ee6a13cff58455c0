import { link, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { appendToTrail } from '../audit/trail.ts';
import { allowChangeOfKeys, type Database, type Queries } from '../database/index.ts';
import { isMissing, syncFolder } from '../files/durable.ts';
import { destroyFile } from '../keys/key-files.ts';
import { rewrapped, wrappingKey } from './case-key.ts';
import { copyOfKeyFile, isWrappedBy } from './key-file.ts';

/** A wrapping key with its name. */
interface Wrapping {
  id: string;
  key: Uint8Array;
}

/**
 * Wraps every key in a file of keys anew: into a file beside it, which then takes its place at once, and what was there is
 * overwritten. Killed at any point it is done again with the same outcome; nothing happens where it was done before.
 */
export async function rewrapFile(file: string, { from, to }: { from: Wrapping; to: Wrapping }): Promise<void> {
  const [part, old] = [`${file}.part`, `${file}.old`];
  const bytes = await readFile(file).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (bytes && bytes.length > 0 && !isWrappedBy(bytes, to.id)) {
    const copy = await copyOfKeyFile(file, bytes, { from, to });
    await rm(part, { force: true });
    const handle = await open(part, 'wx', 0o600);
    await handle.writeFile(copy);
    await handle.datasync();
    await handle.close();
    // A second name for the old bytes: with the first one gone they could not be reached and overwritten any more.
    await rm(old, { force: true });
    await link(file, old);
    await rename(part, file);
    await syncFolder(path.dirname(file));
  }
  await destroyFile(old);
}

const BATCH = 1000;

/**
 * Wraps every key in the table of a server anew, and says that from now on only the new wrapping key holds: all in one
 * transaction. Meanwhile no case is taken in; afterwards only by hubs that have the new key.
 */
export async function rewrapTable(
  database: Database,
  { from, to }: { from: Wrapping; to: Wrapping },
  now: () => Date,
): Promise<number> {
  const [before, after] = [await wrappingKey(from), await wrappingKey(to)];
  return database.transaction().execute(async (within) => {
    await sql`lock table case_keys in exclusive mode`.execute(within);
    const identity = await within.selectFrom('hub_identity').select('wrapping_key').executeTakeFirst();
    if (identity?.wrapping_key === to.id) return 0;
    await allowChangeOfKeys(within);
    const count = await rewrapRows(within, (caseId, wrapped) => rewrapped({ before, after }, caseId, wrapped), to.id);
    await within.updateTable('hub_identity').set({ wrapping_key: to.id }).execute();
    await appendToTrail(within, { at: now().toISOString(), role: 'operator', action: 'wrapping-key-changed' });
    return count;
  });
}

async function rewrapRows(
  within: Queries,
  wrap: (caseId: string, wrapped: Uint8Array) => Promise<Uint8Array>,
  by: string,
): Promise<number> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (let count = 0; ; ) {
    const rows = await within
      .selectFrom('case_keys')
      .select(['case_id', 'wrapped'])
      .where('wrapped', 'is not', null)
      .where('case_id', '>', last)
      .orderBy('case_id')
      .limit(BATCH)
      .execute();
    const end = rows.at(-1);
    if (!end) return count;
    last = end.case_id;
    count += rows.length;
    const ids = rows.map(({ case_id: id }) => id);
    const wraps = await Promise.all(
      rows.map(async ({ case_id: id, wrapped }) => Buffer.from(await wrap(id, wrapped ?? Buffer.of())).toString('hex')),
    );
    await sql`update case_keys set wrapped = decode(anew.wrapped, 'hex'), wrapped_by = ${by}
      from unnest(${ids}::uuid[], ${wraps}::text[]) as anew (id, wrapped) where case_id = anew.id`.execute(within);
  }
}

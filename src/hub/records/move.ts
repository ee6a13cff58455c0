import { existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '../../basics/index.ts';
import { action } from '../../case/index.ts';
import { databaseOver, type Database, embeddedPool, holdIdentity, serverPool } from '../database/index.ts';
import { eventFile, eventTable } from '../devices/index.ts';
import { lockFolder } from '../files/lock.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import { wrappingKey } from '../cases/case-key.ts';
import { journalIn, openCases } from '../cases/open-cases.ts';
import { appendStaffAction, staffActions } from '../cases/staff-actions.ts';
import { tableStore } from '../cases/table-store.ts';
import { moveRows, moveTaskResults } from './move-rows.ts';
import { openRecords } from './open-records.ts';

/**
 * Moves the cases of a folder's journal into the tables of a server, with the times at which they came in, then destroys
 * their keys in the folder: from then on only the server has them. Killed in between, it goes on where it was. Returns
 * how many there were.
 */
async function moveToServer(
  folder: string,
  embedded: Database | undefined,
  database: Database,
  { wrapping, now }: { wrapping: { id: string; key: Uint8Array }; now: () => Date },
): Promise<number> {
  if (!(await stat(journalIn(folder)).catch(() => undefined))) return 0;
  const { store: journal } = await openCases(folder, { wrapping, now });
  const all = journal.delivered();
  const wrappingWith = await wrappingKey(wrapping);
  for (const { received, envelope } of all) {
    const one = await journal.sealedOf(envelope.case);
    if (!one) continue; // disposed of, or moved before
    const tables = tableStore(
      Promise.resolve(database),
      { id: wrapping.id, key: wrappingWith },
      () => new Date(received.receivedAt),
    );
    const kept = await tables.keep({ ...envelope, sealed: Buffer.from(one.sealed).toString('base64') });
    if (!kept.ok) throw new Error(`case ${envelope.case} was not moved: ${kept.reason}`);
    const key = await tables.keys.get(envelope.case);
    if (embedded && key && key !== 'destroyed') {
      const done = await staffActions(embedded, envelope.case, one.key);
      await moveStaffActions(database, envelope.case, key, done);
    }
  }
  for (const { envelope } of all) await journal.keys.destroy(envelope.case);
  await journal.close();
  await rename(journalIn(folder), path.join(await movedIn(folder), `journal-${now().getTime()}.ndjson`));
  return all.length;
}

/** What staff did with a case, encrypted under its new key; what came over before a process was killed is there already. */
async function moveStaffActions(to: Database, caseId: string, key: CryptoKey, done: readonly unknown[]): Promise<void> {
  const there = (await staffActions(to, caseId, key)).length;
  for (const one of done.slice(there)) {
    const read = action.safeParse(one);
    if (!read.success) throw new Error(`what staff did with case ${caseId} cannot be read (npm run hub:verify)`);
    await appendStaffAction(to, caseId, key, read.data);
  }
}

/** Devices that joined stay enrolled. Nothing happens where the server knows of some already. */
async function moveDevices(file: string, database: Database): Promise<void> {
  const events = await (await eventFile(file)).events();
  const table = eventTable(Promise.resolve(database));
  for (const [place, event] of events.entries()) await table.append(event, place);
}

export interface Moved {
  cases: number;
  /** Accounts, trail, inquiries, used home codes: `server-has-own` where there is a trail already, `none` without a folder. */
  rows: 'moved' | 'server-has-own' | 'none';
}

/**
 * Moves all that the hub of a data folder keeps to a server; what was the embedded database is put aside in `moved/`. Fails
 * where a hub works on the folder. Killed in between, it goes on where it was.
 */
export async function moveRecords(
  dataFolder: string,
  databaseUrl: string,
  { municipality, now }: { municipality: string; now: () => Date },
): Promise<Result<Moved, { heldBy: number }>> {
  const free = await lockFolder(dataFolder);
  if (!free.ok) return free;
  const folder = path.join(dataFolder, 'database');
  let embedded: Database | undefined;
  let database: Database | undefined;
  try {
    const keys = await openHubKeys(path.join(dataFolder, 'keys'), { practice: 'either' });
    if (existsSync(folder)) embedded = await databaseOver(await embeddedPool(folder), keys.practice);
    database = await databaseOver(serverPool(databaseUrl), keys.practice);
    await holdIdentity(database, keys, now);
    await moveDevices(path.join(dataFolder, 'devices/events.ndjson'), database);
    const rows = embedded === undefined ? 'none' : (await moveRows(embedded, database)) ? 'moved' : 'server-has-own';
    const { wrapping } = keys;
    const cases = await moveToServer(path.join(dataFolder, 'cases'), embedded, database, { wrapping, now });
    if (embedded) {
      // The tasks are made by taking the cases up.
      const records = await openRecords(dataFolder, { databaseUrl, municipality, now });
      if (!records.ok) throw new Error(`the records on the server do not open: ${records.reason.because}`);
      await moveTaskResults(embedded, records.value.database);
      await records.value.close();
      await embedded.destroy();
      await rename(folder, path.join(await movedIn(dataFolder), `database-${now().getTime()}`));
    }
    return ok({ cases, rows });
  } finally {
    await embedded?.destroy();
    await database?.destroy();
    await free.value.release();
  }
}

async function movedIn(folder: string): Promise<string> {
  const moved = path.join(folder, 'moved');
  await mkdir(moved, { recursive: true, mode: 0o700 });
  return moved;
}

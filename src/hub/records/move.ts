import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '../../basics/index.ts';
import { databaseOver, type Database, holdIdentity, serverPool } from '../database/index.ts';
import { eventFile, eventTable } from '../devices/index.ts';
import { lockFolder } from '../files/lock.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import { wrappingKey } from '../cases/case-key.ts';
import { journalIn, openCases } from '../cases/open-cases.ts';
import { tableStore } from '../cases/table-store.ts';

/**
 * Moves the cases of a folder's journal into the tables of a server, with the times at which they came in, then destroys
 * their keys in the folder: from then on only the server has them. Killed in between, it goes on where it was. Returns
 * how many there were.
 */
async function moveToServer(
  folder: string,
  database: Database,
  { wrapping, now }: { wrapping: { id: string; key: Uint8Array }; now: () => Date },
): Promise<number> {
  if (!(await stat(journalIn(folder)).catch(() => undefined))) return 0;
  const { store: journal } = await openCases(folder, { wrapping, now });
  const all = journal.delivered();
  const key = await wrappingKey(wrapping);
  for (const { received, envelope } of all) {
    const one = await journal.sealedOf(envelope.case);
    if (!one) continue; // disposed of, or moved before
    const tables = tableStore(Promise.resolve(database), key, () => new Date(received.receivedAt));
    const kept = await tables.keep({ ...envelope, sealed: Buffer.from(one.sealed).toString('base64') });
    if (!kept.ok) throw new Error(`case ${envelope.case} was not moved: ${kept.reason}`);
  }
  for (const { envelope } of all) await journal.keys.destroy(envelope.case);
  await journal.close();
  const moved = path.join(folder, 'moved');
  await mkdir(moved, { recursive: true, mode: 0o700 });
  await rename(journalIn(folder), path.join(moved, `journal-${now().getTime()}.ndjson`));
  return all.length;
}

/** Devices that joined stay enrolled. Nothing happens where the server knows of some already. */
async function moveDevices(file: string, database: Database): Promise<void> {
  const events = await (await eventFile(file)).events();
  const table = eventTable(Promise.resolve(database));
  for (const [place, event] of events.entries()) await table.append(event, place);
}

/** Moves the cases of a hub's data folder to a server; fails where a hub works on the folder. */
export async function moveRecords(
  dataFolder: string,
  databaseUrl: string,
  now: () => Date,
): Promise<Result<number, { heldBy: number }>> {
  const free = await lockFolder(dataFolder);
  if (!free.ok) return free;
  try {
    const keys = await openHubKeys(path.join(dataFolder, 'keys'));
    const database = await databaseOver(serverPool(databaseUrl));
    try {
      await holdIdentity(database, { sealing: keys.sealing.id, wrapping: keys.wrapping.id });
      await moveDevices(path.join(dataFolder, 'devices/events.ndjson'), database);
      return ok(await moveToServer(path.join(dataFolder, 'cases'), database, { wrapping: keys.wrapping, now }));
    } finally {
      await database.destroy();
    }
  } finally {
    await free.value.release();
  }
}

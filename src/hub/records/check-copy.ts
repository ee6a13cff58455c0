import { timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { ok, type Result } from '../../basics/index.ts';
import { storedActions } from '../cases/take-up.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import { openSealedCase, sealedFor } from '../../sealing/index.ts';
import { type NoRecords, openRecords, type Records, type RecordsWanted } from './open-records.ts';

/** What a copy of the keys is worth. */
export interface CheckedCopy {
  /** Cases that are kept, and how many of them the copy opens, as they came and as they are stored. */
  cases: number;
  opened: number;
  /** Cases that it does not open. */
  closed: string[];
  /** Keys of the folder in use that the copy does not have, or has others for. */
  others: ('content' | 'bookings' | 'person-ids')[];
}

/**
 * Opens every stored case with a copy of the keys: the copy alone, as after the loss of the folder in use.
 * Cases that were disposed of are left out. Throws where the copy is not whole, or belongs to other cases.
 */
export async function checkCopy(
  dataFolder: string,
  copy: string,
  wanted: Omit<RecordsWanted, 'keysFolder'>,
): Promise<Result<CheckedCopy, NoRecords>> {
  const opened = await openRecords(dataFolder, { ...wanted, keysFolder: copy });
  if (!opened.ok) return opened;
  const records = opened.value;
  try {
    const kept = await records.database.selectFrom('cases').select('id').where('state', '!=', 'disposed').execute();
    const closed: string[] = [];
    for (const { id } of kept) if (!(await opens(records, id).catch(() => false))) closed.push(id);
    const others = await otherKeys(path.join(dataFolder, 'keys'), copy);
    return ok({ cases: kept.length, opened: kept.length - closed.length, closed, others });
  } finally {
    await records.close();
  }
}

/** Whether the sealed bytes of a case open, and every action of it. */
async function opens({ database, store, sealing }: Records, caseId: string): Promise<boolean> {
  const delivered = await store.sealedOf(caseId);
  if (!delivered) return false;
  const [sealed, actions] = [
    await openSealedCase(sealing, caseId, delivered.sealed),
    await storedActions(database, caseId, delivered.key),
  ];
  // What came damaged is a task, and no fault of the copy.
  return (sealed.ok || sealed.reason !== 'other-key') && actions.every((one) => one !== undefined);
}

/** Compared with the folder in use, where that still opens. */
async function otherKeys(inUse: string, copy: string): Promise<CheckedCopy['others']> {
  const [mine, theirs] = [
    await openHubKeys(inUse, { practice: 'either', make: false }).catch(() => undefined),
    await openHubKeys(copy, { practice: 'either', make: false }),
  ];
  if (!mine) return [];
  const probe = ['case', 'person'] as const;
  return [
    ...(mine.content.id === theirs.content.id ? [] : ['content' as const]),
    ...(timingSafeEqual(mine.bookings, theirs.bookings) ? [] : ['bookings' as const]),
    ...(mine.personId(...probe) === theirs.personId(...probe) ? [] : ['person-ids' as const]),
  ];
}

/** How many kept cases came sealed to a key, by its name: as long as there is one, the key may be needed. */
export async function casesSealedTo({ database, store }: Records, keyId: string): Promise<number> {
  const kept = await database.selectFrom('cases').select('id').where('state', '!=', 'disposed').execute();
  let count = 0;
  for (const { id } of kept) {
    const delivered = await store.sealedOf(id);
    const meant = delivered && sealedFor(delivered.sealed);
    if (meant?.ok && Buffer.from(meant.value).toString('hex') === keyId) count++;
  }
  return count;
}

import { sql } from 'kysely';
import { addDays, todayInTokyo } from '../../basics/index.ts';
import { recordDisposal } from '../cases/disposal.ts';
import type { Database } from '../database/index.ts';
import type { Records } from './open-records.ts';

/**
 * Days for which a case is kept after the day on which it came in, unless told otherwise: one year from acceptance
 * (届出書の保存, 住民基本台帳法施行令34条4項), a leap year's too.
 */
export const USUAL_RETENTION_DAYS = 366;

/** How long cases are kept, in days after the day in Japan on which the hub received them. */
export interface Retention {
  prepared: number;
  /** Cases that were left behind unfinished. */
  left: number;
}

/** The cases whose time is over, oldest first. What was not opened yet is not among them. */
export async function dueCases(database: Database, today: string, retention: Retention): Promise<string[]> {
  const rows = await database
    .selectFrom('cases')
    .select(['id', 'ended', 'received_at'])
    .where('state', 'in', ['whole', 'task'])
    .orderBy('received_at')
    .execute();
  return rows
    .filter(
      ({ ended, received_at: at }) =>
        addDays(todayInTokyo(new Date(at)), ended === 'left' ? retention.left : retention.prepared) < today,
    )
    .map(({ id }) => id);
}

/**
 * Destroys the keys of cases, then writes down that it was done. Rows, ids and hashes stay. Killed in between, it is
 * done again with the same outcome.
 */
export async function disposeOf(
  { database, store, now }: Records,
  caseIds: readonly string[],
  because: 'retention' | 'request',
): Promise<void> {
  for (const caseId of caseIds) {
    await store.keys.destroy(caseId);
    await recordDisposal(database, caseId, now().toISOString(), because);
  }
  // The rows as they were are still in the table's file until it is written anew.
  await sql`vacuum full case_keys`.execute(database);
}

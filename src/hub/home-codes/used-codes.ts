import { todayInTokyo } from '../../basics/index.ts';
import type { Database } from '../database/index.ts';

/**
 * Notes that a code is used for a case. True for the first case, and for the same one again; false for any other.
 * Rejects where that cannot be told.
 */
export type NoteUse = (code: { id: string; expires: string }, caseId: string) => Promise<boolean>;

/** Into the table `used_home_codes`; what has expired is forgotten, for it is refused anyway. */
export const usedCodesIn =
  (opening: Promise<Database>, now: () => Date): NoteUse =>
  async ({ id, expires }, caseId) => {
    const instant = now();
    const database = await opening;
    await database.deleteFrom('used_home_codes').where('expires', '<', todayInTokyo(instant)).execute();
    await database
      .insertInto('used_home_codes')
      .values({ id, case_id: caseId, used_at: instant.toISOString(), expires })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const used = await database
      .selectFrom('used_home_codes')
      .select('case_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return used.case_id === caseId;
  };

import type { Database } from '../database/index.ts';
import { type CaseKeys, unwrapped } from './case-key.ts';

/**
 * The keys of cases in a table of a server, for several hubs. The row of a destroyed key stays, without the key; what
 * a server's files and backups still hold of it is told in docs/hub.md.
 */
export const keysInTable = (database: Database, wrapping: CryptoKey, now: () => Date): CaseKeys => ({
  get: async (caseId) => {
    const row = await database
      .selectFrom('case_keys')
      .select('wrapped')
      .where('case_id', '=', caseId)
      .executeTakeFirst();
    return row?.wrapped ? unwrapped(wrapping, caseId, row.wrapped) : row && 'destroyed';
  },
  destroy: async (caseId) => {
    await database
      .updateTable('case_keys')
      .set({ wrapped: null, destroyed_at: now().toISOString() })
      .where('case_id', '=', caseId)
      .where('wrapped', 'is not', null)
      .execute();
  },
});

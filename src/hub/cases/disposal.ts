import { appendToTrail } from '../audit/trail.ts';
import { tell } from '../live/live-events.ts';
import type { Database } from '../database/index.ts';

/** Writes down that the key of a case was destroyed; once, however often it is said. */
export async function recordDisposal(
  database: Database,
  caseId: string,
  at: string,
  because: 'retention' | 'request' | 'not-known',
): Promise<void> {
  await database.transaction().execute(async (within) => {
    const disposed = await within
      .updateTable('cases')
      .set({ state: 'disposed', state_at: at })
      .where('id', '=', caseId)
      .where('state', '!=', 'disposed')
      .returning('id')
      .executeTakeFirst();
    if (!disposed) return;
    await within.insertInto('case_disposals').values({ case_id: caseId, disposed_at: at, because }).execute();
    await tell(within, { what: 'case', case: caseId, state: 'disposed' });
    const role = because === 'not-known' ? 'hub' : 'operator';
    await appendToTrail(within, { at, role, action: 'case-disposed', case: caseId });
  });
}

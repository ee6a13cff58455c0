import type { CasesFound } from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';

/** So many cases are shown; a number that is used again each year has few. */
const MOST = 20;

/** Where the cases with a receipt number (受付番号) are, newest first: in any case of letters, or by a case's id. */
export async function findCases(database: Database, named: string): Promise<CasesFound['cases']> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(named);
  const rows = await database
    .selectFrom('cases')
    .select(['id', 'receipt', 'events', 'ended', 'prepared_at', 'received_at', 'state', 'state_at'])
    .select((within) =>
      within
        .selectFrom('case_tasks')
        .leftJoin('task_results', 'task_results.task', 'case_tasks.id')
        .whereRef('case_tasks.case_id', '=', 'cases.id')
        .where('result', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('open_tasks'),
    )
    .where(isId ? 'id' : 'receipt', 'in', isId ? [named] : [named, named.toUpperCase()])
    .orderBy('received_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    case: row.id,
    receipt: row.receipt,
    events: row.events,
    ended: row.ended,
    preparedAt: row.prepared_at,
    receivedAt: row.received_at,
    state: row.state,
    stateAt: row.state_at,
    openTasks: row.open_tasks ?? 0,
  }));
}

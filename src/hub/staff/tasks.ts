import type { StaffTask, TaskResult } from '../../protocol/index.ts';
import { appendToTrail } from '../audit/trail.ts';
import type { Actor } from '../accounts/accounts.ts';
import type { Database, Queries } from '../database/index.ts';
import { tell } from '../live/live-events.ts';

/** So many closed tasks are shown; all are kept. */
const SHOWN_CLOSED = 100;

const tasks = (within: Queries) =>
  within
    .selectFrom('case_tasks')
    .innerJoin('cases', 'cases.id', 'case_tasks.case_id')
    .leftJoin('task_results', 'task_results.task', 'case_tasks.id')
    .leftJoin('staff_accounts', 'staff_accounts.id', 'task_results.account')
    .select([
      'case_tasks.id',
      'case_tasks.case_id',
      'case_tasks.place',
      'case_tasks.reason',
      'case_tasks.made_at',
      'cases.receipt',
      'cases.events',
      'cases.state',
      'task_results.result',
      'task_results.at as closed_at',
      'staff_accounts.name as closed_by',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof tasks>['execute']>>[number];

const told = (row: Row): StaffTask => ({
  id: row.id,
  case: row.case_id,
  receipt: row.receipt,
  events: row.events,
  caseState: row.state,
  reason: row.reason,
  place: row.place,
  since: row.made_at,
  ...(row.result === null ? {} : { closed: { result: row.result, at: row.closed_at ?? '', by: row.closed_by ?? '' } }),
});

/** Every task that waits for a person, oldest first, and those that were closed last. */
export async function listTasks(database: Database): Promise<{ open: StaffTask[]; closed: StaffTask[] }> {
  const open = await tasks(database).where('result', 'is', null).orderBy('case_tasks.id').execute();
  const closed = await tasks(database)
    .where('result', 'is not', null)
    .orderBy('task_results.at', 'desc')
    .limit(SHOWN_CLOSED)
    .execute();
  return { open: open.map(told), closed: closed.map(told) };
}

/** The tasks of one case. */
export const tasksOf = async (within: Queries, caseId: string): Promise<StaffTask[]> =>
  (await tasks(within).where('case_tasks.case_id', '=', caseId).orderBy('case_tasks.id').execute()).map(told);

/**
 * Writes down what came of a task: who and when are kept beside it, it stays, and who listens is told. `already-done`:
 * somebody closed it before, and their word stands.
 */
export async function closeTask(
  within: Queries,
  closed: { task: number; result: TaskResult; by: Actor & { account: string }; now: Date },
): Promise<'closed' | 'already-done' | 'not-found'> {
  const { task, result, by, now } = closed;
  const at = now.toISOString();
  const there = await within.selectFrom('case_tasks').select('case_id').where('id', '=', task).executeTakeFirst();
  if (!there) return 'not-found';
  const written = await within
    .insertInto('task_results')
    .values({ task, account: by.account, result, at })
    .onConflict((conflict) => conflict.column('task').doNothing())
    .returning('task')
    .executeTakeFirst();
  if (!written) return 'already-done';
  await appendToTrail(within, { ...by, at, action: 'task-closed', case: there.case_id });
  await tell(within, { what: 'task', task });
  return 'closed';
}

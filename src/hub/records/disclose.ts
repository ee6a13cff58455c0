import type { Actor } from '../accounts/accounts.ts';
import { accessesTo } from '../audit/accesses.ts';
import { appendToTrail } from '../audit/trail.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { staffActions } from '../cases/staff-actions.ts';
import { storedActions } from '../cases/take-up.ts';
import type { Records } from './open-records.ts';

/** The ids of the cases with a receipt number (受付番号), newest first, or of the one with this id. */
export async function casesNamed(
  { database }: Pick<Records, 'database'>,
  name: string,
): Promise<{ id: string; receivedAt: string }[]> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
  const rows = await database
    .selectFrom('cases')
    .select(['id', 'received_at'])
    .where(isId ? 'id' : 'receipt', '=', name)
    .orderBy('received_at', 'desc')
    .execute();
  return rows.map(({ id, received_at: receivedAt }) => ({ id, receivedAt }));
}

/** What a disclosure is made of. */
interface Disclosing {
  database: Records['database'];
  store: Pick<CaseStore, 'keys'>;
  now: () => Date;
}

/**
 * Everything that the hub holds about one case, for a disclosure request (開示請求): what was said and by whom, what was
 * asked of registers, who saw it. That it was read is written into the trail before it is returned. Nothing where there
 * is no such case.
 */
export async function disclosed(
  { database, store, now }: Disclosing,
  caseId: string,
  by: Actor = { role: 'operator' },
) {
  const found = await database.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst();
  if (!found) return undefined;
  const { digest, ...row } = found;
  const key = await store.keys.get(caseId);
  const readable = key !== undefined && key !== 'destroyed';
  await database
    .transaction()
    .execute((within) =>
      appendToTrail(within, { ...by, at: now().toISOString(), action: 'case-disclosed', case: caseId }),
    );
  const of = { database, caseId };
  return {
    case: row,
    digest,
    readable,
    actions: readable ? await storedActions(database, caseId, key) : [],
    staffActions: readable ? await staffActions(database, caseId, key) : [],
    tasks: await tasksOf(of),
    registerInquiries: await database
      .selectFrom('register_inquiries')
      .selectAll()
      .where('case_id', '=', caseId)
      .orderBy('id')
      .execute(),
    registerChecks: await database.selectFrom('register_checks').selectAll().where('case_id', '=', caseId).execute(),
    continuations: await database
      .selectFrom('case_continuations')
      .selectAll()
      .where((made) => made.or([made('case_id', '=', caseId), made('continued_by', '=', caseId)]))
      .execute(),
    taskResults: await database
      .selectFrom('task_results')
      .innerJoin('case_tasks', 'case_tasks.id', 'task_results.task')
      .select(['reason', 'result', 'at'])
      .where('case_id', '=', caseId)
      .orderBy('task')
      .execute(),
    disposal: await database.selectFrom('case_disposals').selectAll().where('case_id', '=', caseId).execute(),
    trail: await database
      .selectFrom('audit_trail')
      .select(['seq', 'at', 'device', 'role', 'account', 'action'])
      .where('case_id', '=', caseId)
      .orderBy('seq')
      .execute(),
    accesses: await accessesTo(database, caseId),
  };
}

const tasksOf = ({ database, caseId }: { database: Records['database']; caseId: string }) =>
  database
    .selectFrom('case_tasks')
    .select(['place', 'reason', 'made_at'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();

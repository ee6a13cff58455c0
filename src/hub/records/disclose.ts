import { appendToTrail } from '../audit/trail.ts';
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

/**
 * Everything that the hub holds about one case, for a disclosure request (開示請求): what was said and by whom, what was
 * asked of registers, who saw it. That it was read is written into the trail before it is returned.
 */
export async function disclosed(records: Records, caseId: string): Promise<Record<string, unknown>> {
  const { database, store, now } = records;
  const key = await store.keys.get(caseId);
  const readable = key !== undefined && key !== 'destroyed';
  await database
    .transaction()
    .execute((within) =>
      appendToTrail(within, { at: now().toISOString(), role: 'operator', action: 'case-disclosed', case: caseId }),
    );
  const of = { database, caseId };
  const { digest, ...row } = await database
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
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
    disposal: await database.selectFrom('case_disposals').selectAll().where('case_id', '=', caseId).execute(),
    trail: await database
      .selectFrom('audit_trail')
      .select(['seq', 'at', 'device', 'role', 'account', 'action'])
      .where('case_id', '=', caseId)
      .orderBy('seq')
      .execute(),
  };
}

const tasksOf = ({ database, caseId }: { database: Records['database']; caseId: string }) =>
  database
    .selectFrom('case_tasks')
    .select(['place', 'reason', 'made_at'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();

import { fail, ok, type Result } from '../../basics/index.ts';
import type { NumberedCase, Resumable } from '../../protocol/index.ts';
import { appendToTrail } from '../audit/trail.ts';
import type { Database, Queries } from '../database/index.ts';
import type { Cases } from '../database/tables.ts';
import type { CaseStore } from './case-store.ts';
import { storedActions } from './take-up.ts';

/** The name of a device that joined this hub, by its id. */
export type NameOf = (device: string) => Promise<string | undefined>;

/** So many cases of one number are named at most: of a number's last part there are several a day. */
const MOST = 20;

/** The cases with a receipt number (受付番号), or with its last part, that were not disposed of; the newest first. */
export async function casesOfNumber(database: Queries, number: string, nameOf: NameOf): Promise<NumberedCase[]> {
  const rows = await database
    .selectFrom('cases')
    .select(['id', 'receipt', 'events', 'ended', 'prepared_at', 'state'])
    .where((made) => made.or([made('receipt', '=', number), made('receipt', 'like', `%-${number}`)]))
    .where('state', '!=', 'disposed')
    .orderBy('prepared_at', 'desc')
    .limit(MOST)
    .execute();
  return Promise.all(
    rows.map(async ({ id, receipt, events, ended, prepared_at: preparedAt, state }) => ({
      case: id,
      receipt: receipt ?? number,
      events,
      ended,
      preparedAt,
      now: await resumableNow(database, { id, state }, nameOf),
    })),
  );
}

/** What the trail and the continuations say of a case. */
async function resumableNow(
  database: Queries,
  { id: caseId, state }: { id: string; state: Cases['state'] },
  nameOf: NameOf,
): Promise<Resumable> {
  if (state !== 'whole') return { standing: state === 'received' ? 'arriving' : 'task' };
  const accepted = await database
    .selectFrom('case_staff_actions')
    .select('place')
    .where('case_id', '=', caseId)
    .limit(1)
    .executeTakeFirst();
  if (accepted) return { standing: 'accepted' };
  const continued = await database
    .selectFrom('case_continuations')
    .innerJoin('cases', 'cases.id', 'case_continuations.continued_by')
    .select('cases.receipt')
    .where('case_continuations.case_id', '=', caseId)
    .orderBy('case_continuations.made_at')
    .executeTakeFirst();
  if (continued) return { standing: 'continued', receipt: continued.receipt };
  const resumed = await database
    .selectFrom('audit_trail')
    .select(['at', 'device'])
    .where('case_id', '=', caseId)
    .where('action', '=', 'case-resumed')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  if (!resumed) return { standing: 'ready' };
  return { standing: 'resumed', at: resumed.at, kiosk: (resumed.device && (await nameOf(resumed.device))) ?? null };
}

/**
 * The actions of a case for a kiosk to go on with. That they were given is written into the trail before; of two kiosks
 * that ask at the same time the second is told of the first. Nothing changes for the case itself: whatever becomes of
 * that kiosk, it can be taken up again until a continuation of it has come. `again`: even if it was resumed before.
 */
export async function giveOut(
  database: Database,
  store: CaseStore,
  caseId: string,
  { device, again, at, nameOf }: { device: string | undefined; again: boolean; at: string; nameOf: NameOf },
): Promise<Result<Record<string, unknown>[], 'not-found' | Resumable>> {
  const key = await store.keys.get(caseId);
  if (key === undefined || key === 'destroyed') return fail('not-found');
  return database.transaction().execute(async (within) => {
    const row = await within
      .selectFrom('cases')
      .select('state')
      .where('id', '=', caseId)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.state === 'disposed') return fail('not-found');
    const now = await resumableNow(within, { id: caseId, state: row.state }, nameOf);
    if (now.standing !== 'ready' && !(now.standing === 'resumed' && again)) return fail(now);
    const actions = await storedActions(within, caseId, key);
    await appendToTrail(within, { at, device, role: 'staff', action: 'case-resumed', case: caseId });
    return ok(actions as Record<string, unknown>[]); // of a whole case every action was read
  });
}

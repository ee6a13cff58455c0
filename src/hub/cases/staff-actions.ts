import type { Action } from '../../case/index.ts';
import { CHAIN_START, joined } from '../../sealing/index.ts';
import type { Queries } from '../database/index.ts';
import { actionIn, boxedAction, linkOf } from './action-box.ts';

/** What staff did with a case after its delivery, in its order; what does not open is `undefined`. */
export async function staffActions(database: Queries, caseId: string, key: CryptoKey): Promise<unknown[]> {
  const rows = await database
    .selectFrom('case_staff_actions')
    .select(['place', 'box'])
    .where('case_id', '=', caseId)
    .orderBy('place')
    .execute();
  return Promise.all(rows.map(({ place, box }) => actionIn(key, named(caseId), place, box)));
}

/** Writes an action behind those that there are. Of two at once one fails, for a place is taken once. */
export async function appendStaffAction(
  within: Queries,
  caseId: string,
  key: CryptoKey,
  action: Action,
): Promise<void> {
  const last = await within
    .selectFrom('case_staff_actions')
    .select(['place', 'hash'])
    .where('case_id', '=', caseId)
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst();
  const place = last ? last.place + 1 : 0;
  const box = await boxedAction(key, named(caseId), place, action);
  const hash = await linkOf(last ? joined(last.hash) : CHAIN_START, named(caseId), place, action.id, box);
  await within
    .insertInto('case_staff_actions')
    .values({ case_id: caseId, place, action_id: action.id, box: Buffer.from(box), hash: Buffer.from(hash) })
    .execute();
}

/** Whether the actions of staff are as they were written. */
export async function staffActionsHold(database: Queries, caseId: string): Promise<boolean> {
  const rows = await database
    .selectFrom('case_staff_actions')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('place')
    .execute();
  let hash = CHAIN_START;
  for (const [place, row] of rows.entries()) {
    hash = await linkOf(hash, named(caseId), row.place, row.action_id, row.box);
    if (row.place !== place || !Buffer.from(hash).equals(row.hash)) return false;
  }
  return true;
}

/** No action of staff can be taken for one that was delivered. */
const named = (caseId: string) => `${caseId} staff`;

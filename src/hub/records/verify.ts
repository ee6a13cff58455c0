import { type TrailState, trailRows, verifyTrail } from '../audit/verify-trail.ts';
import { actionIn, linkOf } from '../cases/action-box.ts';
import { staffActionsHold } from '../cases/staff-actions.ts';
import { CHAIN_START, openSealedCase } from '../../sealing/index.ts';
import type { Records } from './open-records.ts';

/** Something that should not be. */
export type Flaw =
  | { flaw: 'trail-broken'; row: number }
  /** An action of a case was changed, moved, added or taken out. */
  | { flaw: 'actions-broken'; case: string; place: number }
  /** The same of what staff did with it afterwards. */
  | { flaw: 'staff-actions-broken'; case: string }
  /** A case is kept and its key is gone, or one of its actions does not open. */
  | { flaw: 'not-readable'; case: string }
  /** A case was disposed of and can still be read. */
  | { flaw: 'still-readable'; case: string }
  /** The hub said yes to it, and the tables do not have it. */
  | { flaw: 'not-in-tables'; case: string };

export interface Verified {
  trail: TrailState;
  cases: number;
  actions: number;
  disposed: number;
  flaws: Flaw[];
}

/**
 * Reads everything: that the trail and the actions of every case are as they were written, that every case which is kept
 * can be read, and that of those disposed of nothing can: their keys are gone, and neither of the hub's own keys opens
 * what is left.
 */
export async function verifyRecords(records: Records): Promise<Verified> {
  const { database, store } = records;
  const trail = await verifyTrail(trailRows(database));
  const flaws: Flaw[] = trail.brokenAt === undefined ? [] : [{ flaw: 'trail-broken', row: trail.brokenAt }];
  const cases = await database.selectFrom('cases').select(['id', 'state']).orderBy('received_at').execute();
  let actions = 0;
  for (const { id, state } of cases) {
    const rows = await database
      .selectFrom('case_actions')
      .selectAll()
      .where('case_id', '=', id)
      .orderBy('place')
      .execute();
    const key = await store.keys.get(id);
    let hash = CHAIN_START;
    let broken: number | undefined;
    let opened = 0;
    for (const [place, row] of rows.entries()) {
      hash = await linkOf(hash, id, row.place, row.action_id, row.box);
      if (row.place !== place || !Buffer.from(hash).equals(row.hash)) broken ??= place;
      if (key && key !== 'destroyed' && (await actionIn(key, id, row.place, row.box)) !== undefined) opened++;
    }
    actions += rows.length;
    if (!(await staffActionsHold(database, id))) flaws.push({ flaw: 'staff-actions-broken', case: id });
    if (broken !== undefined) flaws.push({ flaw: 'actions-broken', case: id, place: broken });
    if (state !== 'disposed') {
      const whole = key !== undefined && key !== 'destroyed' && opened === rows.length;
      if (!whole) flaws.push({ flaw: 'not-readable', case: id });
    } else if (key !== 'destroyed' || opened > 0 || (await opensWithoutItsKey(records, id, rows))) {
      flaws.push({ flaw: 'still-readable', case: id });
    }
  }
  const there = new Set(cases.map(({ id }) => id));
  for (const { envelope } of store.delivered())
    if (!there.has(envelope.case)) flaws.push({ flaw: 'not-in-tables', case: envelope.case });
  const disposed = cases.filter(({ state }) => state === 'disposed').length;
  return { trail, cases: cases.length, actions, disposed, flaws };
}

/** Whether the store still gives the sealed bytes, or what is left opens with the key that devices seal to. */
async function opensWithoutItsKey(
  { store, sealing, database }: Records,
  caseId: string,
  rows: readonly { box: Uint8Array }[],
): Promise<boolean> {
  if (await store.sealedOf(caseId)) return true;
  const delivery = await database.selectFrom('case_deliveries').select('box').where('case_id', '=', caseId).execute();
  for (const { box } of [...delivery, ...rows]) if ((await openSealedCase(sealing, caseId, box)).ok) return true;
  return false;
}

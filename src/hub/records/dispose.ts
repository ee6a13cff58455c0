import { sql } from 'kysely';
import { addDays, type PlainDate, todayInTokyo } from '../../basics/index.ts';
import { recordDisposal } from '../cases/disposal.ts';
import { keptAtLeastUntil, keptUntil } from '../../engine/index.ts';
import type { Records } from './open-records.ts';
import { livedThrough } from './reopen.ts';

/** Days instead of the periods of the content, counted after the day in Japan on which the hub received a case. */
export interface FixedRetention {
  /** Of every case. */
  all?: number;
  /** Of cases that were left behind unfinished. */
  left?: number;
}

/**
 * The cases whose time is over, oldest first: the longest of the periods of their procedures (保存期間), as the content in
 * force here says now. Which procedures they are is found by living through a case again; all that may apply count. What
 * was not opened yet is not among them.
 */
export async function dueCases(records: Records, today: PlainDate, fixed: FixedRetention = {}): Promise<string[]> {
  const rows = await records.database
    .selectFrom('cases')
    .select(['id', 'ended', 'events', 'received_at'])
    .where('state', 'in', ['whole', 'task'])
    .orderBy('received_at')
    .execute();
  const inForce = await records.inForce();
  const due: string[] = [];
  for (const { id, ended, events, received_at: at } of rows) {
    const received = todayInTokyo(new Date(at));
    const days = ended === 'left' ? (fixed.left ?? fixed.all) : fixed.all;
    if (days !== undefined) {
      if (addDays(received, days) < today) due.push(id);
      continue;
    }
    // Living through a case takes long: only those are looked into for which it can make a difference.
    if (keptAtLeastUntil(inForce?.retention, received) >= today) continue;
    const last = keptUntil(inForce?.retention, await proceduresOf(records, id, events), received);
    if (last < today) due.push(id);
  }
  return due;
}

/** The procedures that apply or may apply to a case; of one that cannot be lived through, all there are for its events. */
async function proceduresOf(
  records: Records,
  caseId: string,
  events: readonly string[],
): Promise<{ id: string; field: string }[]> {
  const again = await livedThrough(records, caseId);
  if (again.ok)
    return again.value.visit.outlook.findings.flatMap(({ standing, compiled }) =>
      standing === 'does-not-apply' ? [] : [compiled.procedure],
    );
  const all = (await records.inForce())?.procedures ?? [];
  return all.filter((procedure) => procedure.events.some((event) => events.includes(event)));
}

/**
 * Destroys the keys of cases, then writes down that it was done. Rows, ids and hashes stay. Killed in between, it is
 * done again with the same outcome.
 */
export async function disposeOf(
  { database, store, now }: Records,
  caseIds: readonly string[],
  because: 'retention' | 'request',
): Promise<void> {
  for (const caseId of caseIds) {
    await store.keys.destroy(caseId);
    await recordDisposal(database, caseId, now().toISOString(), because);
  }
  // The rows as they were are still in the table's file until it is written anew.
  await sql`vacuum full case_keys`.execute(database);
}

import { appendToTrail } from '../audit/trail.ts';
import { tell } from '../live/live-events.ts';
import { recordDisposal } from './disposal.ts';
import type { Database, Queries } from '../database/index.ts';
import { CHAIN_START } from '../../sealing/index.ts';
import { actionIn, boxedAction, linkOf } from './action-box.ts';
import type { CaseStore } from './case-store.ts';
import type { Envelope } from './delivery.ts';
import { type Judge, judge, type Judgement, type Task } from './judge.ts';

/** What became of a case that was taken up. */
export interface TakenUp {
  case: string;
  state: 'whole' | 'task';
  actions: number;
  tasks: readonly Task[];
}

const isAction = (one: unknown): one is { id: string; device?: unknown } =>
  typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' && uuid.test(one.id);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Opens a received case, replays it and writes its actions into the tables, all at once or not at all; what does not
 * hold becomes a task, and nothing is dropped. Nothing happens to a case that was taken up before, here or by another
 * hub at the same time.
 */
export async function takeUp(
  database: Database,
  caseId: string,
  { store, by, now, device }: { store: CaseStore; by: Judge; now: () => Date; device?: string | undefined },
): Promise<TakenUp | undefined> {
  const row = await database.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst();
  if (row?.state !== 'received') return undefined;
  const delivered = await store.sealedOf(caseId);
  if (!delivered) {
    // Disposed of, and the rows that said so were lost in a power cut.
    if ((await store.keys.get(caseId)) === 'destroyed')
      await recordDisposal(database, caseId, now().toISOString(), 'not-known');
    return undefined;
  }
  const { key, sealed } = delivered;
  const envelope: Envelope = {
    protocol: 1,
    case: caseId,
    ended: row.ended,
    ...(row.receipt === null ? {} : { receipt: row.receipt }),
    events: row.events,
    preparedAt: row.prepared_at,
  };
  const judged = await judge(envelope, sealed, by);
  const boxes = await Promise.all(judged.actions.map((one, place) => boxedAction(key, caseId, place, one)));
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute((within) => write(within, caseId, judged, boxes, { now, device }));
    } catch (error) {
      // Another case with one of these ids was taken up at the same time: now its row is seen.
      const taken = error instanceof Error && 'code' in error && error.code === '23505';
      if (!taken || attempt > 3) throw error;
    }
  }
}

async function write(
  within: Queries,
  caseId: string,
  { actions, tasks: found, content }: Judgement,
  boxes: readonly Uint8Array<ArrayBuffer>[],
  { now, device }: { now: () => Date; device: string | undefined },
): Promise<TakenUp | undefined> {
  const mine = await within
    .selectFrom('cases')
    .select('id')
    .where('id', '=', caseId)
    .where('state', '=', 'received')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!mine) return undefined;
  const tasks = [...found];
  const used = await idsInUse(within, actions);
  const rows = [];
  let hash = CHAIN_START;
  for (const [place, box] of boxes.entries()) {
    const one = actions[place];
    let actionId = isAction(one) ? one.id : null;
    if (actionId !== null && used.has(actionId)) {
      if (!tasks.some((task) => task.place === place && task.reason === 'repeated-action'))
        tasks.push({ reason: 'repeated-action', place });
      actionId = null;
    }
    if (actionId !== null) used.add(actionId);
    hash = await linkOf(hash, caseId, place, actionId, box);
    rows.push({ case_id: caseId, place, action_id: actionId, box: Buffer.from(box), hash: Buffer.from(hash) });
  }
  const at = now().toISOString();
  for (let from = 0; from < rows.length; from += 500)
    await within
      .insertInto('case_actions')
      .values(rows.slice(from, from + 500))
      .execute();
  if (tasks.length > 0)
    await within
      .insertInto('case_tasks')
      .values(tasks.map(({ reason, place }) => ({ case_id: caseId, place: place ?? null, reason, made_at: at })))
      .execute();
  const state = tasks.length > 0 ? 'task' : 'whole';
  await within
    .updateTable('cases')
    .set({ state, state_at: at, content: content ?? null })
    .where('id', '=', caseId)
    .execute();
  await tell(within, { what: 'case', case: caseId, state });
  const [first] = actions;
  const named = isAction(first) && typeof first.device === 'string' ? first.device : undefined;
  await appendToTrail(within, { at, device: device ?? named, role: 'device', action: 'case-delivered', case: caseId });
  return { case: caseId, state, actions: rows.length, tasks };
}

/** Which ids of these actions the table has already, of other cases. */
async function idsInUse(within: Queries, actions: readonly unknown[]): Promise<Set<string>> {
  const ids = actions.flatMap((one) => (isAction(one) ? [one.id] : []));
  if (ids.length === 0) return new Set();
  const rows = await within.selectFrom('case_actions').select('action_id').where('action_id', 'in', ids).execute();
  return new Set(rows.flatMap(({ action_id: id }) => (id === null ? [] : [id])));
}

/** The actions of a case as they were delivered, read from the tables; those that do not open are `undefined`. */
export async function storedActions(database: Queries, caseId: string, key: CryptoKey): Promise<unknown[]> {
  const rows = await database
    .selectFrom('case_actions')
    .select(['place', 'box'])
    .where('case_id', '=', caseId)
    .orderBy('place')
    .execute();
  return Promise.all(rows.map(({ place, box }) => actionIn(key, caseId, place, box)));
}

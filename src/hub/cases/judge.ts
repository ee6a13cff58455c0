import { isDeepStrictEqual } from 'node:util';
import type { Action } from '../../case/index.ts';
import type { Content } from '../../content/index.ts';
import { compile, Course, type Refusal } from '../../engine/index.ts';
import { type OpeningKeys, openSealedCase } from '../../sealing/index.ts';
import type { Envelope } from './delivery.ts';

/** Why a person has to look at a case; never what it says. */
export type TaskReason =
  /** The sealed bytes do not open, or hold no case. */
  | 'does-not-open'
  /** What stands on the outside is not what is inside. */
  | 'envelope-differs'
  | 'other-municipality'
  /** A case of practice at a real hub, or the reverse. */
  | 'practice'
  /** Its device had stored actions that it could no longer read. */
  | 'lost-actions'
  /** An action that this version cannot read. */
  | 'unread'
  /** An action whose id another action has. */
  | 'repeated-action'
  /** Another case continues the same one. */
  | 'continued-twice'
  /** The content version under which it was made is not kept here. */
  | 'unknown-content'
  /** It says that it was prepared, and replayed it does not come to its end. */
  | 'not-prepared'
  /** The engine refuses an action: see `Refusal`. */
  | Refusal;

export interface Task {
  reason: TaskReason;
  /** The place of the action; of the case as a whole, none. */
  place?: number;
}

/** What a delivered case is worth after a replay: every action that came, and what does not hold. */
export interface Judgement {
  actions: unknown[];
  tasks: Task[];
  /** The content version of the replay; none where there was none. */
  content: string | undefined;
  /** The case that it continues, and the ids of the actions that are as they were there. */
  continues?: { case: string; carried: ReadonlySet<string> };
}

export interface Judge {
  key: OpeningKeys;
  municipality: string;
  /** Whether this is a practice hub. */
  practice: boolean;
  /** A content version that was published here, by its hash. */
  contentOf(hash: string): Promise<Content | undefined>;
}

/** The actions of a case that is here, as they are stored. */
export type Earlier = (caseId: string) => Promise<readonly unknown[]>;

/** Opens a case and lives through it again: what a device worked out is never trusted. */
export async function judge(envelope: Envelope, sealed: Uint8Array, by: Judge, earlier: Earlier): Promise<Judgement> {
  const opened = await openSealedCase(by.key, envelope.case, sealed);
  // Another hub on this server may have its key: it stays as it came until one that has it takes it up.
  if (!opened.ok && opened.reason === 'other-key') throw new Error('there is no key here for this case');
  if (!opened.ok) return { actions: [], tasks: [{ reason: 'does-not-open' }], content: undefined };
  const { actions, unread, lost, ended } = opened.value;
  const tasks: Task[] = unread.map((_, index) => ({ reason: 'unread', place: actions.length + index }));
  if (lost > 0) tasks.push({ reason: 'lost-actions' });
  const [first] = actions;
  const all = [...actions, ...unread];
  if (first?.type !== 'opened' || first.case !== envelope.case)
    return { actions: all, tasks: [...tasks, { reason: 'not-opened', place: 0 }], content: undefined };
  if (first.municipality !== by.municipality)
    return { actions: all, tasks: [...tasks, { reason: 'other-municipality', place: 0 }], content: undefined };
  if ((first.practice ?? false) !== by.practice)
    return { actions: all, tasks: [...tasks, { reason: 'practice', place: 0 }], content: undefined };
  if (ended !== envelope.ended || !sameEvents(first.events, envelope) || !sameReceipt(receiptOf(actions), envelope))
    tasks.push({ reason: 'envelope-differs' });
  const seen = new Set<string>();
  for (const [place, { id }] of actions.entries()) {
    if (seen.has(id)) tasks.push({ reason: 'repeated-action', place });
    seen.add(id);
  }
  // A case that went on under newer content was replayed under it on its device, too.
  const hash = actions.at(-1)?.content ?? '';
  const content = await by.contentOf(hash);
  const carried =
    first.continues === undefined ? new Set<string>() : carriedFrom(await earlier(first.continues), actions);
  const judged = {
    actions: all,
    ...(first.continues !== undefined && { continues: { case: first.continues, carried } }),
  };
  if (!content) return { ...judged, tasks: [...tasks, { reason: 'unknown-content' }], content: undefined };
  return { ...judged, tasks: [...tasks, ...(await replayed(actions, content, ended, carried))], content: hash };
}

/** The actions of a case that stand in the one it continues, each the same in every part. */
function carriedFrom(earlier: readonly unknown[], actions: readonly Action[]): Set<string> {
  const known = new Map(earlier.map((one) => [(one as Partial<Action> | undefined)?.id, one]));
  return new Set(actions.filter((one) => isDeepStrictEqual(known.get(one.id), one)).map(({ id }) => id));
}

/** What was carried over and no longer fits is asked again, and is no task: it stands whole in the earlier case. */
async function replayed(
  actions: readonly Action[],
  content: Content,
  ended: Envelope['ended'],
  carried: ReadonlySet<string>,
): Promise<Task[]> {
  const [first] = actions;
  if (first?.type !== 'opened') return [];
  const unknownEvents = first.events.some((event) => !content.events.some(({ id }) => id === event));
  if (unknownEvents) return [{ reason: 'does-not-fit', place: 0 }];
  const opened = courseOf(content, first.events).open(actions);
  if (!opened.ok) return [{ reason: opened.reason, place: 0 }];
  const { visit, refused, moved } = opened.value;
  const tasks: Task[] = refused
    .filter(({ action }) => !carried.has(action.id))
    .map(({ action, reason }) => ({ reason, place: actions.indexOf(action) }));
  // Where the content changed in the middle of a visit, answers may stand elsewhere than where they were given.
  if (actions.every((action) => action.content === first.content))
    for (const action of moved)
      if (!carried.has(action.id)) tasks.push({ reason: 'not-here', place: actions.indexOf(action) });
  if (ended === 'prepared' && !visit.outlook.view.state.prepared) tasks.push({ reason: 'not-prepared' });
  return tasks;
}

const courses = new Map<string, Course>();

/** Compiled once for a content version and the events of a visit; a few are remembered. */
export function courseOf(content: Content, events: readonly string[]): Course {
  const name = [content.municipality.id, content.version.hash, ...events].join(' ');
  const course = courses.get(name) ?? new Course(compile(content, events));
  courses.delete(name);
  courses.set(name, course);
  const [oldest] = courses.keys();
  if (courses.size > 32 && oldest !== undefined) courses.delete(oldest);
  return course;
}

/** A device that could not open a case left behind any more did not know its events. */
const sameEvents = (inside: readonly string[], { events: outside, ended }: Envelope) =>
  (ended === 'left' && outside.length === 0) ||
  (inside.length === outside.length && inside.every((event) => outside.includes(event)));

/** The number of a case left behind is not one that it came to: it stands on the outside only. */
const sameReceipt = (inside: string | undefined, { receipt, ended }: Envelope) =>
  inside === receipt || ended === 'left';

const receiptOf = (actions: readonly Action[]) => actions.findLast((one) => one.type === 'prepared')?.receipt;

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
}

export interface Judge {
  key: OpeningKeys;
  municipality: string;
  /** Whether this is a practice hub. */
  practice: boolean;
  /** A content version that was published here, by its hash. */
  contentOf(hash: string): Promise<Content | undefined>;
}

/** Opens a case and lives through it again: what a device worked out is never trusted. */
export async function judge(envelope: Envelope, sealed: Uint8Array, by: Judge): Promise<Judgement> {
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
  if (
    ended !== envelope.ended ||
    !sameEvents(first.events, envelope.events) ||
    !sameReceipt(receiptOf(actions), envelope)
  )
    tasks.push({ reason: 'envelope-differs' });
  const seen = new Set<string>();
  for (const [place, { id }] of actions.entries()) {
    if (seen.has(id)) tasks.push({ reason: 'repeated-action', place });
    seen.add(id);
  }
  // A case that went on under newer content was replayed under it on its device, too.
  const hash = actions.at(-1)?.content ?? '';
  const content = await by.contentOf(hash);
  if (!content) return { actions: all, tasks: [...tasks, { reason: 'unknown-content' }], content: undefined };
  return { actions: all, tasks: [...tasks, ...(await replayed(actions, content, ended))], content: hash };
}

async function replayed(actions: readonly Action[], content: Content, ended: Envelope['ended']): Promise<Task[]> {
  const [first] = actions;
  if (first?.type !== 'opened') return [];
  const unknownEvents = first.events.some((event) => !content.events.some(({ id }) => id === event));
  if (unknownEvents) return [{ reason: 'does-not-fit', place: 0 }];
  const opened = courseOf(content, first.events).open(actions);
  if (!opened.ok) return [{ reason: opened.reason, place: 0 }];
  const { visit, refused, moved } = opened.value;
  const tasks: Task[] = refused.map(({ action, reason }) => ({ reason, place: actions.indexOf(action) }));
  // Where the content changed in the middle of a visit, answers may stand elsewhere than where they were given.
  if (actions.every((action) => action.content === first.content))
    tasks.push(...moved.map((action): Task => ({ reason: 'not-here', place: actions.indexOf(action) })));
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

const sameEvents = (inside: readonly string[], outside: readonly string[]) =>
  inside.length === outside.length && inside.every((event) => outside.includes(event));

/** A case left behind has no number on its outside, whatever it came to before. */
const sameReceipt = (inside: string | undefined, { receipt, ended }: Envelope) =>
  inside === receipt || (ended === 'left' && receipt === undefined);

const receiptOf = (actions: readonly Action[]) => actions.findLast((one) => one.type === 'prepared')?.receipt;

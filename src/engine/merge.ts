import type { Condition } from '../conditions/index.ts';
import type { Content, Part, Question } from '../content/index.ts';

/**
 * The parts of several life events as one: all gates first, so that nobody answers for half an hour before hearing that
 * one of them cannot be accepted today; then who is there; then what each asks. Groups of the same id become one, each
 * question stands once, and the closing screens come last.
 */
export function merge(content: Content, events: readonly string[]): Part[] {
  const chosen = events.map((id) => {
    const event = content.events.find((one) => one.id === id);
    if (!event) throw new Error(`content has no life event ${id}`);
    return event;
  });
  if (chosen.length === 1 && chosen[0]) return chosen[0].parts;
  const inOrder = stretches.flatMap((stretch) => chosen.flatMap(({ parts }) => stretch(parts)));
  const merged: Part[] = [];
  const asked = new Map<string, Question>();
  for (const part of inOrder) {
    const already = merged.find((other) => other.kind === part.kind && other.id === part.id);
    if (part.kind === 'group') {
      const questions: Question[] = [];
      for (const { where: within, ...question } of part.questions) {
        const where = under(part.when, within);
        const before = asked.get(question.id);
        if (before) widen(before, where, question.always);
        else {
          const once: Question = { ...question, ...(where ? { where } : {}) };
          asked.set(question.id, once);
          questions.push(once);
        }
      }
      if (already?.kind === 'group') already.questions.push(...questions);
      else if (questions.length > 0) merged.push({ kind: 'group', id: part.id, questions });
    } else if (!already) merged.push(part);
  }
  return merged;
}

const closing = new Set(['results', 'details', 'check', 'prepared']);
const isScreen = (part: Part, ...ids: string[]) => part.kind === 'screen' && ids.includes(part.id);

/** Where the gate of an event ends: at its first screen about people, else after its last stop. */
function gateEnd(parts: readonly Part[]): number {
  const people = parts.findIndex((part) => isScreen(part, 'cards', 'household'));
  return people >= 0 ? people : parts.findLastIndex((part) => part.kind === 'stop' || isScreen(part, 'purpose')) + 1;
}

/** Where its screens about people end: after the last of them. */
const peopleEnd = (parts: readonly Part[]) =>
  Math.max(gateEnd(parts), parts.findLastIndex((part) => isScreen(part, 'cards', 'household')) + 1);

const isClosing = (part: Part) => part.kind === 'screen' && closing.has(part.id);

/** The four stretches of a visit, as each event has them. */
const stretches: readonly ((parts: readonly Part[]) => readonly Part[])[] = [
  (parts) => parts.slice(0, gateEnd(parts)),
  (parts) => parts.slice(gateEnd(parts), peopleEnd(parts)),
  (parts) => parts.slice(peopleEnd(parts)).filter((part) => !isClosing(part)),
  (parts) => parts.slice(peopleEnd(parts)).filter(isClosing),
];

function under(group: Condition | undefined, own: Condition | undefined): Condition | undefined {
  return group && own ? { all: [group, own] } : (group ?? own);
}

/** A question that two events ask stands where the first has it, and is put while it is in place for either. */
function widen(question: Question, where: Condition | undefined, always: boolean | undefined): void {
  if (always) question.always = true;
  if (!question.where || JSON.stringify(question.where) === JSON.stringify(where)) return;
  if (where) question.where = { any: [question.where, where] };
  else delete question.where;
}

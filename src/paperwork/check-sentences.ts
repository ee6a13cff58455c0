import { CASE_SUBJECT } from '../case/index.ts';
import { CASE, FALSE, type KnownValue, NONE, UNKNOWN } from '../conditions/index.ts';
import { textKey } from '../content/index.ts';
import type { Outlook } from '../engine/index.ts';

/** What stands in one gap of a sentence: a fact's value, or people. */
export type Gap =
  | { kind: 'value'; fact: string; value: KnownValue }
  | { kind: 'people'; people: string[] }
  | { kind: 'unknown'; fact: string };

/** One sentence of the check (確認): where its text stands, how its gaps are filled, and which step changes it. */
export interface CheckSentence {
  text: string;
  gaps: Record<string, Gap>;
  /** The step to go to; undefined where nobody was asked (the card or the register said it). */
  change: string | undefined;
}

/**
 * The case in 8 to 12 plain sentences, from the event's `check` list. `japanese` gives the text as written, of which the
 * gaps are read: they are the same in every language.
 */
export function checkSentences(outlook: Outlook, japanese: (key: string) => string): CheckSentence[] {
  const { program, situation } = outlook;
  const seen = new Set<string>();
  return program.events.flatMap((id) => {
    const event = program.content.events.find((one) => one.id === id);
    return (event?.check ?? []).flatMap((line): CheckSentence[] => {
      if (seen.has(line.id) || (line.when && program.check(line.when)(situation, CASE, []) === FALSE)) return [];
      seen.add(line.id);
      const text = textKey('check', id, line.id);
      const gaps: Record<string, Gap> = {};
      for (const [gap = '', kind = '', name = ''] of japanese(text).matchAll(/\{(fact|people|holders):([a-z0-9-]+)\}/g))
        gaps[gap] = fillGap(outlook, kind, name);
      const known = Object.values(gaps).some((gap) => gap.kind !== 'unknown');
      return known ? [{ text, gaps, change: stepOf(outlook, line.change) }] : [];
    });
  });
}

function fillGap(outlook: Outlook, kind: string, name: string): Gap {
  const { program, situation } = outlook;
  if (kind === 'people')
    return { kind: 'people', people: outlook.peopleOf(name).map((person) => situation.subject(person)) };
  const compiled = program.byId.get(name);
  if (!compiled) return { kind: 'unknown', fact: name };
  if (kind === 'holders') {
    const people = situation.ids.filter((_, person) => situation.read(compiled.index, person, []) === true);
    return { kind: 'people', people };
  }
  const value = situation.read(compiled.index, CASE, []);
  return value === UNKNOWN || value === NONE ? { kind: 'unknown', fact: name } : { kind: 'value', fact: name, value };
}

/** The step at which a question was answered; for a fact that a form asked for, its step in the details. */
function stepOf(outlook: Outlook, question: string): string | undefined {
  return outlook.steps.find(
    ({ step }) =>
      step.kind === 'question' &&
      (step.question.question.id === question || step.key === `details.${question}.${CASE_SUBJECT}`),
  )?.step.key;
}

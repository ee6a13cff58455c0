import type { Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import type { Known, OnReady, PersonShown } from './answer.ts';
import { PeopleTicks } from './PeopleTicks.tsx';
import type { Ticked } from './Ticks.tsx';

export interface OverPeopleProps {
  /** A boolean fact of each person. */
  fact: Fact;
  people: readonly PersonShown[];
  known: (person: string) => Known;
  advance: boolean;
  labelledBy: string | undefined;
  onAnswer: (statements: Statement[]) => void;
  onReady: OnReady;
}

/** Whom one fact concerns: one answer sets it for every person shown. */
export function AskOverPeople({ fact, people, known, advance, labelledBy, onAnswer, onReady }: OverPeopleProps) {
  const before = people.map(({ id }) => ({ id, known: known(id) }));
  return (
    <PeopleTicks
      people={people}
      initial={initialOf(before)}
      check={before.some((one) => one.known.check)}
      advance={advance}
      compact={fact.sensitivity === 'private'}
      labelledBy={labelledBy}
      onTicked={(ticked) => onAnswer(people.map(({ id }) => statement(id, fact, ticked)))}
      onReady={onReady}
    />
  );
}

const statement = (subject: string, fact: Fact, ticked: Ticked): Statement => ({
  subject,
  fact: fact.id,
  said: ticked === 'unknown' ? { unknown: true } : { value: ticked.includes(subject) },
  source: 'resident',
});

/** What was answered before is shown again only when it was an answer for everybody shown now. */
function initialOf(before: { id: string; known: Known }[]): Ticked | undefined {
  const holders = before.filter(({ known }) => known.value === true).map(({ id }) => id);
  if (holders.length > 0) return holders;
  if (before.some(({ known }) => known.unknown)) return 'unknown';
  return before.length > 0 && before.every(({ known }) => known.value === false) ? [] : undefined;
}

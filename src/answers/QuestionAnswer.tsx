import { Suspense } from 'react';
import type { PlainDate } from '../basics/index.ts';
import { CASE_SUBJECT, type Said, type Statement } from '../case/index.ts';
import { type Fact, textKey, type Town } from '../content/index.ts';
import type { Step } from '../engine/index.ts';
import { useWords } from '../wording/index.ts';
import type { Known, OnReady, PersonShown } from './answer.ts';
import { asks } from './asks.ts';
import { AskChecklist } from './checklist.tsx';
import { AskOverPeople } from './over-people.tsx';
import { Phrase } from './Phrase.tsx';

export type QuestionStep = Extract<Step, { kind: 'question' }>;

export interface QuestionAnswerProps {
  step: QuestionStep;
  /** What is in use of a fact; the subject is a person's id or `case`. */
  known: (subject: string, fact: string) => Known;
  /** The people of the case, in the order in which they are shown. */
  people: readonly PersonShown[];
  /** A text of the content with its names put in (`withNames`). */
  text: (key: string) => string;
  /** The day of the case. */
  today: PlainDate;
  /** One statement for each fact and subject of the step. */
  onAnswer: (statements: Statement[]) => void;
  /** Tells the frame what its Next button does now; nothing while there is no answer to take. */
  onReady: OnReady;
  /** Whether answers that are complete in themselves lead on at once. Default: they do. */
  advance?: boolean | undefined;
  /** The id of the heading that asks. */
  labelledBy?: string | undefined;
  /** What an address begins with, where that is sure: 「見本県みほん市」 for the new address. */
  addressStart?: ((fact: string) => string | undefined) | undefined;
  /** The towns in which that address can be; nothing where it is typed. */
  towns?: ((fact: string) => readonly Town[] | undefined) | undefined;
}

/**
 * The answer to one question, whatever its kind: asks in the way of its fact's type, over people, or as a checklist,
 * and gives statements of the resident.
 */
export function QuestionAnswer(props: QuestionAnswerProps) {
  const { t } = useWords();
  return (
    <Suspense fallback={<Phrase text={t('frame.loading')} />}>
      <Answer key={props.step.key} {...props} />
    </Suspense>
  );
}

function Answer(props: QuestionAnswerProps) {
  const {
    step,
    known,
    people,
    text,
    today,
    onAnswer,
    onReady,
    advance = true,
    labelledBy,
    addressStart,
    towns,
  } = props;
  const { subjects } = step;
  const facts = step.question.facts.map(({ fact }) => fact).filter(({ sources }) => sources.includes('resident'));
  const shown = people.filter(({ id }) => subjects.includes(id));
  const [fact] = facts;
  const [subject] = subjects;
  const common = { advance, labelledBy, onReady };

  if (!fact || subject === undefined) throw new Error(`the question ${step.key} asks nobody for anything`);
  if (facts.length > 1) {
    return (
      <AskChecklist
        {...common}
        facts={facts.map(yesOrNo)}
        label={(item) => text(textKey('fact', item.id, 'label'))}
        subjects={subjects}
        people={shown}
        known={known}
        onAnswer={onAnswer}
      />
    );
  }
  if (step.question.question.over !== undefined) {
    return (
      <AskOverPeople
        {...common}
        fact={yesOrNo(fact)}
        people={shown}
        known={(person) => known(person, fact.id)}
        onAnswer={onAnswer}
      />
    );
  }
  const Ask = asks[fact.type];
  const limit = fact.limits?.notBefore;
  const earliest = limit === undefined ? undefined : known(CASE_SUBJECT, limit).value;
  return (
    <Ask
      {...common}
      fact={fact}
      label={text(textKey('fact', fact.id, 'label'))}
      option={(id) => text(textKey('fact', fact.id, 'options', id))}
      known={known(subject, fact.id)}
      people={people}
      today={today}
      notBefore={typeof earliest === 'string' ? earliest : undefined}
      addressStart={addressStart?.(fact.id)}
      towns={towns?.(fact.id)}
      onSaid={(said: Said) => onAnswer([{ subject, fact: fact.id, said, source: 'resident' }])}
    />
  );
}

/** Only a yes-or-no fact can be ticked; content with another one is a defect that its checks report. */
function yesOrNo(fact: Fact): Fact {
  if (fact.type !== 'boolean') throw new Error(`${fact.id} is a ${fact.type} and cannot be ticked in a list`);
  return fact;
}

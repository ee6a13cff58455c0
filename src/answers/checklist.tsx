import { Fragment, useId, useRef, useState } from 'react';
import type { Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import { Choice, ChoiceGroup, Notice } from '../look/index.ts';
import { useWords } from '../wording/index.ts';
import type { Known, OnReady, PersonShown } from './answer.ts';
import { JapanesePhrase, Phrase } from './Phrase.tsx';
import { ForAll } from './Ticks.tsx';
import { useReady } from './useReady.ts';

export interface ChecklistProps {
  /** Boolean facts: one item each. */
  facts: readonly Fact[];
  label: (fact: Fact) => string;
  /** Whom the items may concern: the people of the question, or the case alone. */
  subjects: readonly string[];
  /** Those of the subjects who are people, as they are shown. */
  people: readonly PersonShown[];
  known: (subject: string, fact: string) => Known;
  advance: boolean;
  labelledBy: string | undefined;
  onAnswer: (statements: Statement[]) => void;
  onReady: OnReady;
}

/** Whom each ticked item concerns; an item that is not there is not ticked. */
type Holders = Readonly<Record<string, readonly string[]>>;
type Answer = { kind: 'items'; holders: Holders } | { kind: 'none' } | { kind: 'unknown' };

/**
 * Several yes-or-no facts as one list to tick. Where it may concern several people, the people appear under an item
 * once it is ticked. Private lists are small, and marked so that they are not read aloud.
 */
export function AskChecklist(props: ChecklistProps) {
  const { facts, label, subjects, people, known, advance, labelledBy, onAnswer, onReady } = props;
  const { t, plain } = useWords();
  const name = useId();
  const root = useRef<HTMLDivElement>(null);
  const [initial] = useState(() => answeredBefore(facts, subjects, known));
  const [answer, setAnswer] = useState<Answer | undefined>(initial);
  const [refused, setRefused] = useState<string>();

  const isPrivate = facts.some(({ sensitivity }) => sensitivity === 'private');
  const several = subjects.length > 1;
  const holders = answer?.kind === 'items' ? answer.holders : {};
  const check = facts.some((fact) => subjects.some((subject) => known(subject, fact.id).check));
  const mark = check && answer === initial ? plain('question.please-check') : undefined;

  const give = (given: Answer) => {
    const open = given.kind === 'items' ? facts.find(({ id }) => given.holders[id]?.length === 0) : undefined;
    setRefused(open?.id);
    if (!open) onAnswer(statements(facts, subjects, given));
    else root.current?.querySelector<HTMLElement>(`[data-whom="${open.id}"] input`)?.focus();
  };
  useReady(onReady, answer === undefined ? undefined : () => give(answer));

  const set = (fact: string, whom: readonly string[] | undefined) => {
    const { [fact]: _, ...others } = holders;
    const changed = whom === undefined ? others : { ...others, [fact]: whom };
    setRefused(undefined);
    setAnswer(Object.keys(changed).length === 0 ? undefined : { kind: 'items', holders: changed });
  };

  return (
    <div ref={root} className="answer-checklist" data-private={isPrivate ? '' : undefined}>
      <fieldset className="answer-items" aria-labelledby={labelledBy}>
        {facts.map((fact) => {
          const whom = holders[fact.id];
          return (
            <Fragment key={fact.id}>
              <Choice
                kind="checkbox"
                name={`${name}-item`}
                value={fact.id}
                size={isPrivate || several ? 'compact' : undefined}
                checked={whom !== undefined}
                onPick={(on) => set(fact.id, on ? (several ? [] : subjects) : undefined)}
                label={<Phrase text={label(fact)} />}
                pleaseCheck={whom && mark}
              />
              {several && whom && (
                <div className="answer-whom" data-whom={fact.id}>
                  <ChoiceGroup legend={<Phrase text={t('answer.whom-of', { item: label(fact) })} />}>
                    {people.map((person) => (
                      <Choice
                        key={person.id}
                        kind="checkbox"
                        size="compact"
                        name={`${name}-${fact.id}`}
                        value={person.id}
                        checked={whom.includes(person.id)}
                        onPick={(on) =>
                          set(
                            fact.id,
                            subjects.filter((id) => (id === person.id ? on : whom.includes(id))),
                          )
                        }
                        label={<JapanesePhrase text={person.name} />}
                      />
                    ))}
                  </ChoiceGroup>
                  {refused === fact.id && <Notice kind="error" title={<Phrase text={t('error.whom')} />} />}
                </div>
              )}
            </Fragment>
          );
        })}
      </fieldset>
      <ForAll
        name={`${name}-all`}
        ticked={answer?.kind === 'none' ? [] : answer?.kind === 'unknown' ? 'unknown' : undefined}
        everything={[]}
        none={<Phrase text={t('answer.none')} />}
        mark={mark}
        labelledBy={labelledBy}
        advance={advance}
        onPick={(picked) => {
          const given: Answer | undefined =
            picked === undefined ? undefined : picked === 'unknown' ? { kind: 'unknown' } : { kind: 'none' };
          setAnswer(given);
          if (given && advance) give(given);
        }}
      />
    </div>
  );
}

/** One statement for every fact and subject: what is not ticked was answered no. */
const statements = (facts: readonly Fact[], subjects: readonly string[], answer: Answer): Statement[] =>
  facts.flatMap((fact) =>
    subjects.map((subject): Statement => {
      const yes = answer.kind === 'items' && (answer.holders[fact.id]?.includes(subject) ?? false);
      return {
        subject,
        fact: fact.id,
        said: answer.kind === 'unknown' ? { unknown: true } : { value: yes },
        source: 'resident',
      };
    }),
  );

function answeredBefore(
  facts: readonly Fact[],
  subjects: readonly string[],
  known: ChecklistProps['known'],
): Answer | undefined {
  const all = facts.flatMap((fact) => subjects.map((subject) => known(subject, fact.id)));
  const ticked = facts.map(({ id }) => [id, subjects.filter((subject) => known(subject, id).value === true)] as const);
  const holders = Object.fromEntries(ticked.filter(([, whom]) => whom.length > 0));
  if (Object.keys(holders).length > 0) return { kind: 'items', holders };
  if (all.some(({ unknown }) => unknown)) return { kind: 'unknown' };
  return all.length > 0 && all.every(({ value }) => value === false) ? { kind: 'none' } : undefined;
}

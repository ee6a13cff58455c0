import { useState } from 'react';
import type { Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import { createWording, WordsProvider } from '../wording/index.ts';
import type { Known, PersonShown } from './answer.ts';
import { QuestionAnswer, type QuestionAnswerProps, type QuestionStep } from './QuestionAnswer.tsx';

/** A fact for tests, ordinary and of the case unless said otherwise. */
export const factOf = (fact: Partial<Fact> & Pick<Fact, 'type'>): Fact => ({
  id: 'the-fact',
  about: 'case',
  sensitivity: 'ordinary',
  sources: ['resident', 'staff'],
  ifUnknown: 'ask-staff',
  ...fact,
});

export const family: PersonShown[] = [
  { id: 'p1', name: '見本　太郎', note: '41歳' },
  { id: 'p2', name: '見本　花子' },
  { id: 'p3', name: '見本　桜' },
];

export interface AskedProps
  extends Partial<Pick<QuestionAnswerProps, 'advance' | 'people' | 'addressStart' | 'towns'>> {
  facts: Fact[];
  subjects?: string[];
  over?: string;
  known?: Record<string, Partial<Known>>;
  texts?: Record<string, string>;
  onAnswer: (statements: Statement[]) => void;
  wording?: ReturnType<typeof createWording>;
}

/** A question as the kiosk puts it: heading, answer, and the frame's Next button. */
export function Asked(props: AskedProps) {
  const { facts, subjects = ['case'], over, known = {}, texts = {}, onAnswer, people = family, ...rest } = props;
  const [wording] = useState(() => props.wording ?? createWording());
  const [submit, setSubmit] = useState<() => void>();
  const step: QuestionStep = {
    kind: 'question',
    key: 'the-question',
    state: 'the-question',
    group: 'the-group',
    question: {
      question: { id: 'the-question', facts: facts.map(({ id }) => id), ...(over === undefined ? {} : { over }) },
      group: 'the-group',
      facts: facts.map((fact, index) => ({ index, fact })),
    },
    subjects,
  };
  return (
    <WordsProvider wording={wording} furigana>
      <h1 id="asks">The question</h1>
      <QuestionAnswer
        step={step}
        known={(subject, fact) => ({ check: false, ...known[`${subject}/${fact}`] })}
        people={people}
        text={(key) => texts[key] ?? key}
        today="2026-11-21"
        labelledBy="asks"
        onAnswer={onAnswer}
        onReady={(ready) => setSubmit(() => ready)}
        {...rest}
      />
      <button type="button" disabled={!submit} onClick={() => submit?.()}>
        つぎへ
      </button>
    </WordsProvider>
  );
}

import { useState } from 'react';
import { QuestionAnswer } from '../../answers/index.ts';
import { CASE_SUBJECT, entryInUse, type Statement } from '../../case/index.ts';
import type { Step, Visit } from '../../engine/index.ts';
import { ActionButton, Disclosure, Frame, Notice, Question } from '../../look/index.ts';
import { withNames } from '../../wording/index.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { usePersonName } from '../person-name.ts';
import { useWhy } from '../why.ts';
import { Said, useWords } from '../words.tsx';

type QuestionStep = Extract<Step, { kind: 'question' }>;

/**
 * One question, big answers, the reason one tap away. The frame stays from question to question, so that only what
 * changes is drawn anew.
 */
export function QuestionScreen({ step }: { step: QuestionStep }) {
  const { attempt, display, towns, writer } = useKiosk();
  const { session, visit } = useCase();
  const { t, text, has } = useWords();
  const header = useHeader();
  const why = useWhy(step);
  const [submit, setSubmit] = useState<() => void>();
  const [contradiction, setContradiction] = useState<{ step: string; named: string }>();
  const answer = (statements: Statement[]) => {
    // What staff have established stays as they say; a resident is asked to look again.
    const [named] = writer === 'resident' ? session.contradictedBy(statements) : [];
    setContradiction(named === undefined ? undefined : { step: step.key, named });
    if (named === undefined) attempt(session.answer(statements, writer));
  };
  const { question } = step.question;
  const fact = question.facts[0] ?? '';
  const own = `question.${question.id}`;
  const asked = has(`${own}.text`) ? text(`${own}.text`) : text(`fact.${fact}.question`);
  const help = has(`${own}.help`) ? `${own}.help` : `fact.${fact}.help`;
  const subject = step.subjects[0];
  const nameOf = usePersonName();
  const people = visit.outlook.situation.ids.map((id) => ({ id, name: nameOf(id) }));
  const withPeople = (words: string) =>
    withNames(words, {
      name: step.subjects.length === 1 && subject !== undefined ? nameOf(subject) : undefined,
      role: (role) => {
        const holder = session.known(CASE_SUBJECT, role).value;
        return typeof holder === 'string' ? nameOf(holder) : undefined;
      },
      unnamed: t('person.unnamed'),
    });
  const { name, prefecture } = visit.outlook.program.content.municipality;
  return (
    <Frame
      screen={step.key}
      {...header}
      discreet={step.question.facts.some((one) => one.fact.sensitivity === 'private')}
      next={
        submit && (
          <ActionButton key={step.key} kind="primary" iconAfter="next" onPress={submit}>
            <Said of={t('action.next')} />
          </ActionButton>
        )
      }
    >
      <Question key={step.key} id="question" note={has(help) ? <Said of={withPeople(text(help))} /> : undefined}>
        <Said of={withPeople(asked)} />
      </Question>
      {contradiction?.step === step.key && (
        <div className="kiosk-contradiction" ref={(notice) => notice?.scrollIntoView({ block: 'center' })}>
          <Notice kind="error" title={<Said of={withPeople(text(`condition.${contradiction.named}.contradiction`))} />}>
            <Said of={t('question.contradiction')} />
          </Notice>
        </div>
      )}
      <QuestionAnswer
        step={step}
        known={(person, id) => session.known(person, id)}
        people={people}
        text={(key) => withPeople(text(key))}
        today={visit.outlook.view.state.today}
        addressStart={(id) => (id === 'new-address' ? prefecture + name : undefined)}
        towns={(id) => (id === 'new-address' ? towns : undefined)}
        advance={display.advance}
        labelledBy="question"
        onReady={(ready) => setSubmit(() => ready)}
        onAnswer={answer}
      />
      {writer === 'resident' && saidByStaff(visit, step) && (
        <Notice kind="info" title={<Said of={t('staff.wrote')} />} />
      )}
      {why.length > 0 && (
        <Disclosure key={`why ${step.key}`} summary={<Said of={t('question.why')} />}>
          <p>
            <Said of={t('question.why-for')} />
          </p>
          <ul className="kiosk-lines">
            {why.map((line) => (
              <li key={line}>
                <Said of={line} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Frame>
  );
}

/** What staff established is used before anything a resident says after it: then it is said, not silently kept. */
const saidByStaff = ({ outlook }: Visit, { subjects, question }: QuestionStep): boolean =>
  subjects.some((subject) =>
    question.facts.some(
      ({ fact }) => entryInUse(outlook.view.state.facts.get(subject)?.get(fact.id) ?? [])?.source === 'staff',
    ),
  );

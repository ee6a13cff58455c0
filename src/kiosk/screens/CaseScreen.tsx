import { lazy, Suspense, useEffect } from 'react';
import { preloadAnswers } from '../../answers/index.ts';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { QuestionScreen } from './QuestionScreen.tsx';
import { Purpose } from './Purpose.tsx';
import { Waiting } from './Waiting.tsx';

// Not needed for the first question: fetched while it is answered.
const later = {
  cards: () => import('./Cards.tsx'),
  household: () => import('./Household.tsx'),
  results: () => import('./Results.tsx'),
  check: () => import('./Check.tsx'),
  stop: () => import('./Stop.tsx'),
};
const Cards = lazy(async () => ({ default: (await later.cards()).Cards }));
const Household = lazy(async () => ({ default: (await later.household()).Household }));
const Results = lazy(async () => ({ default: (await later.results()).Results }));
const Check = lazy(async () => ({ default: (await later.check()).Check }));
const Stop = lazy(async () => ({ default: (await later.stop()).Stop }));

/** The screen of the step at which the case stands. */
export function CaseScreen() {
  const { visit } = useCase();
  const { step } = visit;
  useEffect(() => {
    const timer = setTimeout(() => {
      void preloadAnswers();
      for (const load of Object.values(later)) void load();
    }, 500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={<Waiting />}>
      {step.kind === 'question' && <QuestionScreen key={step.key} step={step} />}
      {step.kind === 'stop' && <Stop stop={step.stop} />}
      {step.kind === 'screen' && step.screen === 'purpose' && <Purpose />}
      {step.kind === 'screen' && step.screen === 'cards' && <Cards />}
      {step.kind === 'screen' && step.screen === 'household' && <Household />}
      {step.kind === 'screen' && step.screen === 'results' && <Results />}
      {step.kind === 'screen' && step.screen === 'check' && <Check />}
      {step.kind === 'screen' && step.screen === 'prepared' && <Finishing />}
    </Suspense>
  );
}

/** The last step: the case is closed and sealed, then the session shows the number. */
function Finishing() {
  const { attempt, finish } = useKiosk();
  useEffect(() => attempt(finish()), []);
  return <Waiting />;
}

import { Suspense, useEffect, useEffectEvent } from 'react';
import { Cards, Check, HomeCodes, Household, Results, Stop } from '../later.ts';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { QuestionScreen } from './QuestionScreen.tsx';
import { Purpose } from './Purpose.tsx';
import { Waiting } from './Waiting.tsx';

/** The screen of the step at which the case stands. */
export function CaseScreen() {
  const { place } = useKiosk();
  const { visit } = useCase();
  const { step } = visit;
  return (
    <Suspense fallback={<Waiting />}>
      {step.kind === 'question' && <QuestionScreen step={step} />}
      {step.kind === 'stop' && <Stop stop={step.stop} />}
      {step.kind === 'screen' && step.screen === 'purpose' && <Purpose />}
      {step.kind === 'screen' && step.screen === 'cards' && <Cards />}
      {step.kind === 'screen' && step.screen === 'household' && <Household />}
      {step.kind === 'screen' && step.screen === 'results' && <Results />}
      {step.kind === 'screen' && step.screen === 'check' && <Check />}
      {step.kind === 'screen' && step.screen === 'prepared' && (place === 'home' ? <HomeCodes /> : <Finishing />)}
    </Suspense>
  );
}

/** The last step: the case is closed and sealed, then the session shows the number. */
function Finishing() {
  const { attempt, finish } = useKiosk();
  const close = useEffectEvent(() => attempt(finish()));
  useEffect(() => close(), []);
  return <Waiting />;
}

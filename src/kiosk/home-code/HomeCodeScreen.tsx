import { useState, useSyncExternalStore } from 'react';
import { ActionButton, Frame, Notice, Question, Steps } from '../../look/index.ts';
import { DisplayControls } from '../DisplayControls.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { Waiting } from '../screens/Waiting.tsx';
import { Said, useWords } from '../words.tsx';
import { CodeCamera } from './CodeCamera.tsx';
import { HomeCodeReading, type HomeCodeState } from './reading.ts';
import { ScannerField } from './ScannerField.tsx';
import { WhoCame } from './WhoCame.tsx';

/** Reads what somebody answered at home: by the camera, or by a hand scanner at any time. */
export function HomeCodeScreen({ onClose }: { onClose: () => void }) {
  const { hub, homeCodes, send } = useKiosk();
  const [reading] = useState(() => new HomeCodeReading({ hub, caseFor: homeCodes.caseFor }));
  const state = useSyncExternalStore(reading.subscribe, reading.getState);
  const take = (text: string) => {
    const before = reading.getState();
    void reading.take(text);
    // Whoever holds up something new is still there; a poster on the wall is not.
    if (reading.getState() !== before) send({ type: 'TOUCHED' });
  };
  if (state.at === 'opening') return <Waiting />;
  if (state.at === 'opened')
    return (
      <WhoCame
        opened={state.opened}
        onBack={onClose}
        onChosen={(came) => homeCodes.begin({ opened: state.opened, caseId: state.caseId, came })}
      />
    );
  return state.at === 'refused' ? (
    <Refused refusal={state.refusal} reading={reading} onClose={onClose} />
  ) : (
    <Collecting state={state} onText={take} onClose={onClose} />
  );
}

function useFrame(onClose: () => void) {
  const { municipality, callStaff } = useKiosk();
  const { t, plain } = useWords();
  return {
    title: municipality,
    controls: <DisplayControls />,
    moreLabel: plain(t('action.more-below')),
    back: (
      <ActionButton icon="back" onPress={onClose}>
        <Said of={t('action.back')} />
      </ActionButton>
    ),
    call: (
      <ActionButton kind="quiet" icon="bell" onPress={() => callStaff('home-code')}>
        <Said of={t('action.call-staff')} />
      </ActionButton>
    ),
  };
}

function Collecting(props: {
  state: Extract<HomeCodeState, { at: 'collecting' }>;
  onText: (text: string) => void;
  onClose: () => void;
}) {
  const { state, onText, onClose } = props;
  const { homeCodes } = useKiosk();
  const { t, plain } = useWords();
  const frame = useFrame(onClose);
  const numbers = Array.from({ length: state.of }, (_, index) => index + 1);
  return (
    <Frame screen="home-code" {...frame}>
      <Question note={<Said of={t('home-code.lead')} />}>
        <Said of={t('home-code.title')} />
      </Question>
      <div className="kiosk-reading">
        <CodeCamera reader={homeCodes.reader} onText={onText} />
        <div>
          <output className="kiosk-reading-progress">
            {state.of > 1 && <Said of={t('home-code.progress', { read: state.read.length, of: state.of })} />}
          </output>
          {state.of > 1 && (
            <Steps
              steps={numbers.map((number) => ({
                id: String(number),
                label: <Said of={t('home-code.part', { number })} />,
                state: state.read.includes(number) ? 'done' : 'todo',
              }))}
              words={{
                todo: plain(t('home-code.part.todo')),
                doing: plain(t('home-code.part.todo')),
                done: plain(t('home-code.part.done')),
              }}
            />
          )}
          {(state.last === 'damaged' || state.last === 'foreign') && (
            <Notice kind="check" title={<Said of={t(`home-code.last.${state.last}`)} />} />
          )}
          <ScannerField onText={onText} />
        </div>
      </div>
    </Frame>
  );
}

/** Each refusal says what to do; answering here is always as good. */
function Refused(props: {
  refusal: Extract<HomeCodeState, { at: 'refused' }>['refusal'];
  reading: HomeCodeReading;
  onClose: () => void;
}) {
  const { refusal, reading, onClose } = props;
  const { t } = useWords();
  const frame = useFrame(onClose);
  const canTryAgain = refusal === 'offline' || refusal === 'unavailable';
  return (
    <Frame
      screen={`home-code-${refusal}`}
      {...frame}
      next={
        <ActionButton kind="primary" iconAfter="next" onPress={onClose}>
          <Said of={t('home-code.answer-here')} />
        </ActionButton>
      }
    >
      <Question>
        <Said of={t(`home-code.${refusal}.title`)} />
      </Question>
      <p>
        <Said of={t(`home-code.${refusal}.text`)} />
      </p>
      <div className="kiosk-buttons">
        <ActionButton onPress={() => (canTryAgain ? void reading.retry() : reading.again())}>
          <Said of={t(canTryAgain ? 'action.again' : 'home-code.read-another')} />
        </ActionButton>
      </div>
    </Frame>
  );
}

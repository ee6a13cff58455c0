import { useState } from 'react';
import { ActionButton, Frame, NumberPad, Question } from '../../look/index.ts';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

const TRIES = 3;

/**
 * Nobody answered: the screen is covered. Whoever comes back shows that it is them by month and day of birth; while
 * nothing personal was said yet, a press is enough. After three wrong tries the case goes to staff, sealed.
 */
export function Locked() {
  const { municipality, send, callStaff, numberIfLeft } = useKiosk();
  const { session, visit } = useCase();
  const { t, plain } = useWords();
  const [typed, setTyped] = useState('');
  const [tries, setTries] = useState(TRIES);
  const visitor = visit.outlook.situation.ids[0] ?? '';
  const { value } = session.known(visitor, 'birth-date');
  const expected = typeof value === 'string' ? value.slice(5).replace('-', '') : undefined;
  const submit = () => {
    if (expected === undefined || typed === expected) return send({ type: 'RESUMED' });
    setTyped('');
    setTries(tries - 1);
    if (tries <= 1) send({ type: 'LEFT' });
  };
  return (
    <Frame
      screen="locked"
      title={municipality}
      moreLabel={plain(t('action.more-below'))}
      back={
        <ActionButton onPress={() => send({ type: 'LEFT' })}>
          <Said of={t('lock.new')} />
        </ActionButton>
      }
      call={
        <ActionButton kind="quiet" icon="bell" onPress={() => callStaff('locked')}>
          <Said of={t('action.call-staff')} />
        </ActionButton>
      }
      next={
        <ActionButton
          kind="primary"
          unavailable={expected !== undefined && typed.length < expected.length}
          onPress={submit}
        >
          <Said of={t('lock.resume')} />
        </ActionButton>
      }
    >
      <Question note={<Said of={t('lock.text')} />}>
        <Said of={t('lock.title')} />
      </Question>
      {expected !== undefined && (
        <NumberPad
          label={<Said of={t('lock.birth-date')} />}
          value={typed}
          onChange={setTyped}
          length={4}
          masked
          announce={(count) => plain(t('pad.count', { count }))}
          eraseLabel={plain(t('pad.erase'))}
          keysLabel={plain(t('pad.keys'))}
          onEnter={submit}
          error={tries < TRIES ? <Said of={t('lock.wrong')} /> : undefined}
        />
      )}
      {numberIfLeft !== undefined && (
        <p className="kiosk-number-if-left">
          <Said of={t('lock.number', { number: numberIfLeft })} />
        </p>
      )}
    </Frame>
  );
}

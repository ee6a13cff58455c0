import { useState } from 'react';
import { ActionButton, Icon, Notice, NumberPad, shuffledDigits } from '../../look/index.ts';
import type { CardReading, CardReadingState } from '../card-reading.ts';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

type At<Name extends CardReadingState['at']> = Extract<CardReadingState, { at: Name }>;

/** What to do with the card as it is now. Every end of a reading has its words and a way on. */
export function CardAt({
  state,
  reading,
}: {
  state: Exclude<CardReadingState, At<'check-code'>>;
  reading: CardReading;
}) {
  const { t } = useWords();
  switch (state.at) {
    case 'waiting':
      return (
        <p className="kiosk-place">
          <Icon name="card" /> <Said of={t('card.place')} />
        </p>
      );
    case 'looking':
    case 'reading':
    case 'read':
      return (
        <p className="kiosk-place" aria-live="polite">
          <Icon name="card" /> <Said of={t('card.reading')} />
        </p>
      );
    case 'pin':
      return <Pin key={state.left} state={state} reading={reading} />;
    case 'last-try':
      return <LastTry state={state} reading={reading} />;
    case 'forgotten':
      return (
        <Notice kind="info" title={<Said of={t('card.forgot.title')} />}>
          <p>
            <Said of={t('card.use-printed.text')} />
          </p>
          <p>
            <Said of={t('card.forgot.text')} />
          </p>
          <div className="kiosk-buttons">
            <UsePrinted reading={reading} kind="primary" />
            <NextCard reading={reading} />
          </div>
        </Notice>
      );
    case 'locked':
      return <LockedCode state={state} reading={reading} />;
    case 'failed':
      return <Failed failure={state.failure} reading={reading} />;
  }
}

function UsePrinted({ reading, kind }: { reading: CardReading; kind?: 'primary' }) {
  const { t } = useWords();
  return (
    <ActionButton kind={kind} icon="card" onPress={() => void reading.useCheckCode()}>
      <Said of={t('card.use-printed')} />
    </ActionButton>
  );
}

function NextCard({ reading }: { reading: CardReading }) {
  const { t } = useWords();
  return (
    <ActionButton onPress={() => reading.again()}>
      <Said of={t('card.next-person')} />
    </ActionButton>
  );
}

function LastTry({ state, reading }: { state: At<'last-try'>; reading: CardReading }) {
  const { t } = useWords();
  const { callStaff } = useKiosk();
  const isPin = state.credential === 'pin';
  return (
    <Notice kind="check" title={<Said of={t('card.last-try.title')} />}>
      {state.wrong && (
        <p role="alert">
          <Said of={t(isPin ? 'card.wrong.title' : 'card.printed.wrong')} />
        </p>
      )}
      <p>
        <Said of={t(isPin ? 'card.last-try.text' : 'card.printed.last-try.text')} />
      </p>
      <div className="kiosk-buttons">
        {isPin && <UsePrinted reading={reading} kind="primary" />}
        <ActionButton icon="bell" onPress={() => callStaff('pin')}>
          <Said of={t('action.call-staff')} />
        </ActionButton>
        <ActionButton kind="quiet" onPress={() => reading.useLastTry()}>
          <Said of={t('card.last-try.go')} />
        </ActionButton>
      </div>
    </Notice>
  );
}

function LockedCode({ state, reading }: { state: At<'locked'>; reading: CardReading }) {
  const { t } = useWords();
  const isPin = state.credential === 'pin';
  const key = isPin ? (state.justNow ? 'card.locked-now' : 'card.locked') : 'card.printed.locked';
  return (
    <Notice kind="check" title={<Said of={t(`${key}.title`)} />}>
      <p>
        <Said of={t(`${key}.text`)} />
      </p>
      <div className="kiosk-buttons">
        {isPin && <UsePrinted reading={reading} kind="primary" />}
        {!isPin && (
          <ActionButton icon="card" onPress={() => void reading.usePin()}>
            <Said of={t('card.use-pin')} />
          </ActionButton>
        )}
        <NextCard reading={reading} />
      </div>
    </Notice>
  );
}

function Failed({ failure, reading }: { failure: At<'failed'>['failure']; reading: CardReading }) {
  const { t } = useWords();
  const key =
    failure.kind === 'not-a-my-number-card'
      ? (`card.${failure.looksLike}` as const)
      : (`card.${failure.kind}` as const);
  return (
    <Notice kind="check" title={<Said of={t(`${key}.title`)} />}>
      <p>
        <Said of={t(`${key}.text`)} />
      </p>
      <ActionButton kind="primary" onPress={() => reading.again()}>
        <Said of={t('action.again')} />
      </ActionButton>
    </Notice>
  );
}

const PIN_DIGITS = 4;

const chance = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

/** The pad for one try. The digits are let go before the card has them; wrong ones are not seen again. */
function Pin({ state, reading }: { state: At<'pin'>; reading: CardReading }) {
  const { display } = useKiosk();
  const { t, plain } = useWords();
  const [digits, setDigits] = useState('');
  const [order] = useState(() => (display.shuffledPad ? shuffledDigits(chance) : undefined));
  const left = state.left === null ? '' : t('card.pin.tries', { count: state.left });
  const enter = () => {
    if (digits.length < PIN_DIGITS) return;
    setDigits('');
    void reading.enter(digits);
  };
  return (
    <>
      <NumberPad
        label={<Said of={t('card.pin.title')} />}
        hint={<Said of={t('card.pin.which')} />}
        value={digits}
        onChange={setDigits}
        length={PIN_DIGITS}
        masked
        order={order}
        announce={(count) => plain(t('pad.count', { count }))}
        eraseLabel={plain(t('pad.erase'))}
        keysLabel={plain(t('pad.keys'))}
        onEnter={enter}
        error={state.wrong ? <Said of={`${t('card.wrong.title')}　${left}`} /> : undefined}
      />
      <div className="kiosk-buttons">
        <ActionButton kind="primary" icon="card" unavailable={digits.length < PIN_DIGITS} onPress={enter}>
          <Said of={t('card.read')} />
        </ActionButton>
        <ActionButton kind="quiet" icon="question" onPress={() => reading.forget()}>
          <Said of={t('card.pin.forgot')} />
        </ActionButton>
      </div>
    </>
  );
}

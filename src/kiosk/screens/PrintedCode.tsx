import { type ReactNode, useState } from 'react';
import { asks } from '../../answers/index.ts';
import { type PartialDate, toEra } from '../../basics/index.ts';
import type { CardInfo, PrintedOnCard } from '../../card/index.ts';
import { ActionButton, Choice, ChoiceGroup, Frame, NumberPad, Question } from '../../look/index.ts';
import { formatDate } from '../../wording/index.ts';
import type { CardReading, CardReadingState } from '../card-reading.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

const CODE_DIGITS = 4;
/** How far from the year in the chip the printed one may lie: a stay that was extended is written by hand. */
const YEARS_AROUND = 5;

/**
 * Reads a card without its PIN by what is printed on its front (照合番号B): birth date, year of expiry, security code.
 * The resident types it, or staff do. After a wrong try birth date and year stay to be looked at; the code does not.
 */
export function PrintedCode(props: {
  state: Extract<CardReadingState, { at: 'check-code' }>;
  reading: CardReading;
  /** Goes on without the card. */
  onWithout: () => void;
  /** Shown below what is asked. */
  children?: ReactNode;
}) {
  const { state, reading, onWithout, children } = props;
  const [kept, setKept] = useState<{ birth: PartialDate; year: number } | undefined>(() => given.get(state.info));
  const keep = (next: typeof kept) => {
    if (next) given.set(state.info, next);
    else given.delete(state.info);
    setKept(next);
  };
  const year = kept?.year ?? Number(state.info.expiry.slice(0, 4));
  const shared = { state, onWithout, children };
  return kept ? (
    <Code
      {...shared}
      birth={kept.birth}
      year={year}
      onYear={(other) => keep({ ...kept, year: other })}
      onBirth={() => keep(undefined)}
      onCode={(securityCode) => void reading.enterPrinted({ birth: inEra(kept.birth), expiryYear: year, securityCode })}
    />
  ) : (
    <Birth {...shared} onBirth={(birth) => keep({ birth, year })} onBack={() => void reading.usePin()} />
  );
}

interface Shared {
  state: Extract<CardReadingState, { at: 'check-code' }>;
  onWithout: () => void;
  children?: ReactNode;
}

/** Between two tries of one card that lies there; gone with it. */
const given = new WeakMap<CardInfo, { birth: PartialDate; year: number }>();

/** As the card prints it: what is unknown counts as 00. To find the era, an unknown month is December. */
function inEra(birth: PartialDate): PrintedOnCard['birth'] {
  const [year = '', month = '00', day = '00'] = birth.split('-');
  const era = toEra(`${year}-${month === '00' ? '12' : month}-${day === '00' ? '28' : day}`);
  return { year: era.ok ? era.value.year : 0, month: Number(month), day: Number(day) };
}

/** The frame of both steps: back to what was before, the way on without the card, and the demonstration's card. */
function Step(props: Omit<Shared, 'state'> & { step: string; onBack: () => void; next: ReactNode; asks: ReactNode }) {
  const { step, onBack, next, asks, onWithout, children } = props;
  const { t } = useWords();
  const header = useHeader();
  return (
    <Frame
      screen={`cards-check-code-${step}`}
      {...header}
      aside={undefined}
      back={
        <ActionButton icon="back" onPress={onBack}>
          <Said of={t('action.back')} />
        </ActionButton>
      }
      next={next}
    >
      {asks}
      <div className="kiosk-buttons">
        <ActionButton kind="quiet" onPress={onWithout}>
          <Said of={t('card.without')} />
        </ActionButton>
      </div>
      {children}
    </Frame>
  );
}

function Birth({
  state: _state,
  onBirth,
  onBack,
  ...rest
}: Shared & { onBirth: (birth: PartialDate) => void; onBack: () => void }) {
  const { today } = useKiosk();
  const { visit } = useCase();
  const { t } = useWords();
  const [submit, setSubmit] = useState<() => void>();
  const fact = visit.outlook.program.byId.get('birth-date')?.fact;
  const AskDate = asks['partial-date'];
  return (
    <Step
      {...rest}
      step="birth"
      onBack={onBack}
      next={
        submit && (
          <ActionButton kind="primary" iconAfter="next" onPress={submit}>
            <Said of={t('action.next')} />
          </ActionButton>
        )
      }
      asks={
        <>
          <Question id="printed" note={<Said of={t('card.printed.birth.text')} />}>
            <Said of={t('card.printed.birth.title')} />
          </Question>
          {fact && (
            <AskDate
              fact={fact}
              label={t('card.printed.birth')}
              option={(id) => id}
              known={{ check: false }}
              people={[]}
              today={today}
              notBefore={undefined}
              addressStart={undefined}
              towns={undefined}
              advance
              labelledBy="printed"
              onReady={(ready) => setSubmit(() => ready)}
              onSaid={(said) => ('value' in said ? onBirth(String(said.value)) : onBack())}
            />
          )}
        </>
      }
    />
  );
}

function Code(
  props: Shared & {
    birth: PartialDate;
    year: number;
    onYear: (year: number) => void;
    onBirth: () => void;
    onCode: (code: string) => void;
  },
) {
  const { state, birth, year, onYear, onBirth, onCode, ...rest } = props;
  const { t, plain, language } = useWords();
  const [digits, setDigits] = useState('');
  const [choosing, setChoosing] = useState(false);
  const enter = () => {
    if (digits.length < CODE_DIGITS) return;
    setDigits('');
    onCode(digits);
  };
  if (choosing)
    return (
      <Step
        {...rest}
        step="year"
        onBack={() => setChoosing(false)}
        next={undefined}
        asks={
          <Years
            inChip={Number(state.info.expiry.slice(0, 4))}
            year={year}
            onYear={(one) => {
              onYear(one);
              setChoosing(false);
            }}
          />
        }
      />
    );
  const left = state.left === null ? '' : t('card.pin.tries', { count: state.left });
  const change = (what: string, value: string, onChange: () => void) => (
    <li>
      <span>
        <Said of={t('check.said', { what, value })} />
      </span>
      <ActionButton kind="quiet" onPress={onChange} aria-label={plain(`${t('action.change')}: ${what}`)}>
        <Said of={t('action.change')} />
      </ActionButton>
    </li>
  );
  return (
    <Step
      {...rest}
      step="code"
      onBack={onBirth}
      next={
        <ActionButton kind="primary" icon="card" unavailable={digits.length < CODE_DIGITS} onPress={enter}>
          <Said of={t('card.read')} />
        </ActionButton>
      }
      asks={
        <>
          <Question note={<Said of={`${t('card.printed.code.text')}　${left}`} />}>
            <Said of={t('card.printed.code.title')} />
          </Question>
          <ul className="kiosk-check" data-columns="2" data-private="">
            {change(t('card.printed.birth'), formatDate(birth, language), onBirth)}
            {change(t('card.printed.expiry'), t('card.printed.expiry.of', { year }), () => setChoosing(true))}
          </ul>
          <NumberPad
            label={<Said of={t('card.printed.code')} />}
            value={digits}
            onChange={setDigits}
            length={CODE_DIGITS}
            announce={(count) => plain(t('pad.count', { count }))}
            eraseLabel={plain(t('pad.erase'))}
            keysLabel={plain(t('pad.keys'))}
            onEnter={enter}
            error={state.wrong ? <Said of={`${t('card.printed.wrong')}　${left}`} /> : undefined}
          />
        </>
      }
    />
  );
}

function Years({ inChip, year, onYear }: { inChip: number; year: number; onYear: (year: number) => void }) {
  const { t } = useWords();
  return (
    <>
      <Question id="printed">
        <Said of={t('card.printed.expiry.choose')} />
      </Question>
      <ChoiceGroup labelledBy="printed" columns={4}>
        {Array.from({ length: 2 * YEARS_AROUND + 1 }, (_, at) => inChip - YEARS_AROUND + at).map((one) => (
          <Choice
            key={one}
            kind="radio"
            size="compact"
            name="expiry-year"
            value={String(one)}
            checked={one === year}
            label={<Said of={t('card.printed.expiry.of', { year: one })} />}
            onPick={() => onYear(one)}
          />
        ))}
      </ChoiceGroup>
    </>
  );
}

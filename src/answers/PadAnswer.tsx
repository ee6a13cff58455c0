import { useRef, useState } from 'react';
import { NO_PHONE, phoneInGroups, type Result } from '../basics/index.ts';
import { NumberPad } from '../look/index.ts';
import { useWords } from '../wording/index.ts';
import { type AskProps, textOf } from './answer.ts';
import type { Complaint } from './complaint.ts';
import { checkDigits, checkNumber, checkPhone } from './digits-check.ts';
import { Phrase } from './Phrase.tsx';
import { CheckNotice, StandIns, type StandInsProps, UNKNOWN } from './StandIns.tsx';
import { useReady } from './useReady.ts';

/** A whole number with many possible values. */
export function AskNumberOnPad(props: AskProps) {
  const { value } = props.known;
  const { limits } = props.fact;
  return (
    <PadAnswer
      {...props}
      before={typeof value === 'number' ? String(value) : ''}
      length={String(limits?.max ?? 999_999_999).length}
      read={(digits) => checkNumber(digits, limits)}
    />
  );
}

/** Digits that are a name and not a number. */
export function AskDigits(props: AskProps) {
  const { limits } = props.fact;
  return (
    <PadAnswer
      {...props}
      before={textOf(props.known) ?? ''}
      length={Math.max(...(limits?.digits ?? [20]))}
      read={(digits) => checkDigits(digits, limits)}
    />
  );
}

const NONE = 'none';

/** A telephone number, or that no telephone is used: nobody has to have one. */
export function AskPhone(props: AskProps) {
  const { t } = useWords();
  const before = textOf(props.known);
  return (
    <PadAnswer
      {...props}
      before={before ?? ''}
      length={11}
      read={checkPhone}
      format={phoneInGroups}
      others={[{ id: NONE, label: <Phrase text={t('answer.no-phone')} />, said: { value: NO_PHONE } }]}
      chosenBefore={before === NO_PHONE ? NONE : undefined}
    />
  );
}

interface PadAnswerProps extends AskProps {
  /** The digits answered before. */
  before: string;
  length: number;
  read: (digits: string) => Result<string | number, Complaint>;
  format?: (digits: string) => string;
  others?: NonNullable<StandInsProps['others']>;
  chosenBefore?: string | undefined;
}

function PadAnswer(props: PadAnswerProps) {
  const { label, known, before, length, read, format, others = [], chosenBefore, advance, onSaid, onReady } = props;
  const { t, plain } = useWords();
  const root = useRef<HTMLDivElement>(null);
  const [digits, setDigits] = useState(before);
  const [chosen, setChosen] = useState(known.unknown ? UNKNOWN : chosenBefore);
  const [complaint, setComplaint] = useState<Complaint>();

  const submit = () => {
    const standIn = others.find(({ id }) => id === chosen)?.said;
    if (standIn) return onSaid(standIn);
    if (chosen === UNKNOWN) return onSaid({ unknown: true });
    const given = read(digits);
    if (given.ok) return onSaid({ value: given.value });
    setComplaint(given.reason);
    root.current?.querySelector<HTMLElement>('[data-keys=digits] button')?.focus();
  };
  useReady(onReady, submit);

  return (
    <div ref={root} className="answer-typed">
      <CheckNotice known={known} />
      <NumberPad
        label={<Phrase text={label} />}
        value={digits}
        onChange={(typed) => {
          setDigits(typed);
          setChosen(undefined);
          setComplaint(undefined);
        }}
        length={length}
        format={format}
        announce={(count) => plain('pad.count', { count })}
        eraseLabel={plain('pad.erase')}
        keysLabel={plain('pad.keys')}
        onEnter={submit}
        error={complaint && <Phrase text={t(complaint.key, complaint.values)} />}
      />
      <StandIns
        others={others}
        chosen={chosen}
        advance={advance}
        onSaid={onSaid}
        onChosen={(id) => {
          setChosen(id);
          setComplaint(undefined);
          if (id !== undefined) setDigits('');
        }}
      />
    </div>
  );
}

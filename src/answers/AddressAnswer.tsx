import { zodResolver } from '@hookform/resolvers/zod';
import { useId, useState } from 'react';
import { type Control, useController, useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { ok } from '../basics/index.ts';
import { ActionButton, Choice, ChoiceGroup, NumberPad, TextField } from '../look/index.ts';
import { type ShellKey, useWords } from '../wording/index.ts';
import { addressOf, type AddressParts, noParts } from './address-parts.ts';
import { type AskProps, dontKnow, textOf } from './answer.ts';
import { JapanesePhrase, Phrase } from './Phrase.tsx';
import { CheckNotice, StandIns, UNKNOWN } from './StandIns.tsx';
import { complaintIn, field } from './typed-field.ts';
import { TownAddress } from './TownAddress.tsx';
import { useReady } from './useReady.ts';
import { checkWritten } from './written-check.ts';

type NumberName = 'block' | 'block2' | 'block3' | 'room';

const numbers: { name: NumberName; label: ShellKey }[] = [
  { name: 'block', label: 'address.block' },
  { name: 'block2', label: 'address.block-2' },
  { name: 'block3', label: 'address.block-3' },
  { name: 'room', label: 'address.room' },
];

/** The most digits of a block or room. */
const MOST_DIGITS = 5;

const KEEP = 'keep';
const AGAIN = 'again';

/**
 * An address in its parts: where the municipality lists its towns by taps, else town and building are typed and numbers
 * come from the pad. Where the city is sure it stands there already. The value is one line, as forms hold it.
 */
export function AskAddress(props: AskProps) {
  const { known, advance, labelledBy, onSaid, onReady } = props;
  const { t, plain } = useWords();
  const name = useId();
  const before = textOf(known);
  const [way, setWay] = useState(before === undefined ? AGAIN : KEEP);
  const [unknown, setUnknown] = useState(known.unknown === true);
  const [typing, setTyping] = useState(false);
  const { towns = [] } = props;
  return (
    <div className="answer-typed">
      {before !== undefined && (
        <ChoiceGroup labelledBy={labelledBy} columns={1}>
          <Choice
            kind="radio"
            name={name}
            checked={way === KEEP}
            onPick={() => {
              setWay(KEEP);
              if (advance) onSaid({ value: before });
            }}
            label={<JapanesePhrase text={before} />}
            note={<Phrase text={t('address.keep')} />}
            pleaseCheck={known.check ? plain('question.please-check') : undefined}
          />
          <Choice
            kind="radio"
            name={name}
            checked={way === AGAIN}
            onPick={() => setWay(AGAIN)}
            label={<Phrase text={t('address.write-again')} />}
          />
        </ChoiceGroup>
      )}
      {before === undefined && <CheckNotice known={known} />}
      {before !== undefined && way === KEEP && !unknown ? (
        <Kept onReady={onReady} onKeep={() => onSaid({ value: before })} />
      ) : towns.length > 0 && !typing ? (
        <TownAddress {...props} towns={towns} unknown={unknown} onTyped={() => setUnknown(false)} />
      ) : (
        <AddressForm {...props} unknown={unknown} onTyped={() => setUnknown(false)} />
      )}
      {towns.length > 0 && (before === undefined || way === AGAIN) && (
        <div>
          <ActionButton key={String(typing)} kind="secondary" onPress={() => setTyping(!typing)}>
            <Phrase text={t(typing ? 'address.choose-it' : 'address.type-it')} />
          </ActionButton>
        </div>
      )}
      <StandIns
        chosen={unknown ? UNKNOWN : undefined}
        advance={advance}
        onSaid={onSaid}
        onChosen={(id) => setUnknown(id !== undefined)}
      />
    </div>
  );
}

function Kept({ onReady, onKeep }: Pick<AskProps, 'onReady'> & { onKeep: () => void }) {
  useReady(onReady, onKeep);
  return null;
}

function AddressForm(props: AskProps & { unknown: boolean; onTyped: () => void }) {
  const { fact, addressStart, unknown, onTyped, onSaid, onReady } = props;
  const { t, plain } = useWords();
  const [active, setActive] = useState<NumberName>('block');
  const [schema] = useState(() => schemaOf(addressStart === undefined));
  const form = useForm<AddressParts>({
    defaultValues: { ...noParts, city: addressStart ?? '' },
    resolver: zodResolver(schema),
    reValidateMode: 'onSubmit',
  });
  const { control, setValue, setError, setFocus, clearErrors, handleSubmit } = form;
  const { field: digits } = useController({ control, name: active });

  const submit = () => {
    if (unknown) return onSaid(dontKnow);
    void handleSubmit((parts) => {
      const whole = checkWritten(addressOf(parts), fact);
      if (whole.ok) return onSaid({ value: whole.value });
      setError('town', { type: 'custom', message: JSON.stringify(whole.reason) });
      setFocus('town');
    })();
  };
  useReady(onReady, submit);

  const typed = () => {
    clearErrors();
    onTyped();
  };
  const common = { control, onTyped: typed, onEnter: submit };
  return (
    <div className="answer-address">
      <div className="answer-address-fields">
        {addressStart === undefined ? (
          <Field name="city" label="address.city" {...common} />
        ) : (
          <p className="answer-address-start">
            <JapanesePhrase text={addressStart} />
          </p>
        )}
        <Field name="town" label="address.town" hint="address.town-hint" {...common} />
        <div className="answer-address-numbers">
          {numbers.slice(0, 3).map(({ name, label }) => (
            <Field key={name} name={name} label={label} {...common} onActive={() => setActive(name)} digits />
          ))}
        </div>
        <Field name="building" label="address.building" {...common} />
        <div className="answer-address-numbers">
          <Field name="room" label="address.room" {...common} onActive={() => setActive('room')} digits />
        </div>
      </div>
      <div className="answer-address-pad">
        <NumberPad
          label={<Phrase text={t(numbers.find(({ name }) => name === active)?.label ?? 'pad.keys')} />}
          value={digits.value}
          onChange={(value) => {
            setValue(active, value);
            typed();
          }}
          length={MOST_DIGITS}
          announce={(count) => plain('pad.count', { count })}
          eraseLabel={plain('pad.erase')}
          keysLabel={plain('pad.keys')}
        />
      </div>
    </div>
  );
}

interface FieldProps {
  control: Control<AddressParts>;
  name: keyof AddressParts;
  label: ShellKey;
  hint?: ShellKey;
  /** The pad below writes into it. */
  digits?: boolean;
  onTyped: () => void;
  onEnter: () => void;
  onActive?: () => void;
}

function Field({ control, name, label, hint, digits, onTyped, onEnter, onActive }: FieldProps) {
  const { t } = useWords();
  const { field: input, fieldState } = useController({ control, name });
  const complaint = complaintIn(fieldState.error?.message);
  return (
    <TextField
      {...input}
      inputMode={digits ? 'none' : undefined}
      lang="ja"
      label={<Phrase text={t(label)} />}
      hint={hint && <Phrase text={t(hint)} />}
      error={complaint && <Phrase text={t(complaint.key, complaint.values)} />}
      onFocus={onActive}
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Enter' && !nativeEvent.isComposing) onEnter(); // a browser sends forms of one field only
      }}
      onChange={(event) => {
        const { value } = event.target;
        input.onChange(digits ? value.normalize('NFKC').replaceAll(/\D/g, '').slice(0, MOST_DIGITS) : value);
        onTyped();
      }}
    />
  );
}

function schemaOf(withCity: boolean) {
  const needed = field((text) => checkWritten(text, { type: 'text' }));
  const open = field((text) => (text.trim() === '' ? ok('') : checkWritten(text, { type: 'text' })));
  return z.object({
    city: withCity ? needed : open,
    town: needed,
    block: open,
    block2: open,
    block3: open,
    building: open,
    room: open,
  });
}

import { type ReactNode, useId, useRef, useState } from 'react';
import { Choice } from './Choice.tsx';
import { ChoiceGroup } from './ChoiceGroup.tsx';
import { digitRows, digitsIn } from './digits.tsx';
import { inRows, KeyRows, type PadKey } from './KeyRows.tsx';
import { FieldError } from './TextField.tsx';
import { useTypedKeys } from './useTypedKeys.ts';

/** One part of a date as it was given: a number that nobody checked, said to be unknown, or nothing yet. */
export type DatePart = number | 'unknown' | null;

/** The parts of a date, raw. The year counts in `era`, or is a western year when `era` is null. */
export type DateParts = { era: string | null; year: DatePart; month: DatePart; day: DatePart };

type PartName = 'year' | 'month' | 'day';

export type DatePadProps = {
  legend: ReactNode;
  value: DateParts;
  onChange: (value: DateParts) => void;
  /** What a year may be counted in. `id` null is the western year. Without, there is only that. */
  eras?: readonly { id: string | null; label: string }[] | undefined;
  /** Years that are likely here: one tap instead of four. Western years, or years of the chosen era. */
  years?: readonly number[] | undefined;
  /** The parts that may be said to be unknown. */
  unknown?: readonly PartName[] | undefined;
  words: Record<PartName, string> & {
    /** What each pad asks for: "choose the month". */
    pads: Record<PartName, string>;
    era: string;
    unknown: string;
    erase: string;
  };
  hint?: ReactNode;
  error?: ReactNode;
};

const order: readonly PartName[] = ['year', 'month', 'day'];
const most: Record<PartName, number> = { year: 4, month: 2, day: 2 };
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A date by taps or typing: three fields, and below them the pad of the field in use. It goes on to the next field by
 * itself once a part is complete. Whether the date exists is for others to say.
 */
export function DatePad(props: DatePadProps) {
  const { legend, value, onChange, eras, years, unknown = [], words, hint, error } = props;
  const id = useId();
  const self = useRef<HTMLFieldSetElement>(null);
  const [active, setActive] = useState<PartName>(order.find((part) => value[part] === null) ?? 'year');
  const describedBy = [hint ? `${id}-hint` : '', `${id}-error`].filter(Boolean).join(' ');

  const focusOn = (part: PartName) => document.getElementById(`${id}-${part}`)?.focus();
  const set = (part: PartName, to: DatePart) => onChange({ ...value, [part]: to });
  const goTo = (part: PartName | undefined) => {
    if (!part) return;
    setActive(part);
    focusOn(part); // the key that was pressed is about to go
  };
  const setAndGoOn = (part: PartName, to: DatePart) => {
    set(part, to);
    goTo(order[order.indexOf(part) + 1]);
  };
  const addDigit = (digit: number) => {
    const complete = value.era === null ? 4 : 2;
    const before = typeof value.year === 'number' ? String(value.year) : '';
    const grown = `${before.length < complete ? before : ''}${digit}`; // a digit after a whole year begins another
    if (grown.length === complete) setAndGoOn('year', Number(grown));
    else set('year', Number(grown));
  };
  const eraseDigit = () => set('year', typeof value.year === 'number' ? partOf(String(value.year).slice(0, -1)) : null);

  const choice = (part: PartName, number: number): PadKey => ({
    id: `${part}-${number}`,
    face: number,
    label: `${number} ${words[part]}`,
    pressed: value[part] === number,
    onPress: () => setAndGoOn(part, number),
  });
  const numbers = (part: PartName, count: number) => Array.from({ length: count }, (_, at) => choice(part, at + 1));
  const unknownRow = (part: PartName): PadKey[][] => {
    if (!unknown.includes(part)) return [];
    const pressed = value[part] === 'unknown';
    return [[{ id: 'unknown', face: words.unknown, pressed, onPress: () => setAndGoOn(part, 'unknown') }]];
  };
  const rows = {
    year: () => [
      ...inRows(
        (years ?? []).map((year) => choice('year', year)),
        3,
      ),
      ...digitRows({ onDigit: addDigit, onErase: eraseDigit, eraseLabel: words.erase }),
    ],
    month: () => inRows(numbers('month', 12), 6),
    day: () =>
      inRows(filledUp(numbers('day', typeof value.month === 'number' ? (daysIn[value.month - 1] ?? 31) : 31), 7), 7),
  };

  useTypedKeys(self, ({ key }) => {
    if (/^\d$/.test(key)) focusOn(active);
    return false; // the digit lands in the field that now has the focus
  });

  return (
    <fieldset
      ref={self}
      className="look-pad look-date"
      data-keys="digits"
      aria-labelledby={`${id}-legend`}
      aria-describedby={describedBy}
    >
      <p id={`${id}-legend`} className="look-pad-label">
        {legend}
      </p>
      {hint && (
        <p id={`${id}-hint`} className="look-field-hint">
          {hint}
        </p>
      )}
      {eras && (
        <ChoiceGroup labelledBy={`${id}-era`}>
          <span id={`${id}-era`} hidden>
            {words.era}
          </span>
          {eras.map((era) => (
            <Choice
              key={era.id ?? ''}
              kind="radio"
              size="compact"
              name={`${id}-era`}
              checked={value.era === era.id}
              onPick={() => {
                if (value.era !== era.id) onChange({ ...value, era: era.id, year: null });
                setActive('year');
              }}
              label={era.label}
            />
          ))}
        </ChoiceGroup>
      )}
      <div className="look-date-fields">
        {order.map((part) => (
          <PartField
            key={part}
            value={value[part]}
            word={words[part]}
            unknown={words.unknown}
            most={most[part]}
            invalid={Boolean(error)}
            active={part === active}
            onActive={() => setActive(part)}
            onChange={(to) => set(part, to)}
            onEnter={() => goTo(order[order.indexOf(part) + 1])}
            id={`${id}-${part}`}
          />
        ))}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
      <div className="look-date-pad" data-part={active}>
        <KeyRows label={words.pads[active]} rows={[...rows[active](), ...unknownRow(active)]} />
      </div>
    </fieldset>
  );
}

type PartFieldProps = {
  value: DatePart;
  word: string;
  unknown: string;
  most: number;
  invalid: boolean;
  active: boolean;
  onActive: () => void;
  onChange: (to: DatePart) => void;
  onEnter: () => void;
  id: string;
};

function PartField({ value, word, unknown, most, invalid, active, onActive, onChange, onEnter, id }: PartFieldProps) {
  // What an input method has not finished is shown as it is, else the field would fight with it.
  const [unfinished, setUnfinished] = useState<string | null>(null);
  return (
    <label data-active={active || undefined} data-unknown={value === 'unknown' || undefined}>
      <input
        id={id}
        inputMode="none" // the pad below stands in for a screen keyboard
        autoComplete="off"
        aria-invalid={invalid || undefined}
        value={unfinished ?? (value === 'unknown' ? unknown : (value ?? ''))}
        onFocus={({ target }) => {
          target.select(); // typing replaces what was there
          onActive();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
        onChange={({ target, nativeEvent }) => {
          const composing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
          setUnfinished(composing ? target.value : null);
          onChange(partOf(digitsIn(target.value).slice(0, most)));
        }}
        onCompositionEnd={() => setUnfinished(null)}
        onBlur={() => setUnfinished(null)}
      />
      <span>{word}</span>
    </label>
  );
}

function partOf(digits: string): DatePart {
  return digits === '' ? null : Number(digits);
}

/** Empty places behind the last key, so that its row has the width of the others. */
function filledUp(keys: readonly PadKey[], width: number): (PadKey | null)[] {
  return [...keys, ...Array.from({ length: (width - (keys.length % width)) % width }, () => null)];
}

import { type ReactNode, useId, useRef } from 'react';
import { digitRows, digitsIn } from './digits.tsx';
import { KeyRows } from './KeyRows.tsx';
import { FieldError } from './TextField.tsx';
import { useTypedKeys } from './useTypedKeys.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type NumberPadProps = {
  label: ReactNode;
  /** The digits so far. */
  value: string;
  onChange: (value: string) => void;
  /** The most digits that are taken. */
  length: number;
  /** Shows one dot for each digit, and never the digit. */
  masked?: boolean | undefined;
  /** Another order of the keys (`shuffledDigits`); off by default, a pad that changes cannot be learnt by hand. */
  order?: readonly number[] | undefined;
  /** What a screen reader hears after each key, made from the count alone. */
  announce: (count: number) => string;
  eraseLabel: string;
  keysLabel: string;
  /** Enter on a keyboard, once there is anything. */
  onEnter?: (() => void) | undefined;
  hint?: ReactNode;
  error?: ReactNode;
  /** How plain digits are shown, for instance in groups. */
  format?: ((value: string) => string) | undefined;
};

/**
 * Digits by touch or from a keyboard, a PIN or a number. While it is on the screen it takes digits typed anywhere
 * outside a text field, so nobody has to find it first. No input element, so that no browser offers to keep a PIN.
 */
export function NumberPad(props: NumberPadProps) {
  const { label, value, onChange, length, masked, order, announce, eraseLabel, keysLabel, onEnter, hint, error } =
    props;
  const id = useId();
  const self = useRef<HTMLFieldSetElement>(null);
  const describedBy = [hint ? `${id}-hint` : '', `${id}-error`].filter(Boolean).join(' ');

  const add = (digit: string) => {
    if (value.length < length) onChange(value + digit);
  };
  const erase = () => {
    if (value !== '') onChange(value.slice(0, -1));
  };

  useTypedKeys(self, ({ key, repeat, target }) => {
    const digit = key.length === 1 ? digitsIn(key) : '';
    if (digit && !repeat) add(digit);
    else if (key === 'Backspace' || key === 'Delete') erase();
    else if (key === 'Enter' && onEnter && value !== '' && !isPressed(target)) onEnter();
    else return false;
    return true;
  });

  return (
    <fieldset
      ref={self}
      className="look-pad"
      data-keys="digits"
      data-error={error ? true : undefined}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
    >
      <p id={`${id}-label`} className="look-pad-label">
        {label}
      </p>
      {hint && (
        <p id={`${id}-hint`} className="look-field-hint">
          {hint}
        </p>
      )}
      {masked ? (
        <p className="look-pad-dots" aria-hidden="true">
          {Array.from({ length }, (_, at) => (
            <i key={at} data-filled={at < value.length || undefined} />
          ))}
        </p>
      ) : (
        <p className="look-pad-digits">{props.format ? props.format(value) : value}</p>
      )}
      <VisuallyHidden>
        <output>{announce(value.length)}</output>
      </VisuallyHidden>
      <FieldError id={`${id}-error`}>{error}</FieldError>
      <KeyRows
        label={keysLabel}
        rows={digitRows({ order, eraseLabel, onDigit: (digit) => add(String(digit)), onErase: erase })}
      />
    </fieldset>
  );
}

function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button,a,summary,input') !== null;
}

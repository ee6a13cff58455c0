import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { Icon } from './icons.tsx';
import { isMeant } from './press.ts';
import { moveFocus } from './targets.ts';

export type ChoiceProps = {
  /** One of several, or any number of them. */
  kind: 'radio' | 'checkbox';
  /** The same for all choices of one question. */
  name: string;
  checked: boolean;
  /**
   * Called at each press that is meant, with what the choice becomes. A radio that is already chosen calls it too, so
   * that pressing the same answer again can go on to the next screen. Moving over radios with arrow keys never does.
   */
  onPick: (checked: boolean) => void;
  label: ReactNode;
  /** A second, smaller line. */
  note?: ReactNode;
  /** A drawing above the words, for the few large cards of a first screen. */
  picture?: ReactNode;
  /** Words of the amber mark of an answer that has to be looked at again; no mark without. */
  pleaseCheck?: string | undefined;
  /** `compact` for a row of short options. */
  size?: 'large' | 'compact' | undefined;
  value?: string | undefined;
};

const controlled = () => {};

const steps = { ArrowRight: 'next', ArrowLeft: 'previous', ArrowDown: 'down', ArrowUp: 'up' } as const;

/**
 * One answer as a large card: a native radio or checkbox in its label, chosen by shape and tick, never by colour alone.
 * Arrow keys move over the radios of a group without choosing, unlike a browser's own: where a choice leads on by
 * itself, looking at the answers must not give one. Space or Enter chooses.
 */
export function Choice(props: ChoiceProps) {
  const { kind, name, checked, onPick, label, note, picture, pleaseCheck, size, value } = props;
  const id = useId();
  const about = note || pleaseCheck ? `${id}-about` : undefined;

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, currentTarget } = event;
    if (key === 'Enter') {
      if (!event.repeat) currentTarget.click();
    } else if (kind === 'radio' && key in steps) {
      const group = currentTarget.closest('fieldset');
      if (group) moveFocus(steps[key as keyof typeof steps], group);
    } else return;
    event.preventDefault(); // Enter would send a form, an arrow would choose
  };

  return (
    <label className="look-choice" data-kind={kind} data-size={size} data-picture={picture ? true : undefined}>
      <input
        type={kind}
        name={name}
        value={value}
        checked={checked}
        aria-labelledby={id}
        aria-describedby={about}
        onChange={controlled}
        onClick={(event) => {
          if (isMeant(event)) onPick(kind === 'radio' || !checked);
        }}
        onKeyDown={press}
      />
      {picture && <span className="look-choice-picture">{picture}</span>}
      <span className="look-choice-mark">
        <Icon name="tick" />
      </span>
      <span className="look-choice-words">
        <span id={id} className="look-choice-label">
          {label}
        </span>
        {about && (
          <span id={about} className="look-choice-about">
            {note && <span className="look-choice-note">{note}</span>}
            {pleaseCheck && (
              <span className="look-please-check">
                <Icon name="check" />
                {pleaseCheck}
              </span>
            )}
          </span>
        )}
      </span>
    </label>
  );
}

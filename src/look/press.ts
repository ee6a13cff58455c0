import type { KeyboardEvent, MouseEvent, SyntheticEvent } from 'react';

/** How long a second press on the same thing is taken for a shaking hand, in milliseconds. */
export const SECOND_PRESS_MS = 250;

/** The same for the keys of a pad, where the same digit is often meant twice. */
export const SECOND_DIGIT_MS = 120;

const pressedAt = new WeakMap<EventTarget, number>();
let anyPressedAt = Number.NEGATIVE_INFINITY;

/**
 * Tells whether a click was meant. It was not when the same element was pressed less than `wait` ms before, nor when
 * it is the second half of a double tap that began on a screen that has gone meanwhile (the browser counts clicks in
 * one place: `detail` above 1).
 */
export function isMeant(event: SyntheticEvent, wait = SECOND_PRESS_MS): boolean {
  const { currentTarget, timeStamp, nativeEvent } = event;
  const before = pressedAt.get(currentTarget) ?? Number.NEGATIVE_INFINITY;
  const doubleTap = nativeEvent instanceof UIEvent && nativeEvent.detail > 1;
  if (timeStamp - before < wait || (doubleTap && timeStamp - anyPressedAt < wait)) return false;
  pressedAt.set(currentTarget, timeStamp);
  anyPressedAt = timeStamp;
  return true;
}

export type PressHandlers<Pressed extends Element> = {
  onClick: (event: MouseEvent<Pressed>) => void;
  onKeyDown: (event: KeyboardEvent<Pressed>) => void;
};

/**
 * Handlers for anything that is pressed by touch, mouse or key: a double tap counts once, and a key held down does not
 * press again and again.
 */
export function usePress<Pressed extends Element>(onPress: () => void, wait = SECOND_PRESS_MS): PressHandlers<Pressed> {
  return {
    onClick: (event) => {
      if (isMeant(event, wait)) onPress();
      else event.preventDefault();
    },
    onKeyDown: (event) => {
      if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
    },
  };
}

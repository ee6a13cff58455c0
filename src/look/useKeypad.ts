import { useEffect, useEffectEvent } from 'react';
import { type Direction, isWritten, moveFocus, placeNow } from './targets.ts';

export type KeypadActions = {
  /** 0, Insert or Backspace: one screen back. */
  onBack?: (() => void) | undefined;
  /** 3, PageDown or +: on to the next screen. */
  onNext?: (() => void) | undefined;
  /** `*` or F1: a person is wanted. */
  onCall?: (() => void) | undefined;
  /** 9 or PageUp: say it again. */
  onRepeat?: (() => void) | undefined;
  enabled?: boolean | undefined;
};

const moves: Record<string, Direction> = {
  ArrowRight: 'next',
  '6': 'next',
  '/': 'next',
  ArrowLeft: 'previous',
  '4': 'previous',
  '-': 'previous',
  ArrowDown: 'down',
  '2': 'down',
  ArrowUp: 'up',
  '8': 'up',
};

const actions: Record<string, keyof Omit<KeypadActions, 'enabled'>> = {
  '0': 'onBack',
  Insert: 'onBack',
  Backspace: 'onBack',
  '3': 'onNext',
  PageDown: 'onNext',
  '+': 'onNext',
  '*': 'onCall',
  F1: 'onCall',
  '9': 'onRepeat',
  PageUp: 'onRepeat',
};

const isErasing = (key: string) => key === 'Backspace' || key === 'Delete';

/** Tells whether the key belongs to what is being written: text in a field, digits on a pad. */
function isWriting(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (isWritten(target)) return !['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'F1'].includes(key);
  if (!/^\d$/.test(key) && !isErasing(key)) return false;
  return placeNow().querySelector('[data-keys=digits]') !== null;
}

/**
 * The whole screen by a keypad, with or without arrow keys. Tab, Enter, Space and Escape work as they always do, and:
 *
 * | key | what it does |
 * |---|---|
 * | → 6 /, ← 4 - | next, previous target, round and round through header, question and footer |
 * | ↓ or 2, ↑ or 8 | nearest target in the line below, above |
 * | 5 (Enter, Space) | presses it |
 * | 0, Insert, Backspace | `onBack` |
 * | 3, PageDown, + | `onNext` |
 * | *, F1 | `onCall` |
 * | 9, PageUp | `onRepeat` |
 *
 * In a text field keys write, and only ↑ ↓ leave it; where a number pad is on the screen, digits and Backspace are its,
 * and a keypad without arrows moves by / and -.
 */
export function useKeypad(options: KeypadActions): void {
  const { enabled = true } = options;

  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event)) return;
    const move = moves[key];
    const action = actions[key];
    if (move) moveFocus(move);
    else if (key === '5' || key === 'Clear') pressFocused(event.repeat);
    else if (action && options[action]) {
      if (!event.repeat) options[action]();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => press(event);
    // Before the parts see the key: a radio would otherwise take the arrow for an answer.
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, [enabled]);
}

function pressFocused(held: boolean): void {
  const { activeElement } = document;
  if (!held && activeElement instanceof HTMLElement && activeElement !== document.body) activeElement.click();
}

import { useEffect, useEffectEvent } from 'react';

/** Hears every key of the page as long as it is shown. */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** In a table, the arrow keys go to the first button of the row above or below. Whether this key was one of them. */
export function moveBetweenRows({ key, target }: KeyboardEvent): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const row = target instanceof HTMLButtonElement ? target.closest('tr') : null;
  const rows = row?.closest('tbody')?.rows;
  if (step === undefined || !row || !rows) return false;
  const next = [...rows].at(Math.max(0, [...rows].indexOf(row) + step))?.querySelector('button');
  next?.focus();
  return next !== undefined && next !== null;
}

/** Which entry of the menu Alt and a digit choose, counted from zero. */
export function menuPlace({ altKey, code }: KeyboardEvent): number | undefined {
  const digit = altKey ? /^Digit([1-9])$/.exec(code)?.[1] : undefined;
  return digit === undefined ? undefined : Number(digit) - 1;
}

/** Alt and R ask the hub again, but not from under a dialog. */
export const refreshes = ({ altKey, code }: KeyboardEvent): boolean =>
  altKey && code === 'KeyR' && document.querySelector('dialog[open]') === null;

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

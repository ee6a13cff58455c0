import type { ReactNode } from 'react';
import { SECOND_DIGIT_MS, usePress } from './press.ts';

export type PadKey = {
  id: string;
  face: ReactNode;
  /** What is read instead of the face. */
  label?: string | undefined;
  /** For keys that stay chosen. */
  pressed?: boolean | undefined;
  onPress: () => void;
};

/**
 * Keys in rows. `null` leaves a place empty; a row is one stop for one-switch scanning. Keys do not move when one of
 * them is pressed, and the same key counts again after a short while.
 */
export function KeyRows({ rows, label }: { rows: readonly (readonly (PadKey | null)[])[]; label: string }) {
  return (
    <fieldset className="look-keys" aria-label={label}>
      {rows.map((row, at) => (
        <div key={row.find((key) => key)?.id ?? at} data-scan-group="">
          {row.map((key, place) => (key ? <Key key={key.id} {...key} /> : <span key={`empty-${place}`} />))}
        </div>
      ))}
    </fieldset>
  );
}

function Key({ face, label, pressed, onPress }: PadKey) {
  const press = usePress<HTMLButtonElement>(onPress, SECOND_DIGIT_MS);
  return (
    <button
      type="button"
      className="look-key"
      data-words={typeof face === 'string' || undefined}
      aria-label={label}
      aria-pressed={pressed}
      {...press}
    >
      {face}
    </button>
  );
}

/** Puts keys into rows of `width`. */
export function inRows(keys: readonly (PadKey | null)[], width: number): (PadKey | null)[][] {
  const rows = [];
  for (let at = 0; at < keys.length; at += width) rows.push(keys.slice(at, at + width));
  return rows;
}

import type { FactValue } from '../../protocol/index.ts';
import type { Told } from './population.ts';

/** In an example: the person does not know. */
const notKnown = 'unknown';

const isPlain = (told: Told): told is FactValue => typeof told !== 'object' || Array.isArray(told);

/** The value of something told in an example, whatever its source; undefined where it is not known. */
export function valueOf(told: Told | undefined): FactValue | undefined {
  const value = told === undefined || isPlain(told) ? told : told.value;
  return value === notKnown ? undefined : value;
}

/** What a source holds: everything told without a source, and what is told to come from it. */
export function heldBy(source: string, facts: Record<string, Told> | undefined): Map<string, FactValue> {
  const held = new Map<string, FactValue>();
  for (const [fact, told] of Object.entries(facts ?? {})) {
    const value = valueOf(told);
    if (value === undefined) continue;
    if (isPlain(told) || told.source === undefined || told.source === source) held.set(fact, value);
  }
  return held;
}

/** A value that is text. */
export function textOf(told: Told | undefined): string | undefined {
  const value = valueOf(told);
  return typeof value === 'string' ? value : undefined;
}

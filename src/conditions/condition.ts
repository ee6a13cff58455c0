/**
 * The language of conditions: small named data, three-valued, printable as a sentence.
 * What a clerk writes in YAML is turned into this form when content is compiled; only this form is evaluated.
 */

export type Scalar = string | number | boolean;

/** A fact's value where it is known: a scalar, or the members of a set (options, people). */
export type KnownValue = Scalar | readonly string[];

/** Not known yet, or the person does not know. Never counts as false. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** Known to have no value: the question does not arise for this person (a care level where there is no care). */
export const NONE: unique symbol = Symbol('none');

export type Value = KnownValue | typeof UNKNOWN | typeof NONE;

/**
 * One side of a comparison: a number, a day, another fact (of the same person or of a role; `day` where it is one), or
 * the day of the case.
 */
export type Bound = number | string | { fact: string; of?: string; day?: true } | { today: true };

export type Test =
  | { is: Scalar }
  | { isNot: Scalar }
  | { oneOf: readonly Scalar[] }
  | { noneOf: readonly Scalar[] }
  | { includesAny: readonly string[] }
  | { includesNone: readonly string[] }
  | { empty: boolean }
  | { sameAs: { fact: string; of?: string } }
  | Range;

/** `atLeast 20, under 60`; on dates `atLeast` means on or after, `under` before. */
export interface Range {
  atLeast?: Bound;
  atMost?: Bound;
  over?: Bound;
  under?: Bound;
}

export type Quantifier = 'some' | 'every' | 'none';

export type Condition =
  | { always: boolean }
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  /** A fact of the person in question, of the case, or (`of`) of the person who holds a role. */
  | { fact: string; of?: string; test: Test }
  | { quantifier: Quantifier; people: string; where: Condition }
  | { count: string; where: Condition; atLeast?: number; atMost?: number }
  /** The person in question belongs to a set of people. */
  | { member: string }
  | { event: readonly string[] }
  /** A condition that has a name of its own, and is said by that name. */
  | { named: string };

/** A set of people: all of the case, or those a case fact names; kept to those for whom `where` holds. */
export interface PeopleSet {
  from?: string;
  where?: Condition;
}

/** Visits a condition and everything below it. */
export function walk(condition: Condition, visit: (condition: Condition) => void): void {
  visit(condition);
  if ('all' in condition) for (const part of condition.all) walk(part, visit);
  else if ('any' in condition) for (const part of condition.any) walk(part, visit);
  else if ('not' in condition) walk(condition.not, visit);
  else if ('where' in condition) walk(condition.where, visit);
}

/** The facts a comparison reads beside the one it is about. */
export function boundFacts(test: Test): { fact: string; of?: string }[] {
  const bounds: (Bound | undefined)[] =
    'sameAs' in test ? [test.sameAs] : isRange(test) ? [test.atLeast, test.atMost, test.over, test.under] : [];
  return bounds.filter((bound) => typeof bound === 'object' && 'fact' in bound);
}

export const isRange = (test: Test): test is Range =>
  'atLeast' in test || 'atMost' in test || 'over' in test || 'under' in test;

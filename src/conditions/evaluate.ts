import {
  type Bound,
  type Condition,
  isRange,
  type KnownValue,
  NONE,
  type PeopleSet,
  type Test,
  UNKNOWN,
  type Value,
} from './condition.ts';

/** Kleene's three values. */
export type Truth = 0 | 1 | 2;
export const FALSE = 0;
export const TRUE = 1;
export const NOT_KNOWN = 2;

/** The case itself, where a person's index is expected. */
export const CASE = -1;

/**
 * One fact of one person (or of the case), packed into a number so that collecting reasons costs nothing.
 * People are counted from 0; the case is `CASE`.
 */
export type FactRef = number;
const SPAN = 4096;
export const factRef = (fact: number, person: number): FactRef => (person + 1) * SPAN + fact;
export const refFact = (ref: FactRef): number => ref % SPAN;
export const refPerson = (ref: FactRef): number => Math.floor(ref / SPAN) - 1;

/** Where conditions read from. */
export interface Situation {
  /** How many people the case has; they are addressed by 0 … people−1. */
  readonly people: number;
  readonly today: string;
  readonly events: readonly string[];
  /** The value of a fact; where it is UNKNOWN, what must become known first is added to `trail`. */
  read(fact: number, person: number, trail: FactRef[]): Value;
  /** The index of a person by id, or undefined. */
  person(id: string): number | undefined;
  /** The id of a person by index. */
  subject(person: number): string;
  /** Room for what sets of people and named conditions came to: they are asked for again by every procedure. */
  readonly memory: (Remembered | undefined)[];
}

interface Remembered {
  truth: Truth;
  trail: readonly FactRef[];
}

/** What the compiler must know of the words a condition uses. */
export interface Vocabulary {
  /** The index of a fact and whether it is about the case. Throws on an unknown id: content is checked before. */
  fact(id: string): { index: number; ofCase: boolean };
  peopleSet(id: string): PeopleSet;
  named(id: string): Condition;
}

/**
 * A compiled condition. `subject` is the person in question, or CASE. The result's reasons are appended to `trail`:
 * for true and false the facts that decided it, for not-known the facts that are missing.
 */
export type Check = (situation: Situation, subject: number, trail: FactRef[]) => Truth;

/** Compiles conditions to closures, each set of people and each named condition once. */
export class Compiler {
  readonly #vocabulary: Vocabulary;
  readonly #sets = new Map<string, Check>();
  readonly #named = new Map<string, Check>();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  condition(condition: Condition): Check {
    if ('always' in condition) return condition.always ? () => TRUE : () => FALSE;
    if ('all' in condition) return all(condition.all.map((part) => this.condition(part)));
    if ('any' in condition) return any(condition.any.map((part) => this.condition(part)));
    if ('not' in condition) return not(this.condition(condition.not));
    if ('event' in condition) {
      const { event } = condition;
      return (situation) => (situation.events.some((id) => event.includes(id)) ? TRUE : FALSE);
    }
    if ('named' in condition)
      return this.#once(this.#named, condition.named, () => this.condition(this.#vocabulary.named(condition.named)));
    if ('member' in condition) return this.member(condition.member);
    if ('quantifier' in condition) {
      const where = this.condition(condition.where);
      const member = this.member(condition.people);
      if (condition.quantifier === 'some') return some(all([member, where]));
      if (condition.quantifier === 'none') return not(some(all([member, where])));
      return not(some(all([member, not(where)])));
    }
    if ('count' in condition)
      return count(all([this.member(condition.count), this.condition(condition.where)]), condition);
    return this.#fact(condition.fact, condition.of, condition.test);
  }

  /** Whether the person in question belongs to a set of people. */
  member(id: string): Check {
    return this.#once(this.#sets, id, () => {
      const { from, where } = this.#vocabulary.peopleSet(id);
      const parts: Check[] = [];
      if (from !== undefined) parts.push(this.#namedBy(from));
      if (where !== undefined) parts.push(this.condition(where));
      return all(parts);
    });
  }

  /** A set is used while it may still be compiling (a fact's own set): look it up when it is run. */
  #once(cache: Map<string, Check>, id: string, make: () => Check): Check {
    const made = cache.get(id);
    if (made) return made;
    cache.set(id, (situation, subject, trail) => {
      const check = cache.get(id);
      return check ? check(situation, subject, trail) : NOT_KNOWN;
    });
    const check = this.remembering(make());
    cache.set(id, check);
    return check;
  }

  #remembered = 0;

  /** The same check, worked out once for each person of a situation. */
  remembering(check: Check): Check {
    const slot = this.#remembered++;
    return (situation, subject, trail) => {
      const place = slot * (situation.people + 1) + subject + 1;
      let known = situation.memory[place];
      if (!known) {
        const own: FactRef[] = [];
        known = { truth: check(situation, subject, own), trail: own };
        situation.memory[place] = known;
      }
      for (let index = 0; index < known.trail.length; index++) trail.push(known.trail[index] as FactRef);
      return known.truth;
    };
  }

  #namedBy(factId: string): Check {
    const { index } = this.#vocabulary.fact(factId);
    return (situation, subject, trail) => {
      const value = situation.read(index, CASE, trail);
      if (value === UNKNOWN) return NOT_KNOWN;
      trail.push(factRef(index, CASE));
      if (value === NONE) return FALSE;
      const ids = typeof value === 'object' ? value : [value];
      for (const id of ids) if (situation.person(String(id)) === subject) return TRUE;
      return FALSE;
    };
  }

  /** Reads a fact of the subject, of the case, or of the holder of a role. */
  reader(factId: string, of?: string): (situation: Situation, subject: number, trail: FactRef[]) => Value {
    const { index, ofCase } = this.#vocabulary.fact(factId);
    if (of !== undefined) {
      const role = this.#vocabulary.fact(of).index;
      return (situation, _subject, trail) => {
        const holder = situation.read(role, CASE, trail);
        if (holder === UNKNOWN) return UNKNOWN;
        const person = holder === NONE ? undefined : situation.person(String(holder));
        if (person === undefined) {
          trail.push(factRef(role, CASE));
          return NONE;
        }
        const value = situation.read(index, person, trail);
        if (value !== UNKNOWN) trail.push(factRef(role, CASE), factRef(index, person));
        return value;
      };
    }
    return (situation, subject, trail) => {
      const person = ofCase ? CASE : subject;
      const value = situation.read(index, person, trail);
      if (value !== UNKNOWN) trail.push(factRef(index, person));
      return value;
    };
  }

  #bound(bound: Bound): (situation: Situation, subject: number, trail: FactRef[]) => Value {
    if (typeof bound !== 'object') return () => bound;
    if ('today' in bound) return (situation) => situation.today;
    return this.reader(bound.fact, bound.of);
  }

  #fact(factId: string, of: string | undefined, test: Test): Check {
    const read = this.reader(factId, of);
    if (isRange(test)) {
      const sides = (['atLeast', 'atMost', 'over', 'under'] as const).flatMap((side) => {
        const bound = test[side];
        return bound === undefined ? [] : [{ holds: comparisons[side], bound: this.#bound(bound) }];
      });
      return (situation, subject, trail) => {
        const start = trail.length;
        const value = read(situation, subject, trail);
        if (value === UNKNOWN) return NOT_KNOWN;
        if (value === NONE) return FALSE;
        const alone = trail.length;
        let unknown = false;
        for (const { holds, bound } of sides) {
          const before = trail.length;
          const limit = bound(situation, subject, trail);
          if (limit === UNKNOWN) {
            if (!unknown) move(trail, before, start);
            unknown = true;
          } else if (limit === NONE || !holds(value, limit)) {
            // The value and the one limit that it misses decide; what was collected for other limits does not.
            if (unknown || before > alone) {
              trail.length = start;
              read(situation, subject, trail);
              bound(situation, subject, trail);
            }
            return FALSE;
          } else if (unknown) trail.length = before;
        }
        return unknown ? NOT_KNOWN : TRUE;
      };
    }
    if ('sameAs' in test) {
      const other = this.reader(test.sameAs.fact, test.sameAs.of);
      return (situation, subject, trail) => {
        const start = trail.length;
        const value = read(situation, subject, trail);
        const before = trail.length;
        const against = other(situation, subject, trail);
        if (value === UNKNOWN) {
          if (against !== UNKNOWN) trail.length = before;
          return NOT_KNOWN;
        }
        if (against === UNKNOWN) {
          move(trail, before, start);
          return NOT_KNOWN;
        }
        return same(value, against) ? TRUE : FALSE;
      };
    }
    const matches = matcher(test);
    return (situation, subject, trail) => {
      const value = read(situation, subject, trail);
      if (value === UNKNOWN) return NOT_KNOWN;
      return matches(value) ? TRUE : FALSE;
    };
  }
}

const comparisons = {
  atLeast: (value: KnownValue, limit: KnownValue) => value >= limit,
  atMost: (value: KnownValue, limit: KnownValue) => value <= limit,
  over: (value: KnownValue, limit: KnownValue) => value > limit,
  under: (value: KnownValue, limit: KnownValue) => value < limit,
};

/** Comparisons with NONE: it equals nothing, and contains nothing. */
function matcher(
  test: Exclude<Test, { sameAs: unknown } | { atLeast?: unknown }>,
): (value: KnownValue | typeof NONE) => boolean {
  if ('is' in test) return (value) => value === test.is;
  if ('isNot' in test) return (value) => value !== test.isNot;
  if ('oneOf' in test) return (value) => value !== NONE && typeof value !== 'object' && test.oneOf.includes(value);
  if ('noneOf' in test) return (value) => value === NONE || typeof value === 'object' || !test.noneOf.includes(value);
  const members = (value: KnownValue | typeof NONE) => (typeof value === 'object' ? value : []);
  if ('includesAny' in test) return (value) => members(value).some((member) => test.includesAny.includes(member));
  if ('includesNone' in test) return (value) => !members(value).some((member) => test.includesNone.includes(member));
  if ('empty' in test) return (value) => (members(value).length === 0) === test.empty;
  return () => {
    throw new Error('a range is compiled elsewhere');
  };
}

/** Sets are the same when they have the same members, in whatever order. */
function same(a: KnownValue | typeof NONE, b: KnownValue | typeof NONE): boolean {
  if (a === NONE || b === NONE) return false;
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.every((member) => b.includes(member)) && b.every((member) => a.includes(member));
}

/** Moves what was collected since `from` down to `to`, dropping what lies between. Trails are short: a loop is fastest. */
function move(trail: FactRef[], from: number, to: number): void {
  if (from === to) return;
  const end = trail.length;
  let into = to;
  for (let index = from; index < end; index++) trail[into++] = trail[index] as FactRef;
  trail.length = into;
}

/** True while all are; the first false decides alone; not known while only unknown ones stand in the way. */
function all(parts: readonly Check[]): Check {
  if (parts.length === 1 && parts[0]) return parts[0];
  return (situation, subject, trail) => {
    const start = trail.length;
    let unknown = false;
    for (const part of parts) {
      const before = trail.length;
      const truth = part(situation, subject, trail);
      if (truth === FALSE) {
        move(trail, before, start);
        return FALSE;
      }
      if (truth === NOT_KNOWN) {
        if (!unknown) move(trail, before, start);
        unknown = true;
      } else if (unknown) trail.length = before;
    }
    return unknown ? NOT_KNOWN : TRUE;
  };
}

function any(parts: readonly Check[]): Check {
  return not(all(parts.map(not)));
}

function not(part: Check): Check {
  return (situation, subject, trail) => {
    const truth = part(situation, subject, trail);
    return truth === NOT_KNOWN ? NOT_KNOWN : truth === TRUE ? FALSE : TRUE;
  };
}

function some(part: Check): Check {
  return (situation, _subject, trail) => {
    const start = trail.length;
    let unknown = false;
    for (let person = 0; person < situation.people; person++) {
      const before = trail.length;
      const truth = part(situation, person, trail);
      if (truth === TRUE) {
        move(trail, before, start);
        return TRUE;
      }
      if (truth === NOT_KNOWN) {
        if (!unknown) move(trail, before, start);
        unknown = true;
      } else if (unknown) trail.length = before;
    }
    return unknown ? NOT_KNOWN : FALSE;
  };
}

function count(
  part: Check,
  { atLeast = 0, atMost = Number.POSITIVE_INFINITY }: { atLeast?: number; atMost?: number },
): Check {
  return (situation, _subject, trail) => {
    let certain = 0;
    let possible = 0;
    const pro: FactRef[] = [];
    const contra: FactRef[] = [];
    const missing: FactRef[] = [];
    for (let person = 0; person < situation.people; person++) {
      const own: FactRef[] = [];
      const truth = part(situation, person, own);
      if (truth === TRUE) certain++;
      if (truth === NOT_KNOWN) possible++;
      (truth === TRUE ? pro : truth === FALSE ? contra : missing).push(...own);
    }
    const tooFew = certain + possible < atLeast;
    const tooMany = certain > atMost;
    if (tooFew || tooMany) {
      trail.push(...(tooMany ? pro : contra));
      return FALSE;
    }
    if (certain < atLeast || certain + possible > atMost) {
      trail.push(...missing);
      return NOT_KNOWN;
    }
    if (atLeast > 0) trail.push(...pro);
    if (atMost < situation.people) trail.push(...contra);
    return TRUE;
  };
}

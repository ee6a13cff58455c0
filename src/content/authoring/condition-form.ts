import { isDate } from '../../basics/index.ts';
import type { Bound, Condition, Range, Scalar, Test } from '../../conditions/index.ts';
import type { Fact } from '../content.ts';
import { suggestion } from './problems.ts';
import type { NamedKind, Rule } from './rules.ts';
import type { Path } from './source-file.ts';

type Known = Pick<Fact, 'id' | 'type' | 'about' | 'options'>;

/** What a condition may speak of, and where to report what it may not. */
export interface ConditionScope {
  facts: ReadonlyMap<string, Known>;
  /** Facts whose own definition is at fault: what is said of them cannot be judged. */
  faultyFacts: ReadonlySet<string>;
  peopleSets: ReadonlySet<string>;
  conditions: ReadonlySet<string>;
  events: ReadonlySet<string>;
  report(rule: Rule, path: Path, message: string, advice: string): void;
  /** A name that nothing has. */
  unknown(kind: NamedKind, name: string, known: Iterable<string>, path: Path): void;
  /** A named condition stands where no person is in question. */
  withoutPerson(condition: string, path: Path): void;
}

const bounds = { 'at-least': 'atLeast', 'at-most': 'atMost', over: 'over', under: 'under' } as const;
const quantifiers = ['some', 'every', 'none', 'count'];
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
/** Types whose values can be compared with each other. */
const family = (type: Fact['type']) =>
  ['number', 'boolean', 'date', 'partial-date', 'person', 'people', 'set'].includes(type) ? type : 'text';
const never: Condition = { always: false };

/**
 * Turns what a clerk wrote into normal form. `person` says whether a person is in question here: facts of a person may
 * be used only inside `some/every/none/count … where`, in `concerns.where`, or with a role (`visitor.age`).
 */
export function readCondition(written: unknown, path: Path, person: boolean, scope: ConditionScope): Condition {
  return new Reader(scope).condition(written, path, person);
}

class Reader {
  readonly #scope: ConditionScope;

  constructor(scope: ConditionScope) {
    this.#scope = scope;
  }

  condition(written: unknown, path: Path, person: boolean): Condition {
    if (typeof written === 'boolean') return { always: written };
    if (typeof written === 'string') return this.#named(written, path, person);
    if (Array.isArray(written)) return { all: this.#parts(written, path, person) };
    if (!isMap(written))
      return this.#malformed(
        path,
        'This is not a condition.',
        'Write a fact with its value, or all/any/not/some/every/none/count.',
      );
    const quantified = quantifiers.filter((key) => key in written);
    if (quantified.length > 1)
      return this.#malformed(
        path,
        `"${quantified.join('" and "')}" stand side by side.`,
        'Write each in a condition of its own, in a list.',
      );
    if ('where' in written && quantified.length === 0)
      this.#malformed(
        [...path, 'where'],
        '"where" stands without the people it is about.',
        'Write some, every, none or count with the set of people beside it.',
      );
    for (const key of ['at-least', 'at-most'])
      if (key in written && !('count' in written))
        this.#malformed(
          [...path, key],
          `"${key}" stands without what it counts.`,
          'Write it below a fact, or beside "count".',
        );
    const keys = Object.keys(written).filter((key) => !['where', 'at-least', 'at-most'].includes(key));
    const parts = keys.map((key) => this.#part(written, key, path, person));
    if (keys.length === 0) this.#malformed(path, 'This condition is empty.', 'Write what must hold, or leave it out.');
    return parts.length === 1 && parts[0] ? parts[0] : { all: parts };
  }

  #malformed(path: Path, message: string, advice: string): Condition {
    this.#scope.report('condition-shape', path, message, advice);
    return never;
  }

  #named(name: string, path: Path, person: boolean): Condition {
    if (this.#scope.conditions.has(name)) {
      if (!person) this.#scope.withoutPerson(name, path);
      return { named: name };
    }
    this.#scope.unknown('condition', name, this.#scope.conditions, path);
    return never;
  }

  #parts(written: readonly unknown[], path: Path, person: boolean): Condition[] {
    if (written.length === 0)
      this.#malformed(path, 'This list of conditions is empty.', 'Write one condition a line, each after a dash.');
    return written.map((part, index) => this.condition(part, [...path, index], person));
  }

  #part(map: Record<string, unknown>, key: string, path: Path, person: boolean): Condition {
    const value = map[key];
    const at = [...path, key];
    switch (key) {
      case 'all':
      case 'any': {
        if (!Array.isArray(value))
          return this.#malformed(
            at,
            `"${key}" needs a list of conditions.`,
            'Write one condition a line, each after a dash.',
          );
        const parts = this.#parts(value, at, person);
        return key === 'all' ? { all: parts } : { any: parts };
      }
      case 'not':
        return { not: this.condition(value, at, person) };
      case 'event': {
        const events = (Array.isArray(value) ? value : [value]).map(String);
        for (const event of events)
          if (!this.#scope.events.has(event)) this.#scope.unknown('event', event, this.#scope.events, at);
        return { event: events };
      }
      case 'member':
        if (!person)
          this.#scope.report(
            'no-person',
            at,
            '"member" asks about one person, and none is in question here.',
            'Use it inside "where".',
          );
        return { member: this.#people(value, at) };
      case 'some':
      case 'every':
      case 'none':
        return this.#quantified(key, map, path);
      case 'count':
        return this.#counted(map, path);
      default:
        return this.#fact(key, value, at, person);
    }
  }

  #quantified(key: 'some' | 'every' | 'none', map: Record<string, unknown>, path: Path): Condition {
    if (key === 'every' && !('where' in map))
      this.#malformed(
        [...path, key],
        '"every" says nothing without "where".',
        'Write beside it what holds for every one of them.',
      );
    return { quantifier: key, people: this.#people(map[key], [...path, key]), where: this.#where(map, path) };
  }

  #counted(map: Record<string, unknown>, path: Path): Condition {
    const atLeast = map['at-least'];
    const atMost = map['at-most'];
    if (typeof atLeast !== 'number' && typeof atMost !== 'number')
      this.#malformed([...path, 'count'], '"count" needs a number.', 'Add "at-least: 2" or "at-most: 2" beside it.');
    return {
      count: this.#people(map['count'], [...path, 'count']),
      where: this.#where(map, path),
      ...(typeof atLeast === 'number' ? { atLeast } : {}),
      ...(typeof atMost === 'number' ? { atMost } : {}),
    };
  }

  #where(map: Record<string, unknown>, path: Path): Condition {
    return 'where' in map ? this.condition(map['where'], [...path, 'where'], true) : { always: true };
  }

  #people(value: unknown, path: Path): string {
    const id = String(value);
    if (!this.#scope.peopleSets.has(id)) this.#scope.unknown('people', id, this.#scope.peopleSets, path);
    return id;
  }

  #fact(key: string, value: unknown, path: Path, person: boolean): Condition {
    const read = this.#reference(key, path, person);
    const fact = this.#scope.facts.get(read.fact);
    if (!fact || this.#scope.faultyFacts.has(fact.id)) return fact ? { ...read, test: { is: '' } } : never;
    return { ...read, test: this.#test(fact, value, path, person) };
  }

  /** `age`, or `visitor.age` for the age of whoever holds a role. */
  #reference(written: unknown, path: Path, person: boolean): { fact: string; of?: string } {
    const text = String(written);
    const [role, id] = text.includes('.') ? (text.split('.', 2) as [string, string]) : [undefined, text];
    const { facts } = this.#scope;
    const fact = facts.get(id);
    if (!fact) this.#scope.unknown('fact', id, facts.keys(), path);
    if (role === undefined) {
      if (fact?.about === 'person' && !person)
        this.#scope.report(
          'no-person',
          path,
          `"${id}" is a fact of a person, and no person is in question here.`,
          `Say of whom: "some: movers" with "where", or a role such as "visitor.${id}".`,
        );
      return { fact: id };
    }
    const roles = [...facts.values()]
      .filter((one) => one.type === 'person' && one.about === 'case')
      .map((one) => one.id);
    if (!roles.includes(role)) this.#scope.unknown('role', role, roles, path);
    if (fact?.about === 'case')
      this.#scope.report(
        'no-person',
        path,
        `"${id}" is a fact of the case, not of a person who holds a role.`,
        `Write "${id}" alone.`,
      );
    return { fact: id, of: role };
  }

  #test(fact: Known, value: unknown, path: Path, person: boolean): Test {
    const isSet = fact.type === 'set' || fact.type === 'people';
    if (Array.isArray(value)) {
      if (value.length === 0) this.#malformed(path, 'This list of values is empty.', 'Write at least one value.');
      return isSet
        ? { includesAny: this.#options(fact, value, path).map(String) }
        : { oneOf: this.#options(fact, value, path) };
    }
    if (!isMap(value)) {
      if (isSet) return { includesAny: this.#options(fact, [value], path).map(String) };
      return { is: this.#options(fact, [value], path)[0] ?? '' };
    }
    const keys = Object.keys(value);
    if (keys.length > 0 && keys.every((key) => key in bounds)) return this.#range(fact, value, path, person);
    if (keys.length === 1) {
      if ('not' in value) return this.#negated(fact, value['not'], [...path, 'not'], isSet);
      if ('empty' in value && typeof value['empty'] === 'boolean') {
        if (!isSet)
          this.#scope.report(
            'fact-type',
            path,
            `"${fact.id}" holds one value, so it is never empty.`,
            'Use "empty" with a set only.',
          );
        return { empty: value['empty'] };
      }
      if ('same-as' in value) {
        const sameAs = this.#reference(value['same-as'], [...path, 'same-as'], person);
        const other = this.#scope.facts.get(sameAs.fact);
        if (other && family(other.type) !== family(fact.type) && !this.#scope.faultyFacts.has(other.id))
          this.#scope.report(
            'fact-type',
            [...path, 'same-as'],
            `"${fact.id}" and "${other.id}" are of different kinds, so they are never the same.`,
            `Compare it with a fact of type ${fact.type}.`,
          );
        return { sameAs };
      }
    }
    this.#malformed(
      path,
      `This says nothing known about "${fact.id}".`,
      'Use a value, a list of values, or not, empty, same-as, at-least, at-most, over, under.',
    );
    return { is: '' };
  }

  #negated(fact: Known, value: unknown, path: Path, isSet: boolean): Test {
    const values = this.#options(fact, Array.isArray(value) ? value : [value], path);
    if (isSet) return { includesNone: values.map(String) };
    return values.length === 1 && values[0] !== undefined ? { isNot: values[0] } : { noneOf: values };
  }

  #range(fact: Known, value: Record<string, unknown>, path: Path, person: boolean): Test {
    if (!['number', 'date'].includes(fact.type))
      this.#scope.report(
        'fact-type',
        path,
        `"${fact.id}" is neither a number nor a day, so it cannot be compared by size.`,
        'Compare it with a value instead.',
      );
    const range: Range = {};
    for (const [key, name] of Object.entries(bounds)) {
      const bound = key in value ? this.#bound(fact, value[key], [...path, key], person) : undefined;
      if (bound !== undefined) range[name] = bound;
    }
    return range;
  }

  #bound(fact: Known, value: unknown, path: Path, person: boolean): Bound | undefined {
    const isDay = fact.type === 'date';
    if (value === 'today' && isDay) return { today: true };
    if (isMap(value) && typeof value['fact'] === 'string') {
      const read = this.#reference(value['fact'], path, person);
      const other = this.#scope.facts.get(read.fact);
      if (other && family(other.type) !== family(fact.type) && !this.#scope.faultyFacts.has(other.id))
        this.#scope.report(
          'fact-type',
          path,
          `"${fact.id}" and "${other.id}" are of different kinds, so they cannot be compared.`,
          `Compare it with a fact of type ${fact.type}.`,
        );
      return isDay ? { ...read, day: true } : read;
    }
    if (isDay ? isDate(value) : typeof value === 'number') return value as Bound;
    this.#scope.report(
      'fact-type',
      path,
      `${JSON.stringify(value)} cannot be compared with "${fact.id}".`,
      isDay ? 'Write a day that exists ("2026-04-01"), today, or {fact: …}.' : 'Write a number or {fact: …}.',
    );
    return undefined;
  }

  #options(fact: Known, values: readonly unknown[], path: Path): Scalar[] {
    return values.flatMap((value, index) => this.#option(fact, value, values.length > 1 ? [...path, index] : path));
  }

  /** A value must be one that the fact can have. */
  #option(fact: Known, value: unknown, path: Path): Scalar[] {
    const wrong = (advice: string, rule: Rule = 'fact-type') => {
      this.#scope.report(rule, path, `"${fact.id}" cannot be ${JSON.stringify(value)}.`, advice);
      return [];
    };
    if (!isScalar(value)) return wrong('Write one value.');
    if (fact.options)
      return fact.options.includes(String(value))
        ? [String(value)]
        : wrong(suggestion(String(value), fact.options), 'unknown-option');
    switch (fact.type) {
      case 'boolean':
        return typeof value === 'boolean' ? [value] : wrong('Write true or false.');
      case 'number':
        return typeof value === 'number' ? [value] : wrong('Write a number.');
      case 'date':
        return isDate(value) ? [value] : wrong('Write a day that exists, such as "2026-04-01".');
      case 'person':
      case 'people':
        return wrong('People have no names in content: use "member" of a set of people, or "empty".');
      default:
        return [String(value)];
    }
  }
}

import type { Bound, Condition, Range, Scalar, Test } from '../../conditions/index.ts';
import type { Fact } from '../content.ts';
import { suggestion } from './problems.ts';
import type { Path } from './source-file.ts';

/** What a condition may speak of, and where to report what it may not. */
export interface ConditionScope {
  facts: ReadonlyMap<string, Pick<Fact, 'id' | 'type' | 'about' | 'options'>>;
  peopleSets: ReadonlySet<string>;
  conditions: ReadonlySet<string>;
  events: ReadonlySet<string>;
  report(rule: string, path: Path, message: string, advice: string): void;
}

const bounds = { 'at-least': 'atLeast', 'at-most': 'atMost', over: 'over', under: 'under' } as const;
const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
const never: Condition = { always: false };

/**
 * Turns what a clerk wrote into normal form. `person` says whether a person is in question here: facts of a person may
 * be used only inside `some/every/none/count … where`, in `concerns.where`, or with a role (`visitor.age`).
 */
export function readCondition(written: unknown, path: Path, person: boolean, scope: ConditionScope): Condition {
  if (typeof written === 'boolean') return { always: written };
  if (typeof written === 'string') {
    if (scope.conditions.has(written)) return { named: written };
    scope.report('unknown-condition', path, `There is no condition named "${written}".`, suggestion(written, scope.conditions));
    return never;
  }
  if (Array.isArray(written)) return { all: written.map((part, index) => readCondition(part, [...path, index], person, scope)) };
  if (!isMap(written)) {
    scope.report('condition-shape', path, 'This is not a condition.', 'Write a fact with its value, or all/any/not/some/every/none/count.');
    return never;
  }
  const parts = Object.keys(written).filter((key) => key !== 'where' && key !== 'at-least' && key !== 'at-most').map((key) => readPart(written, key, path, person, scope));
  if (parts.length === 0) scope.report('condition-shape', path, 'This condition is empty.', 'Write what must hold, or leave it out.');
  if ('where' in written && !['some', 'every', 'none', 'count'].some((key) => key in written))
    scope.report('condition-shape', [...path, 'where'], '"where" stands without the people it is about.', 'Write some, every, none or count with the set of people beside it.');
  return parts.length === 1 && parts[0] ? parts[0] : { all: parts };
}

function readPart(map: Record<string, unknown>, key: string, path: Path, person: boolean, scope: ConditionScope): Condition {
  const value = map[key];
  const at = [...path, key];
  switch (key) {
    case 'all':
    case 'any': {
      if (!Array.isArray(value) || value.length === 0) {
        scope.report('condition-shape', at, `"${key}" needs a list of conditions.`, 'Write one condition a line, each after a dash.');
        return never;
      }
      const parts = value.map((part, index) => readCondition(part, [...at, index], person, scope));
      return key === 'all' ? { all: parts } : { any: parts };
    }
    case 'not':
      return { not: readCondition(value, at, person, scope) };
    case 'event': {
      const events = (Array.isArray(value) ? value : [value]).map(String);
      for (const event of events)
        if (!scope.events.has(event)) scope.report('unknown-event', at, `There is no life event "${event}".`, suggestion(event, scope.events));
      return { event: events };
    }
    case 'member':
      if (!person) scope.report('no-person', at, '"member" asks about one person, and none is in question here.', 'Use it inside "where".');
      return { member: peopleSet(value, at, scope) };
    case 'some':
    case 'every':
    case 'none':
      return { quantifier: key, people: peopleSet(value, at, scope), where: 'where' in map ? readCondition(map['where'], [...path, 'where'], true, scope) : { always: true } };
    case 'count': {
      const people = peopleSet(value, at, scope);
      const atLeast = map['at-least'];
      const atMost = map['at-most'];
      if (typeof atLeast !== 'number' && typeof atMost !== 'number')
        scope.report('condition-shape', at, '"count" needs a number.', 'Add "at-least: 2" or "at-most: 2" beside it.');
      return {
        count: people,
        where: 'where' in map ? readCondition(map['where'], [...path, 'where'], true, scope) : { always: true },
        ...(typeof atLeast === 'number' ? { atLeast } : {}),
        ...(typeof atMost === 'number' ? { atMost } : {}),
      };
    }
    default:
      return readFact(key, value, at, person, scope);
  }
}

function peopleSet(value: unknown, path: Path, scope: ConditionScope): string {
  const id = String(value);
  if (!scope.peopleSets.has(id)) scope.report('unknown-people', path, `There is no set of people "${id}".`, suggestion(id, scope.peopleSets));
  return id;
}

function readFact(key: string, value: unknown, path: Path, person: boolean, scope: ConditionScope): Condition {
  const [role, id] = key.includes('.') ? (key.split('.', 2) as [string, string]) : [undefined, key];
  const fact = scope.facts.get(id);
  if (!fact) {
    scope.report('unknown-fact', path, `There is no fact "${id}".`, suggestion(id, scope.facts.keys()));
    return never;
  }
  if (role !== undefined) checkRole(role, path, scope);
  else if (fact.about === 'person' && !person)
    scope.report('no-person', path, `"${id}" is a fact of a person, and no person is in question here.`, `Say of whom: "some: movers" with "where", or a role such as "visitor.${id}".`);
  const test = readTest(fact, value, path, scope);
  return { fact: id, ...(role === undefined ? {} : { of: role }), test };
}

function checkRole(role: string, path: Path, scope: ConditionScope): void {
  const roles = [...scope.facts.values()].filter((fact) => fact.type === 'person' && fact.about === 'case').map((fact) => fact.id);
  if (!roles.includes(role)) scope.report('unknown-role', path, `There is no role "${role}".`, suggestion(role, roles));
}

function readTest(fact: Pick<Fact, 'id' | 'type' | 'options'>, value: unknown, path: Path, scope: ConditionScope): Test {
  const options = (values: readonly unknown[], at: Path): Scalar[] => values.flatMap((one, index) => option(fact, one, values.length > 1 ? [...at, index] : at, scope));
  const strings = (values: readonly unknown[], at: Path) => options(values, at).map(String);
  const isSet = fact.type === 'set' || fact.type === 'people';
  const list = (one: unknown) => (Array.isArray(one) ? (one as unknown[]) : [one]);
  if (Array.isArray(value)) return isSet ? { includesAny: strings(value, path) } : { oneOf: options(value, path) };
  if (!isMap(value)) {
    if (isSet) return { includesAny: strings([value], path) };
    return { is: options([value], path)[0] ?? '' };
  }
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => key in bounds)) {
    if (!['number', 'date'].includes(fact.type)) scope.report('fact-type', path, `"${fact.id}" is neither a number nor a day, so it cannot be compared by size.`, 'Compare it with a value instead.');
    const range: Range = {};
    for (const key of keys) {
      const bound = readBound(fact, value[key], [...path, key], scope);
      if (bound !== undefined) range[bounds[key as keyof typeof bounds]] = bound;
    }
    return range;
  }
  if (keys.length === 1) {
    if ('not' in value) {
      const values = list(value['not']);
      if (isSet) return { includesNone: strings(values, [...path, 'not']) };
      const known = options(values, [...path, 'not']);
      return known.length === 1 && known[0] !== undefined ? { isNot: known[0] } : { noneOf: known };
    }
    if ('empty' in value && typeof value['empty'] === 'boolean') {
      if (!isSet) scope.report('fact-type', path, `"${fact.id}" holds one value, so it is never empty.`, 'Use "empty" with a set only.');
      return { empty: value['empty'] };
    }
    if ('same-as' in value) return { sameAs: reference(value['same-as'], [...path, 'same-as'], scope) };
  }
  scope.report('condition-shape', path, `This says nothing known about "${fact.id}".`, 'Use a value, a list of values, or not, empty, same-as, at-least, at-most, over, under.');
  return { is: '' };
}

/** A value must be one that the fact can have. */
function option(fact: Pick<Fact, 'id' | 'type' | 'options'>, value: unknown, path: Path, scope: ConditionScope): Scalar[] {
  const wrong = (expected: string) => {
    scope.report('fact-type', path, `"${fact.id}" cannot be ${JSON.stringify(value)}.`, expected);
    return [];
  };
  if (!isScalar(value)) return wrong('Write one value.');
  if (fact.type === 'boolean') return typeof value === 'boolean' ? [value] : wrong('Write true or false.');
  if (fact.type === 'number') return typeof value === 'number' ? [value] : wrong('Write a number.');
  if (fact.options && !fact.options.includes(String(value))) return wrong(suggestion(String(value), fact.options));
  return [String(value)];
}

function readBound(fact: Pick<Fact, 'type'>, value: unknown, path: Path, scope: ConditionScope): Bound | undefined {
  if (value === 'today') return { today: true };
  if (isMap(value) && typeof value['fact'] === 'string') return reference(value['fact'], path, scope);
  if (fact.type === 'date' ? typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) : typeof value === 'number') return value as Bound;
  scope.report('fact-type', path, `${JSON.stringify(value)} cannot be compared with this fact.`, fact.type === 'date' ? 'Write a day ("2026-04-01"), today, or {fact: …}.' : 'Write a number or {fact: …}.');
  return undefined;
}

function reference(value: unknown, path: Path, scope: ConditionScope): { fact: string; of?: string } {
  const text = String(value);
  const [role, id] = text.includes('.') ? (text.split('.', 2) as [string, string]) : [undefined, text];
  if (!scope.facts.has(id)) scope.report('unknown-fact', path, `There is no fact "${id}".`, suggestion(id, scope.facts.keys()));
  if (role !== undefined) checkRole(role, path, scope);
  return { fact: id, ...(role === undefined ? {} : { of: role }) };
}

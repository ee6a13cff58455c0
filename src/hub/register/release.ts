import { ageOn, isDate, looksLikePersonalNumber, type PlainDate } from '../../basics/index.ts';
import type { Fact } from '../../content/index.ts';
import { type FactValue, type HouseholdAnswer, PROTOCOL } from '../../protocol/index.ts';
import type { Household, RegisteredPerson } from './resident-register.ts';

type Found = Extract<HouseholdAnswer, { outcome: 'found' }>;

/** 成年 (民法4条) */
const adulthood = 18;

/**
 * What of a household goes to the visitor's screen: only `allowed` facts, private ones only of the visitor and the
 * visitor's own minor children, every person under an id made for this case. A register's adapter cannot widen this.
 */
export function release(
  household: Household,
  allowed: ReadonlyMap<string, Fact>,
  today: PlainDate,
  personId: (registerId: string) => string,
): Found {
  const isMinor = ({ birthDate }: RegisteredPerson) => isDate(birthDate) && ageOn(birthDate, today) < adulthood;
  const visitor = household.people.find((person) => person.id === household.visitor);
  const members = new Set(household.people.map((person) => person.id));
  const mayShow = (person: RegisteredPerson) =>
    person === visitor || (visitor !== undefined && !isMinor(visitor) && isMinor(person) && isChildOf(person, visitor));

  const written = (facts: ReadonlyMap<string, FactValue>, about: Fact['about'], showPrivate: boolean) =>
    [...facts].flatMap(([id, value]) => {
      const fact = allowed.get(id);
      if (fact?.about !== about || (fact.sensitivity === 'private' && !showPrivate)) return [];
      const safe = translated(fact, value, members, personId);
      return safe === undefined ? [] : [{ fact: id, value: safe }];
    });

  return {
    protocol: PROTOCOL,
    outcome: 'found',
    visitor: personId(household.visitor),
    people: household.people.map((person) => ({
      person: personId(person.id),
      facts: written(person.facts, 'person', mayShow(person)),
    })),
    // What is private of a household tells of every adult in it.
    case: written(household.facts, 'case', household.people.every(mayShow)),
  };
}

/** Child of a couple of which one is the head, as the relations (続柄) show it. Anything less clear is for staff. */
function isChildOf(child: RegisteredPerson, parent: RegisteredPerson): boolean {
  const isHead = parent.relationToHead === 'head';
  const isSpouse = parent.relationToHead === 'wife' || parent.relationToHead === 'husband';
  if (child.relationToHead === 'child') return isHead || isSpouse;
  return child.relationToHead === 'child-of-spouse' && isSpouse;
}

/** People named by a value under their ids for this case. A personal number never passes, whoever wrote it there. */
function translated(
  { type }: Fact,
  value: FactValue,
  members: ReadonlySet<string>,
  personId: (registerId: string) => string,
): FactValue | undefined {
  if (type === 'person') return typeof value === 'string' && members.has(value) ? personId(value) : undefined;
  if (type === 'people')
    return Array.isArray(value) ? value.filter((id) => members.has(id)).map((id) => personId(id)) : undefined;
  const words = Array.isArray(value) ? value : [String(value)];
  return words.some(looksLikePersonalNumber) ? undefined : value;
}

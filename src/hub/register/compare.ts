import { CASE_SUBJECT, type CaseState, entryInUse } from '../../case/index.ts';
import type { FactValue } from '../../protocol/index.ts';
import type { Household, RegisteredPerson } from './resident-register.ts';

/** Something that a case says and the register says otherwise; never what either of them says. */
export type Difference =
  | { kind: 'fact'; subject: string; fact: string }
  /** The register has somebody in the household whom the case does not name. */
  | { kind: 'person' };

/** Names are compared by their characters, spaces aside. */
const folded = (text: string) => text.replaceAll(/[\s　]/g, '');
/** `1931-00-00` of a card is `1931`. */
const day = (text: string) => text.replace(/(-00)+$/, '');

/**
 * Compares what a case says with what the register holds of the household: for cases that were filled in without a hub,
 * where everything was tapped in. What only one of the two knows is no difference. `facts`: those that are compared.
 */
export function compareWithRegister(state: CaseState, household: Household, facts: ReadonlySet<string>): Difference[] {
  const said = (subject: string, fact: string): FactValue | undefined => {
    const used = entryInUse(
      (state.facts.get(subject)?.get(fact) ?? []).filter(
        ({ source }) => source !== 'register' && source !== 'computed',
      ),
    );
    return used && 'value' in used.said ? (used.said.value as FactValue) : undefined;
  };
  /** The register's person by the id that the case has for them. */
  const inCase = new Map<string, string>();
  for (const { id, removed } of state.people) {
    const name = said(id, 'name');
    const born = said(id, 'birth-date');
    if (removed || typeof name !== 'string' || typeof born !== 'string') continue;
    const same = household.people.filter(
      (one) => folded(String(one.facts.get('name') ?? '')) === folded(name) && day(one.birthDate ?? '') === day(born),
    );
    if (same.length === 1 && same[0]) inCase.set(same[0].id, id);
  }
  const compared = (subject: string, held: ReadonlyMap<string, FactValue>): Difference[] =>
    [...held].flatMap(([fact, value]): Difference[] => {
      const own = facts.has(fact) ? said(subject, fact) : undefined;
      const known = own === undefined ? undefined : namedInCase(value, household.people, inCase);
      return own === undefined || known === undefined || same(own, known) ? [] : [{ kind: 'fact', subject, fact }];
    });
  return [
    ...household.people.flatMap((person) => {
      const subject = inCase.get(person.id);
      return subject === undefined ? [{ kind: 'person' } as const] : compared(subject, person.facts);
    }),
    ...compared(CASE_SUBJECT, household.facts),
  ];
}

/** A value that names people, with the ids of the case; nothing where somebody named has none. */
function namedInCase(
  value: FactValue,
  people: readonly RegisteredPerson[],
  inCase: ReadonlyMap<string, string>,
): FactValue | undefined {
  const isPerson = (one: string) => people.some(({ id }) => id === one);
  if (typeof value === 'string') return isPerson(value) ? inCase.get(value) : value;
  if (!Array.isArray(value) || !value.some(isPerson)) return value;
  const named = value.flatMap((one) => inCase.get(one) ?? []);
  return named.length === value.length ? named : undefined;
}

function same(one: FactValue, other: FactValue): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item) => other.includes(item));
  if (typeof one === 'string' && typeof other === 'string') return folded(day(one)) === folded(day(other));
  return one === other;
}

import type { Statement } from '../case/index.ts';
import { CASE_SUBJECT } from '../case/index.ts';
import type { FactValue, HouseholdAnswer } from '../protocol/index.ts';
import { samePerson } from './cards.ts';
import type { CaseSession } from './case-session.ts';

type Found = Extract<HouseholdAnswer, { outcome: 'found' }>;

/**
 * Brings people and facts of the register or of a certificate into the case: people who are there already are
 * recognised by name and birth date, others are added. What the resident said stays; the difference is kept for staff.
 */
export async function recordHousehold(
  session: CaseSession,
  answer: Found,
  source: 'register' | 'certificate',
): Promise<void> {
  const ids = new Map<string, string>();
  for (const { person, facts } of answer.people) {
    const value = (id: string) => facts.find(({ fact }) => fact === id)?.value;
    const there = session.visit.outlook.situation.ids.find((id) =>
      samePerson(
        { name: session.nameOf(id), birthDate: session.known(id, 'birth-date').value },
        { name: value('name'), birthDate: value('birth-date') },
      ),
    );
    ids.set(person, there ?? (await session.addPerson()));
  }
  const own = (value: FactValue): FactValue =>
    Array.isArray(value)
      ? value.map((one) => ids.get(one) ?? one)
      : typeof value === 'string'
        ? (ids.get(value) ?? value)
        : value;
  await session.record([
    ...answer.people.flatMap(({ person, facts }) =>
      facts.map(
        ({ fact, value }): Statement => ({
          subject: ids.get(person) ?? person,
          fact,
          said: { value: own(value) },
          source,
        }),
      ),
    ),
    ...answer.case.map(
      ({ fact, value }): Statement => ({ subject: CASE_SUBJECT, fact, said: { value: own(value) }, source }),
    ),
  ]);
}

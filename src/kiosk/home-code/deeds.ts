import { CASE_SUBJECT, type Deed, type Statement } from '../../case/index.ts';
import type { FactValue, OpenedHomeCode } from '../../protocol/index.ts';
import type { CaseSession } from '../case-session.ts';

/**
 * Brings what was answered at home into the case. `came`: who of the people in the code stands here, if any of them does;
 * the others join, and the card says later who is who. What does not fit is left out, and so asked here.
 */
export function* deedsOfHomeCode(
  session: CaseSession,
  code: OpenedHomeCode,
  came: string | undefined,
): Generator<Deed> {
  const visitor = String(session.known(CASE_SUBJECT, 'visitor').value);
  const ids = new Map<string, string>();
  for (const { person } of code.people) {
    const id = person === came ? visitor : session.newPersonId();
    ids.set(person, id);
    if (id !== visitor) yield { type: 'person-added', person: id };
  }
  // The ids of a code are of chance and made for this case: no other text is one of them.
  const own = (value: FactValue): FactValue =>
    Array.isArray(value)
      ? value.map((one) => ids.get(one) ?? one)
      : typeof value === 'string'
        ? (ids.get(value) ?? value)
        : value;
  const said = (subject: string, facts: OpenedHomeCode['case']) =>
    facts.map(({ fact, value }): Statement => ({ subject, fact, said: { value: own(value) }, source: 'home' }));
  const statements = session.fitting([
    ...code.people.flatMap(({ person, facts }) => said(ids.get(person) ?? person, facts)),
    ...said(CASE_SUBJECT, code.case),
  ]);
  if (statements.length > 0) yield { type: 'recorded', statements };
}

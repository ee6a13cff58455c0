import { randomBytes } from 'node:crypto';
import { type CaseState, CASE_SUBJECT, fold, openCase, type Statement } from '../../case/index.ts';
import type { Content } from '../../content/index.ts';
import { compile, fits } from '../../engine/index.ts';
import { type HomeCode, type HomeValue, mayComeFromHome, renamed } from '../../paperwork/index.ts';
import { type OpenedHomeCode, PROTOCOL } from '../../protocol/index.ts';

/**
 * What of a code is taken into a case, under ids made by chance. Left out, counted and asked again: facts that the
 * content does not have or does not let a resident say, values that do not fit, people who are not in the code. Nothing
 * where the content has none of its events.
 */
export function takenFrom(code: HomeCode, content: Content, today: string): OpenedHomeCode | undefined {
  const events = content.events.map(({ id }) => id).filter((id) => code.events.includes(id));
  if (events.length === 0) return undefined;
  const program = compile(content, events);
  const people = code.people.map(() => `p${randomBytes(16).toString('hex')}`);
  const [visitor = ''] = people;
  const state = caseOf(people, visitor, { today, municipality: code.municipality, events });
  const nameOf = (place: string) => (/^\d{1,2}$/.test(place) ? people[Number(place)] : undefined);
  let dropped = 0;
  const taken = (subject: string, said: readonly (readonly [string, HomeValue])[]) => {
    const facts = new Map<string, HomeValue>();
    for (const [fact, written] of said) {
      const definition = program.byId.get(fact)?.fact;
      const value = definition && mayComeFromHome(definition) ? renamed(definition, written, nameOf) : undefined;
      const statement = value === undefined ? undefined : ({ subject, fact, said: { value }, source: 'home' } as const);
      if (statement && !facts.has(fact) && fits(program, state, statement satisfies Statement))
        facts.set(fact, statement.said.value);
      else dropped += 1;
    }
    return [...facts].map(([fact, value]) => ({ fact, value }));
  };
  return {
    protocol: PROTOCOL,
    outcome: 'found',
    events,
    language: code.language,
    visitor,
    people: code.people.map((said, index) => ({
      person: people[index] ?? '',
      facts: taken(people[index] ?? '', said),
    })),
    case: taken(CASE_SUBJECT, code.case),
    dropped,
  };
}

const author = { by: { role: 'device' }, device: 'hub', content: '-', at: '1970-01-01T00:00:00.000Z' } as const;

/** A case with these people, against which values are held. It is kept nowhere. */
function caseOf(
  people: readonly string[],
  visitor: string,
  opening: { today: string; municipality: string; events: string[] },
): CaseState {
  const id = '00000000-0000-7000-8000-000000000000';
  const opened = openCase({ ...author, id, type: 'opened', format: 1, case: id, visitor, ...opening });
  return people.reduce((state, person) => fold(state, { ...author, id, type: 'person-added', person }), opened);
}

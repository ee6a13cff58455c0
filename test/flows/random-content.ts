import fc from 'fast-check';
import type { Condition } from '../../src/conditions/index.ts';
import type { Content, Fact, Procedure, Question } from '../../src/content/index.ts';
import { clock, contentOf, fact, group, procedure } from './small-content.ts';

/** Facts of a small random world: five of the case, four of a person, and a set of people. */
const ofCase = ['c0', 'c1', 'c2', 'cn', 'cd'];
const ofPerson = ['p0', 'p1', 'pn', 'birth-date'];

/** A comparison on a fact, as its type allows. */
function comparing(id: string): fc.Arbitrary<Condition> {
  const of = id.startsWith('c') ? fc.constant({}) : fc.constantFrom({}, {}, { of: 'role' });
  if (id === 'cn' || id === 'pn')
    return fc
      .record({ test: fc.constantFrom({ atLeast: 2 }, { under: 3 }, { over: { fact: 'cn' } }), of })
      .map(({ test, of }) => ({ fact: id, test, ...of }));
  if (id === 'cd')
    return fc.constantFrom<Condition>(
      { fact: 'cd', test: { atMost: { today: true } } },
      { fact: 'days', test: { over: 14 } },
    );
  if (id === 'birth-date')
    return fc.constantFrom<Condition>(
      { fact: 'age', test: { atLeast: 20, under: 65 } },
      { fact: 'school-age', test: { atMost: 15 } },
    );
  if (id === 'c2' || id === 'p1')
    return fc
      .record({ test: fc.constantFrom({ is: 'x' }, { isNot: 'x' }, { oneOf: ['x', 'y'] }, { noneOf: ['y'] }), of })
      .map(({ test, of }) => ({ fact: id, test, ...of }));
  return fc
    .record({ test: fc.constantFrom({ is: true }, { is: false }, { isNot: true }), of })
    .map(({ test, of }) => ({ fact: id, test, ...of }));
}

/** Conditions over the given facts; `person` says whether a person is in question. Sets of people are used where all facts may be. */
function conditions(facts: readonly string[], person: boolean, sets: boolean): fc.Arbitrary<Condition> {
  const here = facts.filter((id) => person || id.startsWith('c'));
  const leaves = [...here.map(comparing), ...(person && sets ? [fc.constant<Condition>({ member: 'group' })] : [])];
  const leaf = leaves.length > 0 ? fc.oneof(...leaves) : fc.constant<Condition>({ always: true });
  const joined = fc.oneof(
    { weight: 3, arbitrary: leaf },
    fc.record({ all: fc.array(leaf, { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(leaf, { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: leaf }),
  );
  if (person || !sets) return joined;
  const where = conditions(facts, true, true);
  return fc.oneof(
    joined,
    fc.record({
      quantifier: fc.constantFrom('some', 'every', 'none'),
      people: fc.constantFrom('everyone', 'group', 'some-set'),
      where,
    }),
    fc.record({ count: fc.constantFrom('everyone', 'group'), where, atLeast: fc.nat(2) }),
    fc.record({
      all: fc.tuple(
        leaf,
        fc.record({ quantifier: fc.constantFrom('some', 'none'), people: fc.constant('some-set'), where }),
      ),
    }),
  );
}

const maybe = <T>(name: string, arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 2 }).map((value) => (value === undefined ? {} : { [name]: value }));

/** Facts whose relevance rests only on facts before them, so that no circle arises. */
const facts: fc.Arbitrary<Fact[]> = fc
  .tuple(
    ...[...ofCase, ...ofPerson].map((id, index, all) =>
      maybe(
        'relevant',
        conditions(
          all.slice(0, index).filter((other) => other.startsWith('c')),
          !id.startsWith('c'),
          false,
        ),
      ),
    ),
  )
  .map((relevant) => {
    const more = (id: string) => relevant[[...ofCase, ...ofPerson].indexOf(id)];
    const person = (id: string, rest: Partial<Fact> = {}) =>
      fact(id, { about: 'person', sources: ['certificate', 'resident', 'staff'], ...rest, ...more(id) });
    const xyz = { type: 'choice' as const, options: ['x', 'y', 'z'] };
    return [
      fact('role', { type: 'person' }),
      fact('group', { type: 'people', sources: ['certificate', 'resident'] }),
      fact('c0', more('c0')),
      fact('c1', { sources: ['register', 'resident'], ...more('c1') }),
      fact('c2', { ...xyz, ...more('c2') }),
      fact('cn', { type: 'number', ...more('cn') }),
      fact('cd', { type: 'date', ...more('cd') }),
      fact('days', { type: 'number', sources: [], computed: { daysSince: 'cd' } }),
      person('p0'),
      person('p1', xyz),
      person('pn', { type: 'number' }),
      person('birth-date', { type: 'date' }),
      fact('age', {
        about: 'person',
        type: 'number',
        sources: [],
        computed: { age: 'birth-date', reached: 'birthday' },
      }),
      fact('school-age', { about: 'person', type: 'number', sources: [], computed: { fiscalYearAge: 'birth-date' } }),
    ];
  });

const procedures: fc.Arbitrary<Procedure[]> = fc
  .array(
    fc.tuple(
      maybe('when', conditions([...ofCase, ...ofPerson], false, true)),
      maybe(
        'concerns',
        fc.record({
          people: fc.constantFrom('everyone', 'group', 'some-set'),
          as: fc.constantFrom('one', 'each'),
          where: conditions([...ofCase, ...ofPerson], true, true),
        }),
      ),
      maybe('applicant', fc.constantFrom('visitor', 'role')),
      fc.oneof(
        maybe('form', fc.constant('form')),
        fc.record({
          forms: fc.tuple(fc.record({ form: fc.constant('form'), when: conditions(ofCase, false, true) })),
        }),
      ),
      fc.subarray([
        clock('cd', { days: 14 }),
        clock('first', { after: ['birth-date', 'cd'], months: 1, firstDay: 'same-day' }),
      ]),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map(([when, concerns, applicant, form, clocks], index) =>
      procedure(`procedure-${index}`, { ...when, ...concerns, ...applicant, ...form, clocks }),
    ),
  );

/** A question over people or of each, under a condition that may rest on everything asked before it. */
const asked = (id: string, before: readonly string[]): fc.Arbitrary<Partial<Question> & { facts: string[] }> =>
  fc
    .tuple(
      id.startsWith('c')
        ? fc.constant({})
        : fc.constantFrom<Partial<Question>>(
            { each: 'everyone' },
            { each: 'group' },
            { over: 'everyone' },
            { over: 'group' },
          ),
      maybe('where', conditions(before, !id.startsWith('c'), false)),
      maybe('always', fc.constant(true)),
    )
    .map(([people, where, always]) => ({ facts: [id], ...people, ...where, ...always }));

/** Small contents: random relevance, questions, procedures and one form that wants some facts. */
export const contents: fc.Arbitrary<Content> = fc
  .record({
    facts,
    procedures,
    someSet: conditions([...ofCase, ...ofPerson], true, false),
    case: fc.tuple(...ofCase.map((id, index) => asked(id, ofCase.slice(0, index)))),
    person: fc.tuple(...ofPerson.map((id, index) => asked(id, [...ofCase, ...ofPerson.slice(0, index)]))),
    unasked: fc.subarray(['p1', 'pn', 'cn']),
    groupWhen: maybe('when', conditions(ofCase.slice(0, 2), false, false)),
    stop: conditions(['c0', 'c1'], false, false),
  })
  .map((made) =>
    contentOf({
      facts: made.facts,
      peopleSets: { group: { from: 'group' }, 'some-set': { from: 'group', where: made.someSet } },
      procedures: made.procedures,
      forms: [
        {
          id: 'form',
          boxes: [
            { kind: 'fact', id: 'one', fact: 'c2' },
            { kind: 'fact', id: 'two', fact: 'p1', of: 'role' },
            { kind: 'fact', id: 'three', fact: 'p0' },
            {
              kind: 'table',
              id: 'table',
              rows: 'concerned',
              columns: [
                { id: 'age', fact: 'age' },
                { id: 'pn', fact: 'pn' },
              ],
            },
          ],
        },
      ],
      parts: [
        group('gate', [
          { facts: ['group'], always: true },
          'role',
          ...made.case.filter(({ facts: [id = ''] }) => !made.unasked.includes(id)),
        ]),
        {
          kind: 'stop',
          id: 'stopped',
          when: { all: [made.stop, { fact: 'c2', test: { is: 'z' } }] },
          to: 'staff',
          bring: [],
        },
        { kind: 'screen', id: 'cards' },
        {
          ...group(
            'people',
            made.person.filter(({ facts: [id = ''] }) => !made.unasked.includes(id)),
          ),
          ...made.groupWhen,
        },
      ],
    }),
  );

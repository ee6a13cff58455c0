import { describe, expect, test } from 'vitest';
import {
  arrive,
  clock,
  contentOf,
  courseOf,
  fact,
  group,
  path,
  procedure,
  says,
  screen,
} from '../../test/flows/small-content.ts';
import { CASE, type Condition, NONE, refFact, refPerson, UNKNOWN } from '../conditions/index.ts';
import type { Computation, Content, LifeEvent, Part } from '../content/index.ts';
import { compile } from './program.ts';

const is = (id: string, value: boolean | string = true): Condition => ({ fact: id, test: { is: value } });

describe('a fact that is worked out', () => {
  const facts = [
    fact('born', { about: 'person', type: 'partial-date' }),
    fact('moved', { type: 'date' }),
    fact('payee', { type: 'person' }),
    fact('dog'),
    fact('young', { about: 'person' }),
    fact('chip', { relevant: is('dog') }),
    fact('here', { type: 'text' }),
    fact('there', { type: 'text', relevant: is('dog', false) }),
  ];
  /** The value for the case or person `a`, and what must be known before there is one. */
  const worked = (
    computed: Computation,
    known: ReturnType<typeof says>[],
    about: 'case' | 'person' = 'case',
    more: Partial<Content> = {},
  ) => {
    const client = arrive(
      contentOf({ facts: [...facts, fact('result', { about, sources: [], computed })], ...more }),
      2,
    );
    client.record(known.flat());
    const { situation, program } = client.visit.outlook;
    const trail: number[] = [];
    const value = situation.read(program.byId.get('result')?.index ?? -1, about === 'case' ? CASE : 0, trail);
    const missing = trail.map(
      (ref) =>
        (refPerson(ref) === CASE ? '' : `${situation.subject(refPerson(ref))}.`) + program.facts[refFact(ref)]?.fact.id,
    );
    return value === UNKNOWN ? { missing } : value;
  };

  test('an age, by the birthday or by the day before it', () => {
    const born = says({ born: '2006-04-11' }, 'a');
    expect(worked({ age: 'born', reached: 'birthday' }, [born], 'person')).toBe(19);
    expect(worked({ age: 'born', reached: 'day-before' }, [born], 'person')).toBe(20);
    expect(worked({ fiscalYearAge: 'born' }, [born], 'person')).toBe(20);
    expect(worked({ age: 'born', reached: 'birthday' }, [], 'person')).toEqual({ missing: ['a.born'] });
  });

  test('no age from a birth date of which only the year is known', () => {
    expect(worked({ age: 'born', reached: 'birthday' }, [says({ born: '1950' }, 'a')], 'person')).toEqual({
      missing: ['a.born'],
    });
  });

  test('days since a day, and the last day of a period', () => {
    expect(worked({ daysSince: 'moved' }, [says({ moved: '2026-04-01' })])).toBe(9);
    expect(worked({ daysSince: 'moved' }, [says({ moved: '2026-04-12' })])).toBe(-2);
    expect(worked({ daysSince: 'moved' }, [])).toEqual({ missing: ['moved'] });
    expect(
      worked({ deadline: { after: 'moved', days: 14, first: 'next-day', closed: 'next-open-day' } }, [
        says({ moved: '2026-04-04' }),
      ]),
    ).toBe('2026-04-20');
  });

  test('a condition is true, false, or waits', () => {
    expect(worked({ condition: is('dog') }, [says({ dog: true })])).toBe(true);
    expect(worked({ condition: is('dog') }, [says({ dog: false })])).toBe(false);
    expect(worked({ condition: is('dog') }, [])).toEqual({ missing: ['dog'] });
  });

  test('the first of several passes over those that do not arise, never over one that is not known', () => {
    const first: Computation = { first: ['there', 'here'] };
    expect(worked(first, [says({ dog: true, here: 'x' })])).toBe('x');
    expect(worked(first, [says({ dog: false, here: 'x', there: 'y' })])).toBe('y');
    expect(worked(first, [says({ dog: false, here: 'x' })])).toEqual({ missing: ['there'] });
    expect(worked(first, [says({ here: 'x' })])).toEqual({ missing: ['dog'] });
    expect(worked({ first: ['there'] }, [says({ dog: true })])).toBe(NONE);
  });

  test('the fact of whoever holds a role', () => {
    const of: Computation = { of: 'payee', fact: 'born' };
    expect(worked(of, [says({ payee: 'b' }), says({ born: '1990-01-01' }, 'b')])).toBe('1990-01-01');
    expect(worked(of, [says({ payee: 'b' })])).toEqual({ missing: ['b.born'] });
    expect(worked(of, [])).toEqual({ missing: ['payee'] });
  });

  test('the one person of a set, waiting until everybody is known; nobody where there are several', () => {
    const only = { only: 'named-young' };
    const more = { peopleSets: { everyone: {}, 'named-young': { where: { fact: 'young', test: { is: true } } } } };
    const young = (one: boolean, who: string) => says({ young: one }, who);
    expect(worked(only, [young(false, 'a'), young(true, 'b')], 'case', more)).toBe('b');
    expect(worked(only, [young(true, 'a'), young(true, 'b')], 'case', more)).toBe(NONE);
    expect(worked(only, [young(false, 'a'), young(false, 'b')], 'case', more)).toBe(NONE);
    expect(worked(only, [young(true, 'a')], 'case', more)).toEqual({ missing: ['b.young'] });
  });

  test('the first choice that holds, waiting where that is not known', () => {
    const choose: Computation = {
      choose: [{ when: is('dog'), value: 'dog' }, { when: is('here', 'x'), fact: 'here' }, { value: 'else' }],
    };
    expect(worked(choose, [says({ dog: true })])).toBe('dog');
    expect(worked(choose, [says({ dog: false, here: 'x' })])).toBe('x');
    expect(worked(choose, [says({ dog: false, here: 'y' })])).toBe('else');
    expect(worked(choose, [says({ here: 'x' })])).toEqual({ missing: ['dog'] });
    expect(worked({ choose: [{ when: is('dog'), value: 'dog' }] }, [says({ dog: false })])).toBe(NONE);
  });

  test('the day, the municipality, a constant, a rate of the day', () => {
    expect(worked({ today: true }, [])).toBe('2026-04-10');
    expect(worked({ municipality: 'name' }, [])).toBe('みほん市');
    expect(worked({ constant: 3 }, [])).toBe(3);
    const rates = {
      fee: {
        unit: 'yen' as const,
        rows: [
          { from: '2025-04-01', until: '2026-03-31', value: 300 },
          { from: '2026-04-01', until: '2026-04-30', value: 350 },
        ],
      },
    };
    expect(worked({ rate: 'fee' }, [], 'case', { rates })).toBe(350);
    const over = { fee: { unit: 'yen' as const, rows: [{ from: '2025-04-01', until: '2026-03-31', value: 300 }] } };
    expect(worked({ rate: 'fee' }, [], 'case', { rates: over })).toEqual({ missing: [] });
  });
});

describe('a fact that has no meaning', () => {
  const facts = [fact('dog'), fact('chip', { relevant: is('dog') }), fact('vet', { type: 'text' }), fact('tag')];
  const parts = [group('gate', ['dog', { facts: ['vet'], where: is('dog') }, 'chip', 'tag'])];
  const read = (known: Parameters<typeof says>[0], id: string) => {
    const client = arrive(contentOf({ facts, parts }));
    client.record(says(known));
    return client.visit.outlook.situation.read(client.course.program.byId.get(id)?.index ?? -1, CASE, []);
  };

  test('has no value, whatever was said before', () => {
    expect(read({ dog: false, chip: true }, 'chip')).toBe(NONE);
    expect(read({ dog: true, chip: true }, 'chip')).toBe(true);
    expect(read({ chip: true }, 'chip')).toBe(UNKNOWN);
  });

  test('where every question about it stands under a condition that does not hold', () => {
    expect(read({ dog: false, vet: 'x' }, 'vet')).toBe(NONE);
    expect(read({ dog: true, vet: 'x' }, 'vet')).toBe('x');
    expect(read({ dog: false, tag: true }, 'tag')).toBe(true);
  });

  test('but has one where another question about it stands open', () => {
    const client = arrive(contentOf({ facts, parts: [...parts, group('more', [{ id: 'again', facts: ['vet'] }])] }));
    client.record(says({ dog: false, vet: 'x' }));
    expect(client.visit.outlook.situation.read(client.course.program.byId.get('vet')?.index ?? -1, CASE, [])).toBe('x');
  });
});

describe('several life events at once', () => {
  const facts = [fact('moved', { type: 'date' }), fact('dog'), fact('born', { type: 'date' }), fact('school')];
  const event = (id: string, parts: Part[]): LifeEvent => ({
    id,
    tone: 'plain',
    place: 1,
    parts: [screen('purpose'), ...parts, screen('results'), screen('check'), screen('prepared')],
    check: [],
  });
  const always = (id: string, where?: Condition) => ({ facts: [id], always: true, ...(where ? { where } : {}) });
  const stop: Part = { kind: 'stop', id: 'no-dogs', when: is('dog'), to: 'staff', bring: [] };
  const both = (moving: Part[], birth: Part[]) =>
    contentOf({
      facts,
      events: [event('moving', moving), event('birth', birth)],
      procedures: [procedure('a'), procedure('b', { events: ['birth'] }), procedure('c', { events: ['other'] })],
    });
  const keys = (content: Content, answers: Parameters<typeof path>[1] = {}) =>
    path(arrive(content, 1, { events: ['moving', 'birth'] }), answers);

  test('ask each question once, and close together', () => {
    const one = both(
      [group('when', [always('moved')]), group('home', [always('dog')])],
      [group('when', [always('born')]), group('home', [always('dog'), always('school')])],
    );
    expect(keys(one)).toEqual(['purpose', 'moved', 'born', 'dog', 'school', 'results', 'check', 'prepared']);
    expect(courseOf(one, ['moving', 'birth']).program.parts.map(({ id }) => id)).toEqual([
      'purpose',
      'when',
      'home',
      'results',
      'check',
      'prepared',
    ]);
  });

  test('hear all gates before the cards, and the cards before everything else', () => {
    const one = both(
      [group('gate', [always('moved')]), screen('cards'), group('home', [always('dog')])],
      [
        group('gate-of-birth', [always('born')]),
        screen('cards'),
        screen('household'),
        group('more', [always('school')]),
      ],
    );
    expect(courseOf(one, ['moving', 'birth']).program.parts.map(({ id }) => id)).toEqual([
      'purpose',
      'gate',
      'gate-of-birth',
      'cards',
      'household',
      'home',
      'more',
      'results',
      'check',
      'prepared',
    ]);
  });

  test('put a question while either of them would', () => {
    const when = group('home', [always('school', is('dog'))]);
    expect(
      keys(both([group('gate', [always('dog')]), when], [group('more', [always('school')])]), { dog: false }),
    ).toContain('school');
    expect(
      keys(both([group('gate', [always('dog')]), when], [group('more', [always('school', is('dog', false))])]), {
        dog: false,
      }),
    ).toContain('school');
    expect(keys(both([group('gate', [always('dog')]), when], [when]), { dog: false })).not.toContain('school');
    expect(
      keys(
        both(
          [group('gate', [always('dog')]), group('home', [always('school')], is('dog'))],
          [group('home', [always('born')])],
        ),
        { dog: false },
      ),
    ).toEqual(['purpose', 'dog', 'born', 'results', 'check', 'prepared']);
  });

  test('stop where one of them stops', () => {
    expect(
      keys(both([group('gate', [always('dog')]), stop], [stop, group('more', [always('school')])]), { dog: true }),
    ).toEqual(['purpose', 'dog', 'no-dogs']);
  });

  test('look at the procedures of each', () => {
    const one = both([], []);
    expect(courseOf(one, ['moving', 'birth']).program.procedures.map(({ procedure: { id } }) => id)).toEqual([
      'a',
      'b',
    ]);
    expect(courseOf(one, ['birth']).program.procedures.map(({ procedure: { id } }) => id)).toEqual(['b']);
  });
});

test('content that names what does not exist is a defect, and says so', () => {
  const broken = (more: Partial<Content>) => () => compile(contentOf(more), ['moving']);
  expect(broken({ procedures: [procedure('p', { when: is('nothing') })] })).toThrow('nothing');
  expect(broken({ procedures: [procedure('p', { concerns: { people: 'nobody', as: 'one' } })] })).toThrow('nobody');
  expect(broken({ procedures: [procedure('p', { when: { named: 'unnamed' } })] })).toThrow('unnamed');
  expect(broken({ procedures: [procedure('p', { clocks: [clock('never')] })] })).toThrow('never');
  expect(broken({ facts: [fact('fee', { computed: { rate: 'no-rate' } })] })).toThrow('no-rate');
  expect(() => compile(contentOf({}), ['holiday'])).toThrow('holiday');
});

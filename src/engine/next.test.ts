import { describe, expect, test } from 'vitest';
import {
  arrive,
  contentOf,
  courseOf,
  fact,
  group,
  path,
  procedure,
  says,
  type ScenarioClient,
  screen,
} from '../../test/flows/small-content.ts';

import type { Condition } from '../conditions/index.ts';
import { CASE, UNKNOWN } from '../conditions/index.ts';
import type { Part, Procedure } from '../content/index.ts';
import { reachable } from './next.ts';

const is = (id: string, value: boolean | string = true): Condition => ({ fact: id, test: { is: value } });
const facts = [
  fact('movers', { type: 'people' }),
  fact('dog'),
  fact('chip', { relevant: is('dog') }),
  fact('old-chip'),
  fact('car'),
  fact('home', { type: 'choice', options: ['own', 'hospital'] }),
  fact('phone', { type: 'phone' }),
  fact('insured', { about: 'person', sources: ['certificate', 'resident'] }),
  fact('ill', { about: 'person' }),
  fact('name', { about: 'person', type: 'name', sources: ['card', 'resident'] }),
  fact('secret', { sources: ['staff'] }),
];
const wants = (...conditions: Condition[]) => conditions.map((when, index) => procedure(`p${index}`, { when }));
const content = (parts: Part[], ...conditions: Condition[]) =>
  contentOf({
    facts,
    parts,
    procedures: wants(...conditions),
    peopleSets: { movers: { from: 'movers' }, ill: { where: is('ill') } },
  });

describe('the way forward', () => {
  test('is the order of the content, whatever order a procedure names its facts in', () => {
    const one = content([group('gate', ['car', 'dog'])], { all: [is('dog'), is('car')] });
    expect(path(arrive(one), { car: true, dog: true })).toEqual(['purpose', 'car', 'dog', 'results', 'prepared']);
  });

  test('leaves out what no procedure waits for, unless it is always asked', () => {
    const parts = [group('gate', ['car', 'dog', { facts: ['home'], always: true }])];
    expect(path(arrive(content(parts, is('dog'))))).toEqual(['purpose', 'dog', 'home', 'results', 'prepared']);
  });

  test('leaves out what can no longer change anything', () => {
    const one = content([group('gate', ['dog', 'car'])], { all: [is('dog'), is('car')] });
    expect(path(arrive(one), { dog: false })).toEqual(['purpose', 'dog', 'results', 'prepared']);
    expect(path(arrive(one), { dog: 'unknown' })).toEqual(['purpose', 'dog', 'car', 'results', 'prepared']);
  });

  test('goes back to an earlier question that an answer made necessary', () => {
    const forms = [{ id: 'form', boxes: [{ kind: 'fact' as const, id: 'chip', fact: 'old-chip' }] }];
    const late = contentOf({
      facts,
      forms,
      parts: [group('gate', ['old-chip', 'dog'])],
      procedures: [procedure('p', { when: is('dog'), form: 'form' })],
    });
    expect(path(arrive(late), { dog: true })).toEqual(['purpose', 'dog', 'old-chip', 'results', 'prepared']);
  });

  test('skips a group or question whose condition does not hold, and what is not known to hold', () => {
    const parts = [group('gate', ['dog', { facts: ['car'], where: is('dog') }]), group('more', ['home'], is('car'))];
    const one = content(parts, is('dog'), is('car'), is('home', 'own'));
    expect(path(arrive(one), { dog: true, car: true })).toEqual([
      'purpose',
      'dog',
      'car',
      'home',
      'results',
      'prepared',
    ]);
    expect(path(arrive(one), { dog: true, car: false })).toEqual(['purpose', 'dog', 'car', 'results', 'prepared']);
    expect(path(arrive(one), { dog: false })).toEqual(['purpose', 'dog', 'results', 'prepared']);
    expect(path(arrive(one), { dog: 'unknown' })).toEqual(['purpose', 'dog', 'results', 'prepared']);
  });

  test('never asks the resident what only staff can say', () => {
    expect(path(arrive(content([group('gate', ['secret'])], is('secret'))))).toEqual([
      'purpose',
      'results',
      'prepared',
    ]);
  });

  test('never asks again what somebody does not know', () => {
    const one = content([group('gate', ['dog', { facts: ['insured'], each: 'everyone' }])], is('dog'), {
      quantifier: 'some',
      people: 'everyone',
      where: is('insured'),
    });
    expect(path(arrive(one, 2))).toEqual(['purpose', 'dog', 'insured.a', 'insured.b', 'results', 'prepared']);
  });

  test('but a paper that does not say is no answer', () => {
    const client = arrive(
      content([group('gate', [{ facts: ['insured'], each: 'everyone' }])], {
        quantifier: 'some',
        people: 'everyone',
        where: is('insured'),
      }),
    );
    client.record(says({ insured: 'unknown' }, 'a', 'certificate'));
    expect(path(client)).toContain('insured.a');
  });
});

describe('a question of each person, and over people', () => {
  const some = (id: string): Condition => ({ quantifier: 'some', people: 'movers', where: is(id) });

  test('is put to each of a set by name, and not to those of whom it is known', () => {
    const client = arrive(
      content([group('gate', ['movers', { facts: ['insured'], each: 'movers' }])], {
        count: 'movers',
        where: is('insured'),
        atLeast: 2,
      }),
      3,
    );
    client.record(says({ insured: true }, 'b', 'certificate'));
    expect(path(client, { movers: ['a', 'b', 'c'], 'a.insured': false, 'c.insured': true })).toEqual([
      'purpose',
      'movers',
      'insured.a',
      'insured.c',
      'results',
      'prepared',
    ]);
  });

  test('asks once for all, leaving out those of whom it is known from elsewhere', () => {
    const client = arrive(
      content([group('gate', ['movers', { facts: ['insured', 'ill'], over: 'movers' }])], some('insured')),
      3,
    );
    client.record([...says({ insured: false }, 'b', 'certificate')]);
    client.pass();
    client.answer(says({ movers: ['b', 'c'] }));
    expect(client.step).toMatchObject({ key: 'insured-ill', subjects: ['b', 'c'] });
    client.back();
    client.answer(says({ movers: ['a'] }));
    expect(client.step).toMatchObject({ key: 'insured-ill', subjects: ['a'] });
  });

  test('comes again when somebody joins', () => {
    const client = arrive(
      content([group('gate', [{ facts: ['ill'], over: 'everyone' }])], {
        quantifier: 'some',
        people: 'everyone',
        where: is('ill'),
      }),
    );
    client.pass();
    client.answer(says({ ill: false }, 'a'));
    expect(client.step.key).toBe('results');
    client.addPerson('b');
    expect(client.step).toMatchObject({ key: 'ill', subjects: ['a', 'b'] });
  });

  test('of a set that rests on an answer waits for it', () => {
    const client = arrive(
      content(
        [
          group('gate', [
            { facts: ['ill'], over: 'everyone' },
            { facts: ['insured'], each: 'ill' },
          ]),
        ],
        { quantifier: 'some', people: 'ill', where: is('insured') },
      ),
      2,
    );
    expect(path(client, { 'a.ill': true, 'b.ill': false, 'a.insured': true })).toEqual([
      'purpose',
      'ill',
      'insured.a',
      'results',
      'prepared',
    ]);
  });
});

describe('the remaining details', () => {
  const boxes = [
    { kind: 'fact' as const, id: 'phone', fact: 'phone' },
    { kind: 'fact' as const, id: 'car', fact: 'car', optional: true },
    {
      kind: 'table' as const,
      id: 'people',
      rows: 'movers',
      columns: [
        { id: 'name', fact: 'name' },
        { id: 'number', office: true as const },
        { id: 'insured', fact: 'insured' },
      ],
    },
  ];
  const two = [procedure('one', { form: 'form' }), procedure('two', { form: 'form' })];
  const forms = [{ id: 'form', boxes }];
  const paper = contentOf({
    facts,
    peopleSets: { movers: { from: 'movers' } },
    procedures: two,
    forms,
    parts: [
      group('gate', [
        { facts: ['movers'], always: true },
        { facts: ['insured'], each: 'everyone', where: is('ill') },
      ]),
    ],
  });

  test('are asked once for all procedures, each of its person, in the order of the facts; what may stay open is not asked', () => {
    const client = arrive(paper, 2);
    client.record(says({ name: 'みほん　花子' }, 'a', 'card'));
    client.record([...says({ ill: true }, 'a', 'staff'), ...says({ ill: false }, 'b', 'staff')]);
    expect(path(client, { movers: ['a', 'b'], 'a.insured': true })).toEqual([
      'purpose',
      'movers',
      'insured.a',
      'results',
      'details.phone.case',
      'details.name.b',
      'prepared',
    ]);
  });

  test('ask of a person whom the question of the event passes over', () => {
    const parts = [
      group('gate', [
        { facts: ['movers'], always: true },
        { facts: ['ill'], each: 'movers' },
      ]),
    ];
    const forms = [
      {
        id: 'form',
        boxes: [{ kind: 'table' as const, id: 't', rows: 'everyone', columns: [{ id: 'ill', fact: 'ill' }] }],
      },
    ];
    const client = arrive(
      contentOf({
        facts,
        parts,
        forms,
        peopleSets: { movers: { from: 'movers' } },
        procedures: [procedure('one', { form: 'form' })],
      }),
      2,
    );
    expect(path(client, { movers: ['a'] })).toEqual([
      'purpose',
      'movers',
      'ill.a',
      'results',
      'details.ill.b',
      'prepared',
    ]);
  });

  test('of a procedure for each person are those of that person, whoever applies', () => {
    const forms = [
      {
        id: 'form',
        boxes: [
          { kind: 'fact' as const, id: 'name', fact: 'name' },
          { kind: 'fact' as const, id: 'by', fact: 'name', of: 'visitor' },
        ],
      },
    ];
    const client = arrive(
      contentOf({
        facts,
        forms,
        procedures: [
          procedure('child', {
            applicant: 'visitor',
            form: 'form',
            concerns: { people: 'everyone', where: is('ill'), as: 'each' },
          }),
        ],
        parts: [group('gate', [{ facts: ['ill'], over: 'everyone' }])],
      }),
      2,
    );
    expect(path(client, { 'a.ill': false, 'b.ill': true })).toEqual([
      'purpose',
      'ill',
      'results',
      'details.name.a',
      'details.name.b',
      'prepared',
    ]);
  });

  test('wait for who holds the role of a box', () => {
    const forms = [{ id: 'form', boxes: [{ kind: 'fact' as const, id: 'head', fact: 'name', of: 'head' }] }];
    const client = arrive(
      contentOf({
        facts: [...facts, fact('head', { type: 'person' })],
        forms,
        procedures: [procedure('one', { form: 'form' })],
      }),
      2,
    );
    expect(path(client, { head: 'b' })).toEqual([
      'purpose',
      'results',
      'details.head.case',
      'details.name.b',
      'prepared',
    ]);
  });
});

test('papers are prepared also for what may apply, where nobody can say more and the content wants it so', () => {
  const forms = [{ id: 'form', boxes: [{ kind: 'fact' as const, id: 'phone', fact: 'phone' }] }];
  const details = (ifUnknown: Procedure['ifUnknown'], dog: boolean | 'unknown') =>
    path(
      arrive(
        contentOf({
          facts,
          forms,
          parts: [group('gate', ['dog'])],
          procedures: [procedure('p', { when: is('dog'), form: 'form', ifUnknown })],
        }),
      ),
      { dog },
    ).filter((key) => key.startsWith('details'));
  expect(details('include', 'unknown')).toEqual(['details.phone.case']);
  expect(details('include', true)).toEqual(['details.phone.case']);
  expect(details('include', false)).toEqual([]);
  expect(details('ask-staff', 'unknown')).toEqual([]);
});

describe('stops', () => {
  const parts: Part[] = [
    group('gate', ['dog']),
    { kind: 'stop', id: 'no-dogs', when: is('dog'), to: 'staff', bring: [] },
    group('more', ['car']),
  ];
  const stopping = content(parts, is('dog'), is('car'));

  test('end the visit as soon as they hold, and not while that is not known', () => {
    expect(path(arrive(stopping), { dog: true })).toEqual(['purpose', 'dog', 'no-dogs']);
    expect(path(arrive(stopping), { dog: 'unknown' })).toEqual(['purpose', 'dog', 'car', 'results', 'prepared']);
  });

  test('have what they rest on asked, though no procedure waits for it', () => {
    const alone = content(parts);
    expect(path(arrive(alone), { dog: true })).toEqual(['purpose', 'dog', 'no-dogs']);
    expect(path(arrive(alone), { dog: false })).toEqual(['purpose', 'dog', 'results', 'prepared']);
  });

  test('come before any question, and are left by going back', () => {
    const client = arrive(stopping);
    path(client, { dog: true });
    expect(client.course.back(client.visit)?.key).toBe('dog');
    client.back();
    expect(client.step.key).toBe('dog');
    client.answer(says({ dog: false }));
    expect(client.step.key).toBe('car');
    client.record(says({ dog: true }, 'case', 'staff'));
    expect(client.step.key).toBe('no-dogs');
  });
});

describe('going back, and coming to change', () => {
  const long = content(
    [group('gate', ['dog', 'car', { facts: ['home'] }, 'old-chip'])],
    is('dog'),
    is('car'),
    is('home', 'own'),
    is('old-chip'),
  );
  const answers = { dog: true, car: true, home: 'own', 'old-chip': false } as const;
  const there = (): ScenarioClient => {
    const client = arrive(long);
    path(client, answers);
    return client;
  };

  test('back steps over what was done, and stops at the beginning', () => {
    const client = there();
    const keys: string[] = [];
    while (client.back()) keys.push(client.step.key);
    expect(keys).toEqual(['results', 'old-chip', 'home', 'car', 'dog', 'purpose']);
  });

  test('then forward step by step over the same ground', () => {
    const client = there();
    for (let times = 0; times < 5; times++) client.back();
    expect(path(client, answers)).toEqual(['dog', 'car', 'home', 'old-chip', 'results', 'prepared']);
  });

  test('a change comes straight back', () => {
    const client = there();
    client.change('car');
    expect(client.step.key).toBe('car');
    client.answer(says({ car: false }));
    expect(client.step.key).toBe('prepared');
  });

  test('a change that opens a branch leads through it', () => {
    const branch = content([group('gate', ['dog', 'chip', 'car'])], is('chip'), is('car'));
    const client = arrive(branch);
    expect(path(client, { dog: false })).toEqual(['purpose', 'dog', 'car', 'results', 'prepared']);
    client.change('dog');
    expect(path(client, { dog: true, chip: true })).toEqual(['dog', 'chip', 'prepared']);
  });

  test('nothing that lies ahead can be reached that way', () => {
    const client = arrive(long);
    client.pass();
    const { outlook } = client.visit;
    expect(['purpose', 'dog', 'car', 'results', 'prepared'].filter((key) => reachable(outlook, key))).toEqual([
      'purpose',
      'dog',
    ]);
    expect(() => client.change('prepared')).toThrow('not-here');
    expect(() => client.change('nowhere')).toThrow('not-here');
  });
});

describe('a branch that closed', () => {
  const branch = content([group('gate', ['dog', 'chip', 'car'])], is('chip'), is('car'));
  const chipOf = (client: ScenarioClient) => {
    const index = client.course.program.byId.get('chip')?.index ?? -1;
    const { situation } = client.visit.outlook;
    return { ...situation.standing(index, CASE), said: situation.entries(index, CASE).map(({ said }) => said) };
  };
  const closed = () => {
    const client = arrive(branch);
    path(client, { dog: true, chip: true, car: false });
    client.change('dog');
    client.answer(says({ dog: false }));
    return client;
  };

  test('takes its answers out of use, and its questions off the way', () => {
    const client = closed();
    expect(chipOf(client)).toMatchObject({ settled: true, said: [{ value: true }] });
    expect(client.visit.outlook.findings[0]?.standing).toBe('does-not-apply');
    const keys: string[] = [];
    while (client.back()) keys.push(client.step.key);
    expect(keys).toEqual(['results', 'car', 'dog', 'purpose']);
  });

  test('shows them again to be checked when it opens again, and does not use them until then', () => {
    const client = closed();
    client.change('dog');
    client.answer(says({ dog: true }));
    expect(chipOf(client)).toEqual({ value: UNKNOWN, settled: false, check: true, said: [{ value: true }] });
    expect(client.visit.outlook.findings[0]?.standing).toBe('may-apply');
    expect(client.step.key).toBe('chip');
    client.answer(says({ chip: false }));
    expect(chipOf(client)).toMatchObject({ value: false, check: false });
    expect(client.step.key).toBe('prepared');
  });

  test('leaves what papers and staff said in use when it opens again', () => {
    const client = closed();
    client.record(says({ chip: false }, 'case', 'staff'));
    client.change('dog');
    client.answer(says({ dog: true }));
    expect(chipOf(client)).toMatchObject({ value: false, settled: true });
  });
});

test('a screen that is not part of an event is not shown', () => {
  const one = content([screen('cards'), group('gate', ['dog'])], is('dog'));
  expect(path(arrive(one))).toEqual(['purpose', 'cards', 'dog', 'results', 'prepared']);
  expect(courseOf(one).program.parts.map(({ id }) => id)).toEqual([
    'purpose',
    'cards',
    'gate',
    'results',
    'details',
    'prepared',
  ]);
});

describe('what was answered at home', () => {
  const one = content([group('gate', ['dog', 'car', 'home'])], is('dog'), is('car'), is('home', 'own'));
  const home = (id: string, value: boolean | string) =>
    ({ subject: 'case', fact: id, said: { value }, source: 'home' }) as const;

  test('is neither asked nor walked through, but can be gone to and changed, and comes straight back', () => {
    const client = arrive(one);
    client.record([home('dog', true), home('home', 'own')]);
    expect(client.visit.outlook.steps.map(({ step, status }) => `${step.key} ${status}`)).toContain('dog brought');
    expect(path(client, { car: true })).toEqual(['purpose', 'car', 'results', 'prepared']);
    expect(client.course.back(client.visit)?.key).toBe('results');
    expect(reachable(client.visit.outlook, 'dog')).toBe(true);
    client.act({ type: 'went-to', step: 'dog', why: 'change' });
    expect(client.step.key).toBe('dog');
    client.answer([{ ...home('dog', false), source: 'resident' }]);
    expect(client.step.key).toBe('prepared');
    expect(client.visit.outlook.steps.find(({ step }) => step.key === 'dog')?.status).toBe('done');
  });

  test('does not stand in the way of stepping back and forward again', () => {
    const client = arrive(one);
    client.record([home('car', true)]);
    path(client, { dog: true, home: 'own' });
    const way: string[] = [];
    while (client.back()) way.push(client.step.key);
    expect(way).toEqual(['results', 'home', 'dog', 'purpose']);
    client.pass();
    expect(client.step.key).toBe('dog');
    client.answer([{ ...home('dog', true), source: 'resident' }]);
    expect(client.step.key).toBe('home');
  });
});

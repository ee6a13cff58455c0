import { expect, test } from 'vitest';
import type { Fact } from '../../content/index.ts';
import type { FactValue } from '../../protocol/index.ts';
import { release } from './release.ts';
import type { RegisteredPerson } from './resident-register.ts';

const fact = (id: string, more: Partial<Fact> = {}): [string, Fact] => [
  id,
  {
    id,
    about: 'person',
    type: 'text',
    sensitivity: 'ordinary',
    sources: ['register'],
    ifUnknown: 'ask-staff',
    ...more,
  },
];
const allowed = new Map([
  fact('name'),
  fact('care', { type: 'boolean', sensitivity: 'private' }),
  fact('aid', { about: 'case', type: 'boolean', sensitivity: 'private' }),
  fact('head', { about: 'case', type: 'person' }),
  fact('members', { about: 'case', type: 'people' }),
]);
const person = (
  id: string,
  birthDate: string | undefined,
  relationToHead: string | undefined,
  facts: Record<string, FactValue> = {},
): RegisteredPerson => ({
  id,
  birthDate,
  relationToHead,
  facts: new Map(Object.entries({ name: id, care: true, ...facts })),
});
const today = '2026-04-10';

/** Whose private facts the first of these people sees. */
const seen = (...people: RegisteredPerson[]) => {
  const { people: shown } = release(
    { visitor: people[0]!.id, people, facts: new Map() },
    allowed,
    today,
    (id) => `p-${id}`,
  );
  return shown.filter(({ facts }) => facts.some((one) => one.fact === 'care')).map(({ person: id }) => id.slice(2));
};

test('the visitor sees private facts of their own and of their minor children, never of another adult', () => {
  const head = person('head', '1980-01-01', 'head');
  const wife = person('wife', '1981-01-01', 'wife');
  const child = person('child', '2015-01-01', 'child');
  const grown = person('grown', '2008-04-10', 'child');
  const almost = person('almost', '2008-04-11', 'child');
  const mother = person('mother', '1950-01-01', 'mother');
  expect(seen(head, wife, child, grown, almost, mother)).toEqual(['head', 'child', 'almost']);
  expect(seen(wife, head, child)).toEqual(['wife', 'child']);
  expect(seen(mother, head, child)).toEqual(['mother']);
  expect(seen(almost, head, child)).toEqual(['almost']);
  expect(seen(grown, head, child)).toEqual(['grown']);
});

test('whose child a child is must be clear, and so must the age', () => {
  const head = person('head', '1980-01-01', 'head');
  const hers = person('hers', '2015-01-01', 'child-of-spouse');
  expect(seen(head, hers)).toEqual(['head']);
  expect(seen(person('wife', '1981-01-01', 'wife'), hers)).toEqual(['wife', 'hers']);
  expect(seen(head, person('grandchild', '2015-01-01', 'grandchild'))).toEqual(['head']);
  expect(seen(head, person('no-relation', '2015-01-01', undefined))).toEqual(['head']);
  expect(seen(head, person('no-day', '2015', 'child'))).toEqual(['head']);
});

test('what is private of the household is shown only where no other adult lives in it', () => {
  const aid = (...people: RegisteredPerson[]) =>
    release({ visitor: 'head', people, facts: new Map([['aid', true]]) }, allowed, today, (id) => id).case.length === 1;
  const head = person('head', '1980-01-01', 'head');
  expect(aid(head, person('child', '2015-01-01', 'child'))).toBe(true);
  expect(aid(head, person('wife', '1981-01-01', 'wife'))).toBe(false);
});

test('people named in values go under their new ids; whoever is not among them is left out', () => {
  const answer = release(
    {
      visitor: 'head',
      people: [person('head', '1980-01-01', 'head')],
      facts: new Map<string, FactValue>([
        ['head', 'head'],
        ['members', ['head', 'stranger']],
      ]),
    },
    allowed,
    today,
    (id) => `p-${id}`,
  );
  expect(answer.case).toEqual([
    { fact: 'head', value: 'p-head' },
    { fact: 'members', value: ['p-head'] },
  ]);
});

test('a personal number never passes, and neither does a fact that was not allowed', () => {
  const facts = { name: '1234-5678-9018', other: 'x' };
  const answer = release(
    { visitor: 'head', people: [person('head', '1980-01-01', 'head', facts)], facts: new Map() },
    allowed,
    today,
    (id) => id,
  );
  expect(answer.people[0]!.facts).toEqual([{ fact: 'care', value: true }]);
});

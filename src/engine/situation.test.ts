import { expect, test } from 'vitest';
import { arrive, contentOf, fact, says } from '../../test/flows/small-content.ts';
import { CASE, NONE, UNKNOWN } from '../conditions/index.ts';

const facts = [
  fact('dog'),
  fact('chip', { relevant: { fact: 'dog', test: { is: true } } }),
  fact('name', { about: 'person', type: 'name' }),
  fact('head', { type: 'person' }),
];
const content = contentOf({ facts });
const look = (...statements: ReturnType<typeof says>[]) => {
  const client = arrive(content, 2);
  for (const batch of statements) client.record(batch);
  const { situation, program } = client.visit.outlook;
  const index = (id: string) => program.byId.get(id)?.index ?? -1;
  return {
    client,
    situation,
    read: (id: string, person = CASE) => situation.read(index(id), person, []),
    standing: (id: string, person = CASE) => situation.standing(index(id), person),
    entries: (id: string, person = CASE) => situation.entries(index(id), person),
  };
};

test('a fact that nobody spoke of is unknown; one that was not known when asked is unknown and settled', () => {
  expect(look().standing('dog')).toEqual({ value: UNKNOWN, settled: false, check: false });
  expect(look(says({ dog: 'unknown' })).standing('dog')).toEqual({ value: UNKNOWN, settled: true, check: false });
  expect(look(says({ dog: 'unknown' }, 'case', 'staff')).standing('dog')).toMatchObject({ settled: true });
  expect(look(says({ dog: 'unknown' }, 'case', 'certificate')).standing('dog')).toMatchObject({ settled: false });
});

test('a fact that does not arise has no value and wants no answer', () => {
  expect(look(says({ dog: false })).standing('chip')).toEqual({ value: NONE, settled: true, check: false });
});

test('all that was said is kept, with its source; staff come first, then the resident, then papers', () => {
  const { read, entries } = look(
    says({ name: 'カード' }, 'a', 'card'),
    says({ name: '来庁者' }, 'a'),
    says({ name: '住民票' }, 'a', 'register'),
  );
  expect(read('name', 0)).toBe('来庁者');
  expect(entries('name', 0).map(({ source }) => source)).toEqual(['card', 'resident', 'register']);
  expect(
    look(says({ name: '来庁者' }, 'a'), says({ name: '職員' }, 'a', 'staff'), says({ name: '来庁者２' }, 'a')).read(
      'name',
      0,
    ),
  ).toBe('職員');
});

test('"I don\'t know" takes back what the same person said, and not what a paper says', () => {
  expect(look(says({ dog: true }), says({ dog: 'unknown' })).read('dog')).toBe(UNKNOWN);
  expect(look(says({ dog: true }, 'case', 'certificate'), says({ dog: 'unknown' })).read('dog')).toBe(true);
  expect(
    look(says({ dog: true }, 'case', 'certificate'), says({ dog: false }), says({ dog: 'unknown' })).read('dog'),
  ).toBe(true);
});

test('people are found by their id, in the order in which they came; who was taken out is not among them', () => {
  const { client, situation } = look();
  expect(situation.ids).toEqual(['a', 'b']);
  expect([situation.person('b'), situation.person('z'), situation.subject(1), situation.subject(CASE)]).toEqual([
    1,
    undefined,
    'b',
    'case',
  ]);
  client.act({ type: 'person-removed', person: 'a' });
  const left = client.visit.outlook.situation;
  expect([left.ids, left.person('a'), left.person('b')]).toEqual([['b'], undefined, 0]);
});

test('a fact of a person is never read of the case: that would be a defect of the content', () => {
  const { read } = look();
  expect(() => read('name')).toThrow('fact of a person');
  expect(() => look().situation.read(99, CASE, [])).toThrow('99');
});

import { describe, expect, test } from 'vitest';
import { type Condition, NONE, type Test, type Value } from './condition.ts';
import { CASE, Compiler, type Situation } from './evaluate.ts';
import { sentence, type SentenceLanguage, type Words } from './sentence.ts';

const labels: Record<string, string> = {
  dog: '犬を飼っている',
  home: '住まいの種類',
  age: '年齢',
  'moved-on': '住み始めた日',
  'left-on': '転出予定日',
  limit: '対象の年齢',
  visitor: '来られた方',
  items: '持ちもの',
};
const japanese: Words = {
  fact: (id) => labels[id] ?? id,
  option: (_fact, value) => ({ own: '自分の家', joining: '同居', book: '手帳', card: 'カード' })[value] ?? value,
  people: (id) => ({ movers: '引っこした方', everyone: '全員' })[id] ?? id,
  event: (id) => ({ birth: '出生', 'moving-in': '転入' })[id] ?? id,
  named: (id) => `条件${id}`,
};
const english: Words = {
  fact: (id) => id,
  option: (_fact, value) => value,
  people: (id) => `the ${id}`,
  event: (id) => id,
  named: (id) => `condition ${id}`,
};
const ja = (condition: Condition) => sentence(condition, 'ja', japanese);
const en = (condition: Condition) => sentence(condition, 'en', english);
const fact = (id: string, test: Test, of?: string): Condition => ({
  fact: id,
  test,
  ...(of === undefined ? {} : { of }),
});
const is = (id: string): Condition => fact(id, { is: true });

describe('one comparison, as a clerk would say it', () => {
  const said: [Condition, string, string][] = [
    [is('dog'), '犬を飼っているに当てはまる', '“dog” holds'],
    [fact('dog', { is: false }), '犬を飼っているに当てはまらない', '“dog” does not hold'],
    [fact('dog', { isNot: true }), '「犬を飼っているに当てはまる」ということはない', 'it is not so that “dog” holds'],
    [fact('home', { is: 'own' }), '住まいの種類が「自分の家」である', '“home” is “own”'],
    [fact('home', { isNot: 'own' }), '住まいの種類が「自分の家」でない', '“home” is not “own”'],
    [
      fact('home', { oneOf: ['own', 'joining'] }),
      '住まいの種類が「自分の家」「同居」のどれかである',
      '“home” is one of “own”, “joining”',
    ],
    [
      fact('home', { noneOf: ['own', 'joining'] }),
      '住まいの種類が「自分の家」「同居」のどれでもない',
      '“home” is none of “own”, “joining”',
    ],
    [
      fact('items', { includesAny: ['book', 'card'] }),
      '持ちものに「手帳」「カード」のどれかがある',
      '“items” includes “book”, “card”',
    ],
    [fact('items', { includesNone: ['book'] }), '持ちものに「手帳」がない', '“items” does not include “book”'],
    [fact('items', { empty: true }), '持ちものがない', '“items” is empty'],
    [fact('age', { atLeast: 20, under: 60 }), '年齢が20以上60未満である', '“age” is at least 20 and under 60'],
    [fact('age', { atMost: { fact: 'limit' } }), '年齢が対象の年齢以下である', '“age” is at most “limit”'],
    [
      fact('moved-on', { over: { fact: 'left-on', day: true } }),
      '住み始めた日が転出予定日より後である',
      '“moved-on” is after “left-on”',
    ],
    [
      fact('moved-on', { atLeast: '2026-04-01', atMost: { today: true } }),
      '住み始めた日が2026-04-01以後今日以前である',
      '“moved-on” is on or after 2026-04-01 and on or before today',
    ],
    [fact('age', { atLeast: 18 }, 'visitor'), '来られた方の年齢が18以上である', '“age of visitor” is at least 18'],
    [
      fact('age', { sameAs: { fact: 'age', of: 'visitor' } }),
      '年齢が来られた方の年齢と同じである',
      '“age” is the same as “age” of “visitor”',
    ],
  ];
  test.each(said)('%j', (condition, inJapanese, inEnglish) => {
    expect([ja(condition), en(condition)]).toEqual([inJapanese, inEnglish]);
  });
});

test('people, counts, events, names', () => {
  expect(ja({ quantifier: 'some', people: 'movers', where: fact('age', { atLeast: 75 }) })).toBe(
    '引っこした方のなかに、年齢が75以上である方がいる',
  );
  expect(ja({ quantifier: 'none', people: 'movers', where: fact('age', { atLeast: 75 }) })).toBe(
    '引っこした方のなかに、年齢が75以上である方はいない',
  );
  expect(ja({ quantifier: 'every', people: 'movers', where: fact('age', { atLeast: 75 }) })).toBe(
    '引っこした方の全員について、年齢が75以上である',
  );
  expect(ja({ count: 'movers', where: is('dog'), atLeast: 2, atMost: 3 })).toBe(
    '引っこした方のうち、犬を飼っているに当てはまる方が2人以上3人以下いる',
  );
  expect(en({ count: 'movers', where: is('dog'), atLeast: 2 })).toBe(
    'among the movers, at least 2 for whom “dog” holds',
  );
  expect(ja({ event: ['birth', 'moving-in'] })).toBe('用件が「出生」か「転入」である');
  expect(ja({ member: 'movers' })).toBe('引っこした方である');
  expect(ja({ named: 'a' })).toBe('条件a');
  expect(en({ not: { named: 'a' } })).toBe('it is not so that condition a');
  expect([ja({ always: true }), ja({ always: false }), en({ all: [] }), en({ any: [] })]).toEqual([
    'いつも当てはまる',
    '当てはまることはない',
    'always',
    'never',
  ]);
});

test('what belongs together is kept together', () => {
  const [a, b, c] = [is('a'), is('b'), is('c')];
  expect(en({ all: [{ any: [a, b] }, c] })).toBe('(“a” holds or “b” holds) and “c” holds');
  expect(en({ all: [{ all: [{ any: [a, b] }] }, c] })).toBe('(“a” holds or “b” holds) and “c” holds');
  expect(en({ not: { all: [a, b] } })).toBe('it is not so that (“a” holds and “b” holds)');
  expect(en({ all: [{ not: a }, b] })).toBe('(it is not so that “a” holds) and “b” holds');
  expect(ja({ all: [{ quantifier: 'every', people: 'movers', where: a }, b] })).toBe(
    '（引っこした方の全員について、aに当てはまる）、かつbに当てはまる',
  );
  expect(ja({ quantifier: 'some', people: 'movers', where: { any: [a, b] } })).toBe(
    '引っこした方のなかに、（aに当てはまる、またはbに当てはまる）方がいる',
  );
});

/** Every condition of two facts, up to three deep: too many to read, few enough to try. */
function conditions(): Condition[] {
  const atoms: Condition[] = [is('a'), is('b'), fact('a', { isNot: true })];
  const wrapped = (inner: Condition[]): Condition[] =>
    inner.flatMap((one): Condition[] => [
      { not: one },
      { all: [one] },
      { count: 'everyone', where: one, atLeast: 2 },
      ...(['some', 'every', 'none'] as const).map(
        (quantifier): Condition => ({ quantifier, people: 'everyone', where: one }),
      ),
    ]);
  const joined = (inner: Condition[]): Condition[] =>
    inner.flatMap((one) =>
      atoms.flatMap((other): Condition[] => [{ all: [one, other] }, { any: [one, other] }, { all: [other, one] }]),
    );
  const first = [...atoms, ...wrapped(atoms), ...joined(atoms)];
  const second = [...wrapped(first), ...joined(first)];
  return [...first, ...second, ...joined(second), ...wrapped(second)];
}

test('two conditions that read the same hold in the same cases, so that a clerk signs off what is evaluated', () => {
  const values: Value[] = [true, false, NONE];
  const situations = values.flatMap((a) =>
    values.flatMap((b) =>
      [true, false].flatMap((c) =>
        [true, false].map(
          (d) =>
            [
              { a, b },
              { a: c, b: d },
            ] as Record<string, Value>[],
        ),
      ),
    ),
  );
  const compiler = new Compiler({
    fact: (id) => ({ index: id === 'a' ? 0 : 1, ofCase: false }),
    peopleSet: () => ({}),
    named: () => ({ always: true }),
  });
  const truths = (condition: Condition): string => {
    const check = compiler.condition(condition);
    return situations
      .map((people) => {
        const situation: Situation = {
          people: people.length,
          today: '2026-04-10',
          events: [],
          memory: [],
          read: (index, person) => (person === CASE ? NONE : (people[person]?.[index === 0 ? 'a' : 'b'] ?? NONE)),
          person: () => undefined,
          subject: String,
        };
        return check(situation, 0, []);
      })
      .join('');
  };
  const all = conditions();
  for (const language of ['ja', 'en'] satisfies SentenceLanguage[]) {
    const meaning = new Map<string, string>();
    for (const condition of all) {
      const said = sentence(condition, language, english);
      const truth = truths(condition);
      if ((meaning.get(said) ?? truth) !== truth) throw new Error(`this says two things: ${said}`);
      meaning.set(said, truth);
    }
    expect(meaning.size).toBeGreaterThan(1000);
  }
});

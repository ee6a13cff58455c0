import { expect, test } from 'vitest';
import { readInput } from './input.ts';

const visit = {
  events: ['moving-in'],
  date: '2026-04-10',
  people: {
    taro: { roles: ['visitor'], facts: { name: 'みほん　太郎', 'has-card': { value: true, source: 'card' } } },
  },
};
/** The problems as text: where, and what to do. */
const problems = (raw: unknown) => {
  const read = readInput(raw);
  return read.ok ? [] : read.reason.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

test('a visit is read as it was told', () => {
  expect(readInput(visit)).toEqual({ ok: true, value: visit });
});

test('a key that is not known is refused, with what was probably meant', () => {
  expect(problems({ ...visit, evnts: ['moving-in'] })).toEqual([
    'evnts: "evnts" is not known here. Did you mean "events"?',
  ]);
  expect(problems({ ...visit, people: { taro: { fact: {} } } })).toEqual([
    'people.taro.fact: "fact" is not known here. Did you mean "facts"?',
  ]);
  expect(problems({ ...visit, facts: { dog: { value: true, sorce: 'card' } } })[1]).toBe(
    'facts.dog.sorce: "sorce" is not known here. Did you mean "source"?',
  );
  expect(problems({ ...visit, people: { taro: { card: { pin: '1234', odity: 'expired' } } } })[0]).toContain(
    'Did you mean "oddity"?',
  );
});

test('a value that cannot be is refused, with what can', () => {
  expect(problems({ ...visit, facts: { dog: { value: true, source: 'crad' } } })).toEqual([
    'facts.dog.source: "source" cannot be "crad". Did you mean "card"?',
  ]);
  expect(problems({ ...visit, date: '2026-02-31' })[0]).toContain('this day does not exist');
  expect(problems({ ...visit, date: '昭和65年1月1日' })[0]).toContain('Write a day that exists');
  expect(problems({ ...visit, people: { taro: { card: { pin: '12' } } } })[0]).toContain('a PIN has four digits');
  expect(problems({ ...visit, people: { Taro: {} } })[0]).toContain('lower case');
});

test('what is missing is named, and everything is said at once', () => {
  expect(problems({ people: {} })).toHaveLength(2);
  expect(problems({ ...visit, events: [] })[0]).toContain('at least one');
  for (const nothing of [null, [], 'moving in', 3]) expect(problems(nothing)).toHaveLength(1);
});

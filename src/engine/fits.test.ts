import { describe, expect, test } from 'vitest';
import { arrive, contentOf, fact, says } from '../../test/flows/small-content.ts';
import type { Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import { fits } from './fits.ts';

const facts: Fact[] = [
  fact('dog'),
  fact('home', { type: 'choice', options: ['own', 'joining'] }),
  fact('items', { type: 'set', options: ['book', 'card'] }),
  fact('moved', { type: 'date', limits: { notBefore: 'oldest' } }),
  fact('oldest', { type: 'date', sources: [], computed: { constant: '1945-01-01' } }),
  fact('planned', { type: 'date', limits: { notAfter: 'today' } }),
  fact('born', { about: 'person', type: 'partial-date' }),
  fact('children', { type: 'number', limits: { min: 0, max: 6 } }),
  fact('name', { about: 'person', type: 'name', limits: { maxLength: 100 } }),
  fact('address', { type: 'address' }),
  fact('account', { type: 'digits', limits: { digits: [7] } }),
  fact('code', { type: 'digits' }),
  fact('head', { type: 'person' }),
  fact('movers', { type: 'people' }),
];
const client = arrive(contentOf({ facts }), 2);
client.addPerson('gone');
client.act({ type: 'person-removed', person: 'gone' });
const { program } = client.course;
const { state } = client.visit.outlook.view;

type Value = Parameters<typeof says>[0][string];
const fitting = (
  id: string,
  value: Value,
  {
    subject = facts.find((one) => one.id === id)?.about === 'person' ? 'a' : 'case',
    source = 'resident' as Statement['source'],
  } = {},
) => says({ [id]: value }, subject, source).every((statement) => fits(program, state, statement));

describe('a value is of the type of its fact', () => {
  const right: [string, Value][] = [
    ['dog', false],
    ['home', 'own'],
    ['items', []],
    ['items', ['card', 'book']],
    ['moved', '2026-02-28'],
    ['born', '1950'],
    ['born', '1950-04'],
    ['born', '1950-04-30'],
    ['children', 6],
    ['name', 'みほん　花子'],
    ['name', 'あ'.repeat(100)],
    ['address', 'みほん市本町1-2-3'],
    ['account', '0012345'],
    ['code', '12345678901'],
    ['head', 'b'],
    ['head', 'gone'],
    ['movers', ['a', 'b']],
    ['movers', []],
  ];
  test.each(right)('%s: %o fits', (id, value) => expect(fitting(id, value)).toBe(true));

  const wrong: [string, Value][] = [
    ['dog', 'true'],
    ['dog', 1],
    ['home', 'hospital'],
    ['home', true],
    ['home', ['own']],
    ['items', 'card'],
    ['items', ['card', 'hat']],
    ['moved', '2026-02-31'],
    ['moved', '2026'],
    ['moved', '令和8年4月1日'],
    ['moved', '1944-12-31'],
    ['born', '1950-13'],
    ['children', 7],
    ['children', -1],
    ['children', Number.NaN],
    ['children', '3'],
    ['name', ''],
    ['name', '　'],
    ['name', 'あ'.repeat(101)],
    ['name', '花子😀'],
    ['name', '花\u0007子'],
    ['name', '123456789018'],
    ['address', 3],
    ['account', '123'],
    ['account', '１２３４５６７'],
    ['code', '123456789018'],
    ['head', 'nobody'],
    ['head', ['a']],
    ['movers', ['a', 'nobody']],
    ['movers', 'a'],
  ];
  test.each(wrong)('%s: %o does not', (id, value) => expect(fitting(id, value)).toBe(false));
});

test('"I don\'t know" fits every fact, of whom it is about', () => {
  for (const { id, computed } of facts) expect(fitting(id, 'unknown')).toBe(computed === undefined);
  expect(fitting('name', 'unknown', { subject: 'case' })).toBe(false);
});

test('a fact must exist, be about its subject, and not be worked out', () => {
  expect(fitting('cat', true)).toBe(false);
  expect(fitting('dog', true, { subject: 'a' })).toBe(false);
  expect(fitting('name', '花子', { subject: 'case' })).toBe(false);
  expect(fitting('name', '花子', { subject: 'nobody' })).toBe(false);
  expect(fitting('name', '花子', { subject: 'gone' })).toBe(true);
  expect(fitting('oldest', '1950-01-01')).toBe(false);
});

test('what a card or a register holds is not held to the limits of what is typed', () => {
  for (const source of ['card', 'register', 'certificate'] as const) {
    expect(fitting('name', 'あ'.repeat(101), { source })).toBe(true);
    expect(fitting('moved', '1944-12-31', { source })).toBe(true);
    expect(fitting('account', '123', { source })).toBe(true);
    expect(fitting('home', 'hospital', { source })).toBe(false);
    expect(fitting('name', '123456789018', { source })).toBe(false);
  }
  expect(fitting('name', 'あ'.repeat(101), { source: 'staff' })).toBe(false);
  expect(fitting('name', 'あ'.repeat(101), { source: 'home' })).toBe(false);
});

test('limits that depend on today are not looked at: what was right on its day stays right', () => {
  expect(fitting('planned', '2030-01-01')).toBe(true);
});

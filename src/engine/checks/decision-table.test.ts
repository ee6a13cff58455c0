import { expect, test } from 'vitest';
import { contentOf, fact, group, procedure } from '../../../test/flows/small-content.ts';
import type { Condition } from '../../conditions/index.ts';
import { decisionTable } from './decision-table.ts';

const is = (id: string, value: boolean | string = true): Condition => ({ fact: id, test: { is: value } });
const facts = [
  fact('dog'),
  fact('chip'),
  fact('home', { type: 'choice', options: ['own', 'rented', 'hospital'] }),
  fact('rooms', { type: 'number', limits: { min: 0, max: 9 } }),
];
const table = (when: Condition, people?: number) => {
  const one = procedure('a', { when });
  const content = contentOf({
    facts,
    parts: [
      group(
        'all',
        facts.map(({ id }) => id),
      ),
    ],
    procedures: [one],
  });
  const { rows, cut } = decisionTable(content, one, 'moving', '2026-11-20', people);
  expect(cut).toBe(false);
  return rows.map(({ facts: of, standing }) => [
    ...of.map(({ fact: id, values }) => [id, ...values].join(' ')),
    standing,
  ]);
};

test('values that lead to the same stand in one line', () => {
  expect(table({ any: [is('home', 'hospital'), is('dog')] })).toEqual([
    ['home own rented', 'dog true', 'applies'],
    ['home own rented', 'dog false', 'does-not-apply'],
    ['home hospital', 'applies'],
  ]);
});

test('a limit shows the values on both sides of it', () => {
  expect(table({ fact: 'rooms', test: { atLeast: 3 } })).toEqual([
    ['rooms 2 0', 'does-not-apply'],
    ['rooms 3 4 9', 'applies'],
  ]);
});

test('a fact that decides nothing is left out', () => {
  expect(table({ all: [is('dog'), { any: [is('chip'), { not: is('chip') }] }] })).toEqual([
    ['dog true', 'applies'],
    ['dog false', 'does-not-apply'],
  ]);
});

test('what the condition reads and one person alone cannot decide is named', () => {
  const one = procedure('a', { when: { any: [is('dog'), { fact: 'other', test: { is: true } }] } });
  const other = fact('other', {
    computed: {
      choose: [{ when: { count: 'everyone', where: { all: [] }, atMost: 1 }, value: false }, { fact: 'chip' }],
    },
  });
  const content = contentOf({ facts: [...facts, other], parts: [group('all', ['dog', 'chip'])], procedures: [one] });
  const undecisive = (people: number) => decisionTable(content, one, 'moving', '2026-11-20', people).undecisive;
  expect(undecisive(1)).toEqual(['chip']);
  expect(undecisive(2)).toEqual([]);
});

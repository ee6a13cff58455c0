import { expect, test } from 'vitest';
import { arrive, contentOf, fact, procedure, says } from '../../test/flows/small-content.ts';
import type { Procedure } from '../content/index.ts';
import { bringFor, mayFile } from './representation.ts';

type Represented = Procedure['represented'];

const facts = [
  fact('movers', { type: 'people' }),
  fact('visitor-standing', {
    type: 'choice',
    options: ['same-household', 'other'],
    relevant: { quantifier: 'none', people: 'movers', where: { member: 'visitor' } },
  }),
  fact('new-head', { type: 'person' }),
  fact('payee', { type: 'person' }),
  fact('relation-to-head', {
    about: 'person',
    type: 'choice',
    options: ['wife', 'child', 'mother', 'child-of-spouse'],
  }),
  fact('birth-date', { about: 'person', type: 'date' }),
  fact('age', { about: 'person', type: 'number', sources: [], computed: { age: 'birth-date', reached: 'birthday' } }),
];

/** What a may do for the payee: the head a, the wife b, their child c, the mother d. All of them move unless said otherwise. */
function filing(
  payee: 'a' | 'b' | 'c' | 'd' | undefined,
  represented: Represented,
  { visitor = 'a', standing, bring = [] }: { visitor?: string; standing?: string; bring?: Procedure['bring'] } = {},
) {
  const client = arrive(
    contentOf({
      facts,
      peopleSets: { movers: { from: 'movers' }, visitor: { from: 'visitor' } },
      procedures: [procedure('one', { represented, bring, ...(payee === undefined ? {} : { applicant: 'payee' }) })],
    }),
    5,
  );
  client.record([
    ...says({ visitor }, 'case', 'staff'),
    ...says({
      movers: ['a', 'b', 'c', 'd'],
      'new-head': 'a',
      ...(payee === undefined ? {} : { payee }),
      ...(standing === undefined ? {} : { 'visitor-standing': standing }),
    }),
    ...says({ 'relation-to-head': 'wife', 'birth-date': '1985-01-01' }, 'b'),
    ...says({ 'relation-to-head': 'child', 'birth-date': '2015-01-01' }, 'c'),
    ...says({ 'relation-to-head': 'mother', 'birth-date': '1950-01-01' }, 'd'),
    ...says({ 'birth-date': '1983-01-01' }, 'a'),
  ]);
  const { outlook } = client.visit;
  const [finding] = outlook.findings;
  if (!finding) throw new Error('nothing was determined');
  const may = mayFile(outlook, finding);
  return { may: 'as' in may ? `${may.how} as ${may.as}` : may.how, bring: bringFor(outlook, finding) };
}
const may = (...given: Parameters<typeof filing>) => filing(...given).may;

const family: Represented = { by: ['household', 'agent'], letter: 'outside-household' };

test('the applicant files; so does who came where no role applies', () => {
  expect(may('a', { by: [], letter: 'never' })).toBe('here as applicant');
  expect(may(undefined, family)).toBe('here as applicant');
});

test('one of the household files for another without a letter, unless one is always needed', () => {
  expect(may('d', family)).toBe('here as household');
  expect(may('d', { by: ['household'], letter: 'always' })).toBe('with-letter as household');
  expect(may('d', { by: [], letter: 'never' })).toBe('not-by-agent');
});

test('a parent files for a minor child without a letter; nobody does where the person has to come', () => {
  expect(may('c', { by: ['agent'], letter: 'always' })).toBe('here as legal-representative');
  expect(may('c', { by: ['agent'], letter: 'always' }, { visitor: 'b' })).toBe('here as legal-representative');
  expect(may('c', { by: ['agent'], letter: 'always' }, { visitor: 'd' }), 'a grandmother').toBe('with-letter as agent');
  expect(may('c', { by: [], letter: 'never' })).toBe('not-by-agent');
});

test('a spouse where a spouse may', () => {
  const couple: Represented = { by: ['spouse'], letter: 'outside-household' };
  expect(may('b', couple)).toBe('here as household');
  expect(may('a', couple, { visitor: 'b' })).toBe('here as household');
  expect(may('b', couple, { visitor: 'd' })).toBe('not-by-agent');
});

test('somebody who was asked to come needs a letter, or cannot file', () => {
  const asked = { visitor: 'e', standing: 'other' };
  expect(may('a', family, asked)).toBe('with-letter as agent');
  expect(may(undefined, family, asked), 'not the applicant, whoever came').toBe('with-letter as agent');
  expect(may('a', { by: ['household', 'agent'], letter: 'never' }, asked)).toBe('here as agent');
  expect(may('a', { by: ['household'], letter: 'never' }, asked)).toBe('not-by-agent');
  expect(may('a', { by: ['household', 'facility'], letter: 'never' }, asked), 'whoever that is').toBe('to-be-checked');
  expect(may('c', { by: [], letter: 'never' }, asked)).toBe('not-by-agent');
});

test('who joins the household files as one of it; while that is not known staff look', () => {
  expect(may('d', family, { visitor: 'e', standing: 'same-household' })).toBe('here as household');
  expect(may('d', family, { visitor: 'e' })).toBe('to-be-checked');
});

test('the letter is brought once, and only by whom it is needed from', () => {
  const asked = { visitor: 'e', standing: 'other' };
  const listed: Procedure['bring'] = [
    { document: 'identity-document' },
    { document: 'letter-of-authority', when: { fact: 'visitor-standing', test: { is: 'other' } } },
  ];
  const both = [
    { document: 'identity-document', needed: 'yes' },
    { document: 'letter-of-authority', needed: 'yes' },
  ];
  expect(filing('d', family, { ...asked, bring: listed }).bring).toEqual(both);
  expect(filing('d', family, { ...asked, bring: listed.slice(0, 1) }).bring).toEqual(both);
  expect(filing('d', { by: ['household'], letter: 'always' }, { bring: listed }).bring).toEqual(both);
  expect(filing('d', family, { bring: listed }).bring).toEqual(both.slice(0, 1));
});

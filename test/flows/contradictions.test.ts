import { describe, expect, test } from 'vitest';
import { CASE_SUBJECT, fold, openCase, type Statement } from '../../src/case/index.ts';
import { compile, contradictedBy, Outlook } from '../../src/engine/index.ts';
import { content } from './example-files.ts';

const common = { at: '2026-11-20T00:00:00.000Z', by: { role: 'resident' as const }, device: 'test', content: 'test' };
type Known = Record<string, string | string[]>;

const statements = (subject: string, facts: Known, source: Statement['source'] = 'resident'): Statement[] =>
  Object.entries(facts).map(([fact, value]) => ({ subject, fact, said: { value }, source }));

/** A case in which this is known; `a` came to the counter, `b` is the other person. */
function outlook(event: string, of: Known, a: Known, b: Known): Outlook {
  const opened = openCase({
    ...common,
    type: 'opened',
    id: 'opened',
    format: 1,
    case: 'case',
    today: '2026-11-20',
    municipality: 'mihon',
    events: [event],
    visitor: 'a',
  });
  const both = fold(opened, { ...common, type: 'person-added', id: 'b', person: 'b' });
  const said = [...statements(CASE_SUBJECT, of), ...statements('a', a), ...statements('b', b)];
  const state = fold(both, { ...common, type: 'recorded', id: 'said', statements: said });
  return new Outlook(compile(content, [event]), { state, setAside: new Set() });
}

const old = { 'birth-date': '1990-05-05' };

describe('what cannot be is caught at the answer that makes it so', () => {
  test('a baby born before the mother', () => {
    const known = outlook('birth', { newborn: 'b', mother: 'a' }, old, {});
    expect(contradictedBy(known, statements('b', { 'birth-date': '1989-11-10' }))).toEqual([
      'newborn-older-than-mother',
    ]);
    expect(contradictedBy(known, statements('b', { 'birth-date': '2026-11-10' }))).toEqual([]);
  });

  test('the same, whichever of the two dates is said last', () => {
    const known = outlook('birth', { newborn: 'b', mother: 'a' }, {}, { 'birth-date': '2026-11-10' });
    expect(contradictedBy(known, statements('a', { 'birth-date': '2026-11-15' }))).toEqual([
      'newborn-older-than-mother',
    ]);
  });

  test.each(['moving-in', 'moving-in-from-abroad', 'moving-within'])('%s: a move before birth', (event) => {
    const known = outlook(event, { movers: ['a', 'b'] }, old, { 'birth-date': '2026-11-10' });
    expect(contradictedBy(known, statements(CASE_SUBJECT, { 'move-date': '2026-11-01' }))).toEqual([
      'born-after-the-move',
    ]);
    expect(contradictedBy(known, statements(CASE_SUBJECT, { 'move-date': '2026-11-10' }))).toEqual([]);
  });

  test.each([
    ['child', '1985-01-01', 'child-older-than-head'],
    ['grandchild', '1985-01-01', 'child-older-than-head'],
    ['father', '2001-01-01', 'parent-younger-than-head'],
    ['mother', '2001-01-01', 'parent-younger-than-head'],
  ])('a %s born %s in the household of somebody born in 1990', (relation, born, named) => {
    const known = outlook('moving-in', { movers: ['a', 'b'], 'new-head': 'a' }, old, { 'birth-date': born });
    expect(contradictedBy(known, statements('b', { 'relation-to-head': relation }))).toEqual([named]);
    expect(contradictedBy(known, statements('b', { 'relation-to-head': 'sibling' }))).toEqual([]);
  });

  test('a death before birth', () => {
    const known = outlook('bereavement', { deceased: 'b' }, old, { 'birth-date': '1940-03-03' });
    expect(contradictedBy(known, statements(CASE_SUBJECT, { 'death-date': '1939-11-01' }))).toEqual([
      'death-before-birth',
    ]);
  });

  test('a birth date of which only the year is known contradicts nothing', () => {
    const known = outlook('bereavement', { deceased: 'b' }, old, { 'birth-date': '1940' });
    expect(contradictedBy(known, statements(CASE_SUBJECT, { 'death-date': '1939-11-01' }))).toEqual([]);
  });

  test('what contradicted already is not held against another answer', () => {
    const known = outlook('moving-in', { movers: ['a', 'b'], 'move-date': '2026-11-01' }, old, {
      'birth-date': '2026-11-10',
    });
    expect(contradictedBy(known, statements('a', { 'birth-date': '1990-05-06' }))).toEqual([]);
  });
});

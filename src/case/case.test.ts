import { describe, expect, test } from 'vitest';
import type { Deed, Statement } from './action.ts';
import { CASE_SUBJECT, type CaseState, differs, type Entry, entryInUse, fold, openCase } from './case.ts';

const common = { at: '2026-04-10T00:00:00Z', by: { role: 'resident' as const }, device: 'd', content: 'c' };
let made = 0;
const act = (state: CaseState, ...deeds: Deed[]): CaseState =>
  deeds.reduce((before, deed) => fold(before, { ...common, id: `a${++made}`, ...deed }), state);
const opened = {
  ...common,
  id: 'a0',
  type: 'opened' as const,
  format: 1 as const,
  case: 'case-1',
  today: '2026-04-10',
  municipality: 'mihon',
  events: ['moving-in'],
  visitor: 'p1',
};
const fresh = openCase(opened);
const says = (
  subject: string,
  fact: string,
  value: string | boolean,
  source: Statement['source'] = 'resident',
): Statement => ({ subject, fact, said: { value }, source });
const answered = (step: string, ...statements: Statement[]): Deed => ({ type: 'answered', step, statements });

test('a case opens with its visitor, and knows who that is', () => {
  expect(fresh).toMatchObject({
    id: 'case-1',
    today: '2026-04-10',
    events: ['moving-in'],
    people: [{ id: 'p1', removed: false }],
    position: undefined,
    prepared: undefined,
  });
  expect(fresh.facts.get(CASE_SUBJECT)?.get('visitor')).toEqual([
    { said: { value: 'p1' }, source: 'computed', action: 'a0' },
  ]);
});

test('folding leaves the state before as it was', () => {
  const before = act(fresh, answered('dog', says('case', 'dog', true)));
  const copy = structuredClone(before);
  act(
    before,
    answered('dog', says('case', 'dog', false)),
    { type: 'person-added', person: 'p2' },
    { type: 'passed', step: 'purpose' },
    { type: 'went-to', step: 'dog', why: 'walk' },
    { type: 'staff-called', reason: 'help' },
  );
  expect(before).toEqual(copy);
});

test('everything said is kept in the order in which it was said', () => {
  const state = act(
    fresh,
    answered('dog', says('case', 'dog', true)),
    { type: 'recorded', statements: [says('case', 'dog', false, 'register')] },
    answered('dog', says('case', 'dog', false)),
  );
  expect(
    state.facts
      .get('case')
      ?.get('dog')
      ?.map(({ said, source }) => [said, source]),
  ).toEqual([
    [{ value: true }, 'resident'],
    [{ value: false }, 'register'],
    [{ value: false }, 'resident'],
  ]);
  expect([...state.answered.keys()]).toEqual(['dog']);
});

test('people come once, go, and come back as they were', () => {
  const two = act(fresh, { type: 'person-added', person: 'p2' }, { type: 'person-added', person: 'p2' });
  expect(two.people).toEqual([
    { id: 'p1', removed: false },
    { id: 'p2', removed: false },
  ]);
  const one = act(
    two,
    { type: 'recorded', statements: [says('p2', 'name', '花子')] },
    { type: 'person-removed', person: 'p2' },
  );
  expect(one.people[1]).toEqual({ id: 'p2', removed: true });
  const again = act(one, { type: 'person-added', person: 'p2' });
  expect(again.people[1]).toEqual({ id: 'p2', removed: false });
  expect(again.facts.get('p2')?.get('name')).toHaveLength(1);
});

test('the day changes only when somebody changes it; calls for staff and the receipt are kept', () => {
  const state = act(
    fresh,
    { type: 'day-set', today: '2026-04-11' },
    { type: 'staff-called', reason: 'help' },
    { type: 'prepared', receipt: 'A-1' },
  );
  expect(state).toMatchObject({
    today: '2026-04-11',
    staffCalls: [{ reason: 'help', at: common.at }],
    prepared: { receipt: 'A-1', at: common.at },
  });
  expect(act(state, opened)).toBe(state);
});

describe('where the person is', () => {
  const done = act(fresh, { type: 'passed', step: 'purpose' }, answered('dog'), answered('car'), answered('home'));
  const at = (state: CaseState, step: string, why: 'walk' | 'change') => act(state, { type: 'went-to', step, why });

  test('is simply forward, until they go back', () => {
    expect(done.position).toBeUndefined();
    expect(at(done, 'dog', 'walk').position).toEqual({ at: 'dog', why: 'walk' });
  });

  test('after stepping back follows what was done, one by one', () => {
    const walking = act(at(done, 'purpose', 'walk'), { type: 'passed', step: 'purpose' });
    expect(walking.position).toEqual({ after: 'purpose' });
    const further = act(walking, answered('dog'), answered('car'));
    expect(further.position).toEqual({ after: 'car' });
    expect(act(further, answered('something-new')).position).toBeUndefined();
  });

  test('after a change is forward again', () => {
    expect(act(at(done, 'dog', 'change'), answered('dog')).position).toBeUndefined();
    expect(act(at(done, 'dog', 'change'), answered('something-new')).position).toBeUndefined();
  });

  test('is not moved by what devices and staff bring in, and ends when the case is prepared', () => {
    const there = at(done, 'dog', 'walk');
    expect(act(there, { type: 'recorded', statements: [] }, { type: 'staff-called', reason: 'help' }).position).toEqual(
      { at: 'dog', why: 'walk' },
    );
    expect(act(there, { type: 'prepared', receipt: 'A-1' }).position).toBeUndefined();
  });
});

describe('of several entries', () => {
  const entry = (source: Entry['source'], value?: string): Entry => ({
    said: value === undefined ? { unknown: true } : { value },
    source,
    action: 'a',
  });
  const used = (...entries: Entry[]) => {
    const one = entryInUse(entries);
    return one && ('value' in one.said ? one.said.value : `${one.source} does not know`);
  };

  test('staff come first, then the resident, then papers, registers and cards', () => {
    const all = [
      entry('computed', 'computed'),
      entry('home', 'home'),
      entry('card', 'card'),
      entry('register', 'register'),
      entry('certificate', 'certificate'),
      entry('resident', 'resident'),
      entry('staff', 'staff'),
    ];
    for (let known = 1; known <= all.length; known++) {
      const some = all.slice(0, known);
      expect(used(...some)).toBe(some.at(-1)?.source);
      expect(used(...some.toReversed())).toBe(some.at(-1)?.source);
    }
  });

  test('of one source the latest counts, also when it takes back what was said', () => {
    expect(used(entry('resident', 'first'), entry('resident', 'second'))).toBe('second');
    expect(used(entry('resident', 'first'), entry('resident'))).toBe('resident does not know');
    expect(used(entry('card', 'card'), entry('resident', 'first'), entry('resident'))).toBe('card');
  });

  test('"I don\'t know" never displaces something known from elsewhere', () => {
    expect(used(entry('card', 'card'), entry('resident'))).toBe('card');
    expect(used(entry('resident'), entry('card', 'card'))).toBe('card');
    expect(used(entry('resident', 'resident'), entry('staff'))).toBe('resident');
    expect(used(entry('staff'), entry('resident'))).toBe('staff does not know');
  });

  test('nothing is in use where nothing was said', () => {
    expect(used()).toBeUndefined();
    expect(used(entry('resident'))).toBe('resident does not know');
  });

  test('they differ when two sources say different things now', () => {
    expect(differs([entry('card', 'x'), entry('resident', 'x')])).toBe(false);
    expect(differs([entry('card', 'x'), entry('resident', 'y')])).toBe(true);
    expect(differs([entry('resident', 'y'), entry('card', 'x'), entry('resident', 'x')])).toBe(false);
    expect(differs([entry('card', 'x'), entry('resident')])).toBe(false);
    expect(differs([entry('card', 'x'), entry('resident', 'y'), entry('resident')])).toBe(false);
    expect(differs([])).toBe(false);
  });
});

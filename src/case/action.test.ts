import { expect, test } from 'vitest';
import { action } from './action.ts';

const common = {
  id: '01a1f677-ba20-7577-a187-4b4cd5e6bfa0',
  at: '2026-04-10T00:00:00.000Z',
  by: { role: 'resident' },
  device: 'kiosk-1',
  content: 'c0ffee',
};
const opened = {
  ...common,
  type: 'opened',
  format: 1,
  case: '01a1f677-aa80-7072-a246-0bfc0596ef50',
  today: '2026-04-10',
  municipality: 'mihon',
  events: ['moving-in'],
  visitor: 'p1',
};
const answered = {
  ...common,
  type: 'answered',
  step: 'dog',
  statements: [{ subject: 'case', fact: 'dog', said: { value: true }, source: 'resident' }],
};
const reads = (one: object) => action.safeParse(one).success;

test('an action is read as it was written', () => {
  for (const one of [opened, answered]) expect(action.parse(one)).toEqual(one);
});

test('a day that does not exist is refused', () => {
  expect(reads({ ...opened, today: '2026-02-31' })).toBe(false);
  expect(reads({ ...opened, today: '2026-13-01' })).toBe(false);
  expect(reads({ ...opened, today: '2026-4-1' })).toBe(false);
  expect(reads({ ...common, type: 'day-set', today: '2027-02-29' })).toBe(false);
  expect(reads({ ...common, type: 'day-set', today: '2028-02-29' })).toBe(true);
});

test('what is missing, unknown or of another format is refused', () => {
  expect(reads({ ...opened, format: 2 })).toBe(false);
  expect(reads({ ...opened, events: [] })).toBe(false);
  expect(reads({ ...opened, name: '花子' })).toBe(false);
  expect(reads({ ...common, type: 'deleted' })).toBe(false);
  expect(reads({ ...answered, id: '1' })).toBe(false);
  expect(reads({ ...answered, at: 'yesterday' })).toBe(false);
  expect(reads({ ...answered, by: { role: 'mayor' } })).toBe(false);
});

test('somebody says a value or that they do not know, never both and never nothing', () => {
  const said = (what: object) => reads({ ...answered, statements: [{ ...answered.statements[0], said: what }] });
  expect(said({ unknown: true })).toBe(true);
  expect(said({ value: ['p1', 'p2'] })).toBe(true);
  expect(said({})).toBe(false);
  expect(said({ value: true, unknown: true })).toBe(false);
  expect(said({ unknown: false })).toBe(false);
  expect(said({ value: null })).toBe(false);
});

test('a value comes from one of the known sources; the office fills boxes, and says nothing', () => {
  const from = (source: string) => reads({ ...answered, statements: [{ ...answered.statements[0], source }] });
  expect(['card', 'register', 'certificate', 'home', 'resident', 'staff', 'computed'].every(from)).toBe(true);
  expect(from('office')).toBe(false);
});

import { expect, test } from 'vitest';
import type { ActionOf } from './action.ts';
import { fold, openCase } from './case.ts';
import { mayBeEnteredLater, notReceivedOn } from './entered-later.ts';

const common = { id: '01999999-abcd-7000-8000-000000000001', device: 'A', content: 'abc123' };
const opened = openCase({
  ...common,
  at: '2026-11-20T23:30:00.000Z', // half past eight on the 21st in Tokyo
  by: { role: 'device' },
  type: 'opened',
  format: 1,
  case: '01999999-abcd-7000-8000-000000000000',
  today: '2026-11-21',
  municipality: 'mihon',
  events: ['moving-in'],
  visitor: 'a',
});
const later = (received: string, role: 'staff' | 'resident' | 'device' = 'staff'): ActionOf<'entered-later'> => ({
  ...common,
  at: '2026-11-20T23:31:00.000Z',
  by: { role },
  type: 'entered-later',
  received,
});

test('a paper was received today or before, not too long ago', () => {
  const on = (received: string) => notReceivedOn(received, '2026-11-21');
  expect(['2026-11-21', '2026-11-20', '2026-10-21'].map(on)).toEqual([undefined, undefined, undefined]);
  expect(['2026-11-22', '2027-11-21'].map(on)).toEqual(['future', 'future']);
  expect(['2026-10-20', '2025-11-21'].map(on)).toEqual(['too-long-ago', 'too-long-ago']);
});

test('the case counts from the day of receipt, and says when it was entered', () => {
  const state = fold(opened, later('2026-11-14'));
  expect(state).toMatchObject({ today: '2026-11-14', enteredLater: { received: '2026-11-14', entered: '2026-11-21' } });
});

test('only staff, once, and before anything was answered', () => {
  expect(mayBeEnteredLater(opened, later('2026-11-14'))).toBe(true);
  expect(mayBeEnteredLater(opened, later('2026-11-14', 'resident'))).toBe(false);
  expect(mayBeEnteredLater(opened, later('2026-11-14', 'device'))).toBe(false);
  expect(mayBeEnteredLater(opened, later('2026-11-22'))).toBe(false);
  expect(mayBeEnteredLater(fold(opened, later('2026-11-14')), later('2026-11-13'))).toBe(false);
  const answered = { ...opened, answered: new Map([['name', 'x']]) };
  expect(mayBeEnteredLater(answered, later('2026-11-14'))).toBe(false);
});

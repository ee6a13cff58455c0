import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, toEra } from '../basics/index.ts';
import { dateFrom, erasSince, partsOf } from './date-parts.ts';

const free = { partial: false, notAfter: undefined, notBefore: undefined };
const parts = (era: string | null, year: number, month: number, day: number) => ({ era, year, month, day });

test('every day comes back from its parts, in both calendars', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
      const date = addDays('1873-01-01', days);
      expect(dateFrom(partsOf(date), free)).toEqual({ ok: true, value: date });
      const era = toEra(date);
      expect(era.ok && dateFrom(era.value, free)).toEqual({ ok: true, value: date });
    }),
  );
});

test('a day that the month does not have is told its last', () => {
  const problem = (date: Parameters<typeof dateFrom>[0]) => dateFrom(date, free);
  expect(problem(parts(null, 2026, 2, 31))).toMatchObject({ reason: { kind: 'no-such-day', month: 2, last: 28 } });
  expect(problem(parts('reiwa', 6, 2, 30))).toMatchObject({ reason: { kind: 'no-such-day', year: 2024, last: 29 } });
  expect(problem(parts(null, 2026, 4, 31))).toMatchObject({ reason: { last: 30 } });
  expect(problem(parts(null, 2026, 13, 1))).toMatchObject({ reason: { kind: 'no-such-date' } });
  expect(problem(parts(null, 2026, 1, 0))).toMatchObject({ reason: { kind: 'no-such-date' } });
  expect(problem(parts(null, 26, 1, 1))).toMatchObject({ reason: { kind: 'no-such-date' } });
});

test('昭和65年 is not moved to another year: the year that may be meant is named', () => {
  expect(dateFrom(parts('showa', 65, 5, 1), free)).toEqual({
    ok: false,
    reason: { kind: 'not-in-era', era: 'showa', year: 65, meant: { era: 'heisei', year: 2, date: '1990-05-01' } },
  });
  expect(dateFrom(parts('reiwa', 1, 4, 30), free)).toMatchObject({ reason: { meant: { era: 'heisei', year: 31 } } });
  expect(dateFrom(parts('meiji', 5, 1, 1), free)).toMatchObject({ reason: { kind: 'before-1873' } });
});

test('a year or month that the era does not have is refused too, where the day is not known', () => {
  const partial = { ...free, partial: true };
  const known = (era: string, year: number, month: number | 'unknown' = 'unknown') =>
    dateFrom({ era, year, month, day: 'unknown' }, partial);
  expect(known('showa', 65)).toMatchObject({ reason: { kind: 'not-in-era', meant: { era: 'heisei', year: 2 } } });
  expect(known('showa', 64, 2)).toMatchObject({ reason: { kind: 'not-in-era', meant: { era: 'heisei', year: 1 } } });
  expect(known('meiji', 5)).toMatchObject({ reason: { kind: 'before-1873' } });
  // Of the first and last year and month of an era, some day belongs to it.
  expect([known('showa', 64), known('heisei', 1), known('showa', 64, 1)]).toEqual(
    ['1989', '1989', '1989-01'].map((value) => ({ ok: true, value })),
  );
});

test('the first part that is missing is named', () => {
  expect(dateFrom({ era: null, year: 2026, month: null, day: 3 }, free)).toMatchObject({
    reason: { kind: 'incomplete', part: 'month' },
  });
  expect(dateFrom({ era: null, year: 2026, month: 'unknown', day: 'unknown' }, free)).toMatchObject({
    reason: { part: 'month' },
  });
});

test('what is not known stays unknown where that is allowed', () => {
  const partial = { ...free, partial: true };
  expect(dateFrom({ era: null, year: 1950, month: 'unknown', day: 'unknown' }, partial)).toEqual({
    ok: true,
    value: '1950',
  });
  expect(dateFrom({ era: null, year: 1950, month: 'unknown', day: null }, partial)).toEqual({
    ok: true,
    value: '1950',
  });
  expect(dateFrom({ era: 'showa', year: 25, month: 4, day: 'unknown' }, partial)).toEqual({
    ok: true,
    value: '1950-04',
  });
  expect(partsOf('1950-04')).toEqual({ era: null, year: 1950, month: 4, day: 'unknown' });
});

test('limits hold on their own day, and for dates known in part as far as they are known', () => {
  const limits = { partial: true, notAfter: '2026-11-21', notBefore: '2026-11-01' };
  expect(dateFrom(parts(null, 2026, 11, 21), limits).ok).toBe(true);
  expect(dateFrom(parts(null, 2026, 11, 22), limits)).toMatchObject({ reason: { kind: 'future' } });
  expect(dateFrom(parts(null, 2026, 11, 1), limits).ok).toBe(true);
  expect(dateFrom(parts(null, 2026, 10, 31), limits)).toMatchObject({ reason: { kind: 'too-early' } });
  expect(dateFrom({ era: null, year: 2026, month: 'unknown', day: null }, limits).ok).toBe(true);
  expect(dateFrom({ era: null, year: 2027, month: 'unknown', day: null }, limits)).toMatchObject({
    reason: { kind: 'future' },
  });
});

test('only eras are offered that an answer can lie in', () => {
  expect(erasSince(undefined)).toHaveLength(5);
  expect(erasSince('1945-01-01')).toEqual(['reiwa', 'heisei', 'showa']);
  expect(erasSince('2019-05-01')).toEqual(['reiwa']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './dates.ts';
import { fromEra, toEra, writtenInEra } from './eras.ts';

test('eras change on their day', () => {
  expect(toEra('1989-01-07')).toMatchObject({ value: { era: 'showa', year: 64 } });
  expect(toEra('1989-01-08')).toMatchObject({ value: { era: 'heisei', year: 1 } });
  expect(toEra('2019-04-30')).toMatchObject({ value: { era: 'heisei', year: 31 } });
  expect(toEra('2019-05-01')).toMatchObject({ value: { era: 'reiwa', year: 1 } });
});

test('dates that never were are refused, not moved', () => {
  expect(fromEra({ era: 'showa', year: 65, month: 1, day: 1 })).toEqual({ ok: false, reason: 'no-such-date' });
  expect(fromEra({ era: 'showa', year: 64, month: 1, day: 8 })).toEqual({ ok: false, reason: 'no-such-date' });
  expect(fromEra({ era: 'reiwa', year: 8, month: 2, day: 31 })).toEqual({ ok: false, reason: 'no-such-date' });
  expect(fromEra({ era: 'reiwa', year: 1, month: 4, day: 30 })).toEqual({ ok: false, reason: 'no-such-date' });
  expect(fromEra({ era: 'meiji', year: 1, month: 10, day: 1 })).toEqual({ ok: false, reason: 'before-1873' });
});

test('every day since 1873 comes back from its era', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
      const date = addDays('1873-01-01', days);
      const era = toEra(date);
      expect(era.ok && fromEra(era.value)).toEqual({ ok: true, value: date });
    }),
  );
});

test.each([
  ['2019-05-01', '令和元年5月1日'],
  ['2019-04-30', '平成31年4月30日'],
  ['1989-01-07', '昭和64年1月7日'],
  ['1872-12-31', undefined],
])('%s is written %s', (date, written) => {
  expect(writtenInEra(date)).toBe(written);
});

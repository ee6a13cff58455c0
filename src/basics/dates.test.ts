import { expect, test } from 'vitest';
import { addMonths, ageOn, dayOfWeek, fiscalYearAge, isDate, isPartialDate, todayInTokyo } from './dates.ts';

test('a day that does not exist is no date', () => {
  expect(isDate('2026-02-28')).toBe(true);
  expect(isDate('2026-02-31')).toBe(false);
  expect(isDate('2026-2-3')).toBe(false);
  expect(isDate('２０２６-02-03')).toBe(false);
});

test('a register may know only the year', () => {
  expect(isPartialDate('1945')).toBe(true);
  expect(isPartialDate('1945-13')).toBe(false);
  expect(isPartialDate('1945-08')).toBe(true);
});

test('the case lives in Tokyo wherever the machine stands', () => {
  expect(todayInTokyo(new Date('2026-03-31T14:59:59Z'))).toBe('2026-03-31');
  expect(todayInTokyo(new Date('2026-03-31T15:00:00Z'))).toBe('2026-04-01');
});

test('weekdays', () => {
  expect(dayOfWeek('2026-11-15')).toBe(0);
  expect(dayOfWeek('2026-11-21')).toBe(6);
});

test('a month later keeps to the end of a short month', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
});

test('age is reached on the eve of the birthday where the law says so', () => {
  expect(ageOn('1961-04-01', '2026-03-31')).toBe(64);
  expect(ageOn('1961-04-01', '2026-03-31', 'day-before')).toBe(65);
  expect(ageOn('2004-02-29', '2026-02-28')).toBe(21);
  expect(ageOn('2004-02-29', '2026-02-28', 'day-before')).toBe(22);
});

test('a child born on 1 April is in the school year above', () => {
  expect(fiscalYearAge('2008-04-01', '2026-03-31')).toBe(18);
  expect(fiscalYearAge('2008-04-01', '2026-04-01')).toBe(19);
  expect(fiscalYearAge('2008-04-02', '2026-04-01')).toBe(18);
  expect(fiscalYearAge('2019-04-02', '2026-04-10')).toBe(7);
});

import { between } from '@holiday-jp/holiday_jp';
import { expect, test } from 'vitest';
import { compileContent } from '../../src/content/authoring.ts';
import { isClosed } from '../../src/engine/index.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';

const { calendar } = compileContent(readFlows(), 'mihon', hash).content;

test('every public holiday of the years it covers closes the office', () => {
  const holidays = between(new Date('2024-01-01'), new Date(calendar.knownUntil)).map(({ date }) =>
    date.toISOString().slice(0, 10),
  );
  expect(holidays.length).toBeGreaterThan(60);
  expect(holidays.filter((date) => !isClosed(date, calendar))).toEqual([]);
});

test('the year’s end, Sundays and a holiday between two holidays are closed; a plain Tuesday is open', () => {
  expect(['2026-12-29', '2027-01-03', '2026-11-15', '2026-09-22'].map((date) => isClosed(date, calendar))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(isClosed('2026-11-24', calendar)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { arrive, clock, contentOf, fact, group, procedure, says } from '../../test/flows/small-content.ts';
import type { Calendar, Clock } from '../content/index.ts';
import { isClosed, lastDay, roll } from './period.ts';

const years = ['2026', '2027'];
/** Weekends, 29 December to 3 January, and the holidays of the months that the examples touch. */
const calendar: Calendar = {
  closedWeekdays: [0, 6],
  closedDays: [
    ...years.flatMap((year) => ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03'].map((day) => `${year}-${day}`)),
    '2026-04-29',
    '2026-05-03',
    '2026-05-04',
    '2026-05-05',
    '2026-05-06',
    '2026-11-03',
    '2026-11-23',
    '2027-01-11',
  ],
  knownUntil: '2027-12-31',
};

type Rule = Pick<Clock, 'days' | 'months' | 'years' | 'firstDay'>;

describe('the last day of a period', () => {
  const vectors: [what: string, from: string, rule: Rule, last: string, shown: string][] = [
    ['moving in, 14 days', '2026-11-02', { days: 14, firstDay: 'next-day' }, '2026-11-16', '2026-11-16'],
    [
      'a birth, 14 days with the day itself',
      '2026-11-02',
      { days: 14, firstDay: 'same-day' },
      '2026-11-15',
      '2026-11-16',
    ],
    ['a birth before the year ends', '2026-12-16', { days: 14, firstDay: 'same-day' }, '2026-12-29', '2027-01-04'],
    [
      'a month whose day February does not have',
      '2027-01-30',
      { months: 1, firstDay: 'next-day' },
      '2027-02-28',
      '2027-03-01',
    ],
    [
      'a month from the first of a month',
      '2027-01-31',
      { months: 1, firstDay: 'next-day' },
      '2027-02-28',
      '2027-03-01',
    ],
    ['a birth on 30 April', '2026-04-30', { days: 14, firstDay: 'same-day' }, '2026-05-13', '2026-05-13'],
    ['a birth abroad, three months', '2026-12-15', { months: 3, firstDay: 'same-day' }, '2027-03-14', '2027-03-15'],
    ['moved on 1 April', '2026-04-01', { days: 14, firstDay: 'next-day' }, '2026-04-15', '2026-04-15'],
    [
      'the fifteen days of the child allowance',
      '2026-04-30',
      { days: 15, firstDay: 'next-day' },
      '2026-05-15',
      '2026-05-15',
    ],
    [
      'ninety days of a card, the filing day counted',
      '2026-04-10',
      { days: 90, firstDay: 'same-day' },
      '2026-07-08',
      '2026-07-08',
    ],
    [
      'two years from the day after a birth',
      '2026-04-30',
      { years: 2, firstDay: 'next-day' },
      '2028-04-30',
      '2028-05-01',
    ],
    ['a year from 29 February', '2028-02-29', { years: 1, firstDay: 'same-day' }, '2029-02-28', '2029-02-28'],
    ['a month and ten days', '2026-06-01', { months: 1, days: 10, firstDay: 'same-day' }, '2026-07-10', '2026-07-10'],
    ['one day, the day itself', '2026-06-01', { days: 1, firstDay: 'same-day' }, '2026-06-01', '2026-06-01'],
  ];
  test.each(vectors)('%s', (_what, from, rule, last, shown) => {
    expect(lastDay(from, rule)).toBe(last);
    expect(roll(last, 'next-open-day', calendar)).toBe(shown);
  });

  test('is the last day of the month where the month has no such day, in every month', () => {
    const monthly: Rule = { months: 1, firstDay: 'same-day' };
    expect(
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-05-31', '2027-12-31', '2028-01-31'].map((day) =>
        lastDay(day, monthly),
      ),
    ).toEqual(['2026-02-28', '2026-03-27', '2026-04-30', '2026-06-30', '2028-01-30', '2028-02-29']);
  });
});

describe('a closed last day', () => {
  test('moves over weekends, holidays and closures in a row', () => {
    expect(roll('2026-05-02', 'next-open-day', calendar)).toBe('2026-05-07');
    expect(roll('2026-12-29', 'next-open-day', calendar)).toBe('2027-01-04');
    expect(roll('2027-01-09', 'next-open-day', calendar)).toBe('2027-01-12');
  });

  test('moves back where waiting would be too late', () => {
    expect(roll('2026-12-31', 'last-open-day-before', calendar)).toBe('2026-12-28');
    expect(roll('2026-05-06', 'last-open-day-before', calendar)).toBe('2026-05-01');
    expect(roll('2026-11-15', 'last-open-day-before', calendar)).toBe('2026-11-13');
  });

  test('stands where no rule moves it; an open day is never moved', () => {
    expect(roll('2026-11-15', 'stands', calendar)).toBe('2026-11-15');
    expect(isClosed('2026-11-16', calendar)).toBe(false);
    for (const closed of ['next-open-day', 'last-open-day-before', 'stands'] as const)
      expect(roll('2026-11-16', closed, calendar)).toBe('2026-11-16');
  });
});

describe('the clocks of a procedure', () => {
  const facts = [
    fact('moved', { type: 'date' }),
    fact('planned', { type: 'date' }),
    fact('card'),
    fact('born', { type: 'partial-date' }),
    fact('certified-on', { type: 'date', about: 'person' }),
  ];
  const content = (clocks: Clock[], more: Partial<Calendar> = {}, about = {}) =>
    contentOf({ facts, procedures: [procedure('notice', { clocks, ...about })], calendar: { ...calendar, ...more } });
  const found = (clocks: Clock[], known: Parameters<typeof says>[0], more: Partial<Calendar> = {}) => {
    const client = arrive(content(clocks, more), 1, { today: '2026-11-10' });
    client.record(says(known));
    return (
      client.visit.outlook.findings[0]?.deadlines.map(
        ({ date, clock: { id }, countedFrom, unrolled, passed, calendarEnds }) => ({
          date,
          id,
          from: countedFrom.fact,
          unrolled,
          passed,
          calendarEnds,
        }),
      ) ?? []
    );
  };
  const fourteen = clock('moved', { days: 14 });
  const thirty = clock('planned', { days: 30, closed: 'stands' });

  test('come earliest first, each with its rule and the day it counts from', () => {
    expect(found([fourteen, thirty], { moved: '2026-11-02', planned: '2026-10-10' })).toEqual([
      { date: '2026-11-09', id: 'planned', from: 'planned', unrolled: '2026-11-09', passed: true, calendarEnds: false },
      { date: '2026-11-16', id: 'moved', from: 'moved', unrolled: '2026-11-16', passed: false, calendarEnds: false },
    ]);
    expect(found([fourteen, thirty], { moved: '2026-11-02', planned: '2026-11-01' }).map(({ date }) => date)).toEqual([
      '2026-11-16',
      '2026-12-01',
    ]);
  });

  test('have not passed on the last day itself', () => {
    expect(found([clock('moved', { days: 8 })], { moved: '2026-11-02' })).toMatchObject([
      { date: '2026-11-10', passed: false },
    ]);
    expect(found([clock('moved', { days: 7, closed: 'stands' })], { moved: '2026-11-02' })).toMatchObject([
      { date: '2026-11-09', passed: true },
    ]);
  });

  test('give no day while the day they count from is not known, or only its year', () => {
    expect(found([fourteen], {})).toEqual([]);
    expect(found([fourteen], { moved: 'unknown' })).toEqual([]);
    expect(found([clock('born', { days: 14 })], { born: '2026' })).toEqual([]);
  });

  test('count from the first day that is known, and the better day stays wanted', () => {
    const first = clock('first', { days: 15, after: ['planned', 'moved'] });
    expect(found([first], { moved: '2026-11-02' })).toMatchObject([{ from: 'moved', date: '2026-11-17' }]);
    expect(found([first], { moved: '2026-11-02', planned: '2026-11-01' })).toMatchObject([
      { from: 'planned', date: '2026-11-16' },
    ]);
    const asking = contentOf({
      facts,
      procedures: [procedure('notice', { clocks: [first] })],
      parts: [group('gate', ['moved', 'planned'])],
    });
    const client = arrive(asking);
    client.pass();
    client.answer(says({ moved: '2026-04-02' }));
    expect(client.step.key).toBe('planned');
    client.answer(says({ planned: 'unknown' }));
    expect(client.step.key).toBe('results');
    expect(client.visit.outlook.findings[0]?.deadlines).toMatchObject([{ date: '2026-04-17' }]);
  });

  test('run only while their condition holds, and wait for what it rests on', () => {
    const only = { ...fourteen, when: { fact: 'card', test: { is: true } } } as const;
    expect(found([only], { moved: '2026-11-02', card: false })).toEqual([]);
    expect(found([only], { moved: '2026-11-02' })).toEqual([]);
    expect(found([only], { moved: '2026-11-02', card: true })).toHaveLength(1);
    const client = arrive(
      contentOf({
        facts,
        procedures: [procedure('notice', { clocks: [only] })],
        parts: [group('gate', ['card', 'moved'])],
      }),
    );
    client.pass();
    expect(client.step.key).toBe('card');
  });

  test('of a person count from that person', () => {
    const each = content([clock('certified-on', { days: 14 })], {}, { concerns: { people: 'everyone', as: 'each' } });
    const client = arrive(each, 2);
    client.record([...says({ 'certified-on': '2026-04-01' }, 'a'), ...says({ 'certified-on': '2026-04-08' }, 'b')]);
    expect(client.visit.outlook.findings.map(({ deadlines }) => deadlines[0]?.date)).toEqual([
      '2026-04-15',
      '2026-04-22',
    ]);
  });

  test('say when the table of holidays does not reach that far', () => {
    expect(found([clock('moved', { years: 2 })], { moved: '2026-11-02' })).toMatchObject([{ calendarEnds: true }]);
  });

  test('follow each municipality’s own closures, though they share the rule', () => {
    const [one, other] = [content([fourteen]), content([fourteen], { closedDays: ['2026-11-16'] })].map((each) => {
      const client = arrive(each, 1, { today: '2026-11-10' });
      client.record(says({ moved: '2026-11-02' }));
      return client.visit.outlook.findings[0]?.deadlines[0]?.date;
    });
    expect([one, other]).toEqual(['2026-11-16', '2026-11-17']);
  });
});

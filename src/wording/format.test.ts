import { expect, test } from 'vitest';
import { withoutFurigana } from '../content/index.ts';
import { formatDate, formatDay, formatDeadline, formatList, formatNames, sayDate } from './format.ts';
import { createWording } from './wording.ts';

test('a day has both calendars in Japanese, and the western year alone elsewhere', () => {
  expect(formatDate('2026-04-01', 'ja')).toBe('2026年4月1日（令和8年）');
  expect(formatDate('2026-04-01', 'ja-easy')).toBe('2026{年|ねん}{4月|しがつ}{1日|ついたち}');
  expect(formatDate('2026-04-01', 'en')).toBe('1 April 2026');
});

test('the first year of an era is 元年, and the era changes within a year', () => {
  expect(formatDate('2019-04-30', 'ja')).toContain('平成31年');
  expect(formatDate('2019-05-01', 'ja')).toContain('令和元年');
});

test('what is not known of a date is left out, not made up', () => {
  expect(formatDate('1950', 'ja')).toBe('1950年');
  expect(formatDate('1950-04', 'ja')).toBe('1950年4月');
  expect(formatDate('1950-04', 'en')).toBe('April 1950');
  expect(formatDate('1868-01-01', 'ja')).toBe('1868年1月1日');
  expect(formatDate('2026-02-31', 'ja')).toBe('2026-02-31');
});

test('days are read as they are read in Japanese', () => {
  const readings = [1, 11, 14, 17, 19, 20, 21, 24, 30, 31].map((day) => {
    const written = formatDate(`2026-01-${String(day).padStart(2, '0')}`, 'ja-easy');
    return /日\|(.*)\}$/.exec(written)?.[1];
  });
  expect(readings).toEqual([
    'ついたち',
    'じゅういちにち',
    'じゅうよっか',
    'じゅうしちにち',
    'じゅうくにち',
    'はつか',
    'にじゅういちにち',
    'にじゅうよっか',
    'さんじゅうにち',
    'さんじゅういちにち',
  ]);
});

test('a day is said aloud without brackets', () => {
  expect(sayDate('2026-04-01', 'ja')).toBe('2026{年|ねん}{4月|しがつ}{1日|ついたち}、令和8年');
  expect(sayDate('2026-04-01', 'en')).toBe('1 April 2026');
});

test('a deadline says its weekday and how long there is', async () => {
  const wording = createWording();
  const deadline = { date: '2026-04-15', passed: false, calendarEnds: false };
  expect(formatDeadline(deadline, '2026-04-05', wording.words)).toEqual({
    until: '4月15日（水）まで',
    left: 'あと10日',
    note: undefined,
  });
  expect(formatDeadline({ ...deadline, calendarEnds: true }, '2026-04-15', wording.words)).toMatchObject({
    until: '今日まで',
    left: undefined,
    note: '休みの日によって変わることがあります',
  });
  expect(formatDeadline({ ...deadline, passed: true }, '2026-05-01', wording.words).until).toContain('過ぎています');
  await wording.choose('en');
  expect(formatDeadline(deadline, '2026-04-14', wording.words)).toMatchObject({
    until: 'By Wed 15 April',
    left: '1 day left',
  });
  await wording.choose('ja-easy');
  const easy = formatDeadline(deadline, '2025-12-05', wording.words).until;
  expect(withoutFurigana(easy)).toBe('2026年4月15日（水曜日）まで');
});

test('a day of another year says its year', () => {
  expect(formatDay('2027-01-05', 'ja', '2026-12-20')).toBe('2027年1月5日（火）');
  expect(formatDay('2027-01-05', 'en', '2026-12-20')).toMatch(/2027/);
});

test('lists and people are joined as the language joins them', async () => {
  expect(formatList(['A', 'B', 'C'], 'ja')).toBe('A、B、C');
  expect(formatList(['A', 'B', 'C'], 'en')).toBe('A, B and C');
  const wording = createWording();
  expect(formatNames(['見本　太郎', '見本　花子'], wording.words)).toBe('見本　太郎さん、見本　花子さん');
  await wording.choose('en');
  expect(formatNames(['TARO', 'HANAKO'], wording.words)).toBe('TARO and HANAKO');
});

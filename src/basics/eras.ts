import { CalendarDate, JapaneseCalendar, parseDate, toCalendar, GregorianCalendar } from '@internationalized/date';
import type { PlainDate } from './dates.ts';
import { fail, ok, type Result } from './result.ts';

/** Era (元号) names as forms and cards write them. A new era is a new release of the calendar library. */
export const eras = { meiji: '明治', taisho: '大正', showa: '昭和', heisei: '平成', reiwa: '令和' } as const;
export type Era = keyof typeof eras;

const japanese = new JapaneseCalendar();
const isEra = (text: string): text is Era => Object.hasOwn(eras, text);

export interface EraDate {
  era: Era;
  year: number;
  month: number;
  day: number;
}

/** A day in the Japanese calendar (和暦). Days before 1873-01-01 are refused: the old calendar counted other days. */
export function toEra(date: PlainDate): Result<EraDate, 'before-1873'> {
  if (date < '1873-01-01') return fail('before-1873');
  const { era, year, month, day } = toCalendar(parseDate(date), japanese);
  return isEra(era) ? ok({ era, year, month, day }) : fail('before-1873');
}

/** A day as a Japanese form writes it: 「令和元年5月1日」. Undefined before 1873-01-01. */
export function writtenInEra(date: PlainDate): string | undefined {
  const found = toEra(date);
  if (!found.ok) return undefined;
  const { era, year, month, day } = found.value;
  return `${eras[era]}${year === 1 ? '元' : year}年${month}月${day}日`;
}

/** A day from its Japanese date. `昭和65年` and `令和8年2月31日` are no days, and said to be none. */
export function fromEra({ era, year, month, day }: EraDate): Result<PlainDate, 'no-such-date' | 'before-1873'> {
  if (year < 1 || month < 1 || day < 1) return fail('no-such-date');
  const asked = new CalendarDate(japanese, era, year, month, day);
  const date = toCalendar(asked, new GregorianCalendar()).toString();
  const back = toEra(date);
  if (!back.ok) return back;
  const same =
    back.value.era === era && back.value.year === year && back.value.month === month && back.value.day === day;
  return same ? ok(date) : fail('no-such-date');
}

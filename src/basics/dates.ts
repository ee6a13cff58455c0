import { CalendarDate, fromDate, GregorianCalendar, parseDate, toCalendarDate } from '@internationalized/date';

/** A day in the proleptic Gregorian calendar as `YYYY-MM-DD`; two of them compare as strings. */
export type PlainDate = string;

/**
 * A day of which the month or the day may be unknown: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`
 * (the resident record knows 年月日不詳; it is never rounded to the first).
 */
export type PartialDate = string;

const gregorian = new GregorianCalendar();
const parsed = new Map<PlainDate, CalendarDate>();

/** Lets go of the days that were read: birth dates are among them. Nothing but time is lost. */
export const forgetDays = (): void => parsed.clear();

/** The calendar date of a day that is known to be one. Throws on anything else: callers check with `isDate` first. */
function calendarDate(date: PlainDate): CalendarDate {
  let found = parsed.get(date);
  if (!found) {
    found = parseDate(date);
    if (parsed.size > 4096) parsed.clear();
    parsed.set(date, found);
  }
  return found;
}

/** Whether the text is a day that exists (`2026-02-31` is not one). */
export function isDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    calendarDate(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a day, or the known beginning of one. */
export function isPartialDate(text: unknown): text is PartialDate {
  if (typeof text !== 'string') return false;
  if (/^\d{4}$/.test(text)) return true;
  if (/^\d{4}-\d{2}$/.test(text)) return isDate(`${text}-01`);
  return isDate(text);
}

/** Whole days since a fixed day; the difference of two is the days between them. */
export const dayNumber = (date: PlainDate): number => gregorian.toJulianDay(calendarDate(date));

export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);

export const addDays = (date: PlainDate, days: number): PlainDate => calendarDate(date).add({ days }).toString();

/** The same day of another month; where that month has no such day, its last (民法143条2項). */
export const addMonths = (date: PlainDate, months: number): PlainDate => calendarDate(date).add({ months }).toString();

/** Day of the week, 0 for Sunday. */
export const dayOfWeek = (date: PlainDate): number => (dayNumber(date) + 1) % 7;

/** Year, month and day as numbers. */
export const dateParts = (date: PlainDate): { year: number; month: number; day: number } => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8)),
});

/** The time of the day in Tokyo, as `09:05`. */
export function timeInTokyo(now: Date): string {
  const { hour, minute } = fromDate(now, 'Asia/Tokyo');
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Today in Tokyo, whatever the zone of the machine. */
export const todayInTokyo = (now: Date): PlainDate => toCalendarDate(fromDate(now, 'Asia/Tokyo')).toString();

/**
 * Completed years of age. By 年齢計算ニ関スル法律 a year of age is reached at the end of the day *before* the
 * birthday; laws that speak of 達する日 mean that day (`dayBefore`), everyday use and the 75 years of the
 * late-elderly insurance (高齢者の医療の確保に関する法律52条) the birthday itself.
 */
export function ageOn(birth: PlainDate, today: PlainDate, reached: 'birthday' | 'day-before' = 'birthday'): number {
  const { year: by, month: bm, day: bd } = dateParts(birth);
  const { year, month, day } = dateParts(reached === 'birthday' ? today : addDays(today, 1));
  return year - by - (month < bm || (month === bm && day < bd) ? 1 : 0);
}

/** The fiscal year (年度) of a day: it begins on 1 April. */
export function fiscalYear(date: PlainDate): number {
  const { year, month } = dateParts(date);
  return month >= 4 ? year : year - 1;
}

/**
 * The age reached by the end of this fiscal year, counted as the law counts it: 18 until the 31 March on or after the
 * day on which 18 is reached. A child born on 1 April belongs to the year above (学校教育法17条, 年齢計算ニ関スル法律).
 */
export const fiscalYearAge = (birth: PlainDate, today: PlainDate): number =>
  ageOn(birth, `${fiscalYear(today) + 1}-03-31`, 'day-before');

import { type Era, eras, fromEra, isDate, type PartialDate, type PlainDate, toEra } from '../basics/index.ts';
import { fail, ok, type Result } from '../basics/index.ts';
import type { DateParts } from '../look/index.ts';

type PartName = 'year' | 'month' | 'day';

export type DateProblem =
  /** A part is missing; the first of them. */
  | { kind: 'incomplete'; part: PartName }
  /** The month is shorter. */
  | { kind: 'no-such-day'; year: number; month: number; last: number }
  /** The day exists, but belongs to another era: 昭和65年 is 平成2年. */
  | { kind: 'not-in-era'; era: Era; year: number; meant: { era: Era; year: number; date: PlainDate } }
  | { kind: 'no-such-date' }
  | { kind: 'before-1873' }
  | { kind: 'future' }
  | { kind: 'too-early' };

export interface DateLimits {
  /** Month and day may be said to be unknown. */
  partial: boolean;
  notAfter: PlainDate | undefined;
  notBefore: PlainDate | undefined;
}

/** The western year before the first year of each era. */
const yearBefore: Record<Era, number> = { meiji: 1867, taisho: 1911, showa: 1925, heisei: 1988, reiwa: 2018 };

const isEra = (text: string): text is Era => Object.hasOwn(eras, text);

/** A date from the parts somebody gave, or what is wrong with it. Nothing is moved to a day that exists. */
export function dateFrom(parts: DateParts, limits: DateLimits): Result<PartialDate, DateProblem> {
  const { year, month, day } = parts;
  const unknownDay = limits.partial && (day === 'unknown' || month === 'unknown');
  if (typeof year !== 'number') return fail({ kind: 'incomplete', part: 'year' });
  if (typeof month !== 'number' && !(limits.partial && month === 'unknown'))
    return fail({ kind: 'incomplete', part: 'month' });
  if (typeof day !== 'number' && !unknownDay) return fail({ kind: 'incomplete', part: 'day' });

  const western = parts.era !== null && isEra(parts.era) ? yearBefore[parts.era] + year : year;
  if (western < 1000 || western > 9999) return fail({ kind: 'no-such-date' });
  const inEra = (date: PartialDate): Result<PartialDate, DateProblem> => {
    const problem = parts.era !== null && isEra(parts.era) ? outOfEra(parts.era, year, date) : undefined;
    return problem ? fail(problem) : inTime(date, limits);
  };
  if (typeof month !== 'number') return inEra(String(western));
  if (month < 1 || month > 12) return fail({ kind: 'no-such-date' });
  const yearAndMonth = `${western}-${two(month)}`;
  if (typeof day !== 'number' || unknownDay) return inEra(yearAndMonth);

  const date = `${yearAndMonth}-${two(day)}`;
  if (!isDate(date)) {
    const last = [31, 30, 29, 28].find((one) => isDate(`${yearAndMonth}-${one}`));
    if (last !== undefined && day > last) return fail({ kind: 'no-such-day', year: western, month, last });
    return fail({ kind: 'no-such-date' });
  }
  if (parts.era === null || !isEra(parts.era)) return inTime(date, limits);
  const written = fromEra({ era: parts.era, year, month, day });
  if (written.ok) return inTime(written.value, limits);
  const meant = toEra(date);
  if (!meant.ok) return fail({ kind: 'before-1873' });
  return fail({
    kind: 'not-in-era',
    era: parts.era,
    year,
    meant: { era: meant.value.era, year: meant.value.year, date },
  });
}

/** A year or month of which no day belongs to the era (昭和65年), with what may be meant: the era of its last day. */
function outOfEra(era: Era, year: number, date: PartialDate): DateProblem | undefined {
  const [firstDay, lastDay] = bounds(date);
  const first = toEra(firstDay);
  const last = toEra(lastDay);
  if (!last.ok) return { kind: 'before-1873' };
  if (last.value.era === era || (first.ok && first.value.era === era)) return undefined;
  const { era: other, year: meant } = last.value;
  return { kind: 'not-in-era', era, year, meant: { era: other, year: meant, date: lastDay } };
}

/** The first and the last day of a year or month. */
function bounds(date: PartialDate): [PlainDate, PlainDate] {
  if (date.length === 4) return [`${date}-01-01`, `${date}-12-31`];
  const last = [31, 30, 29, 28].find((day) => isDate(`${date}-${day}`)) ?? 28;
  return [`${date}-01`, `${date}-${last}`];
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Compared as far as both are known: the year 2026 is not after 2026-04-01. */
function inTime(date: PartialDate, { notAfter, notBefore }: DateLimits): Result<PartialDate, DateProblem> {
  if (notAfter !== undefined && date > notAfter.slice(0, date.length)) return fail({ kind: 'future' });
  if (notBefore !== undefined && date < notBefore.slice(0, date.length)) return fail({ kind: 'too-early' });
  return ok(date);
}

/** The parts of a stored date, in western years. */
export function partsOf(date: PartialDate): DateParts {
  const [year, month, day] = date.split('-');
  return {
    era: null,
    year: Number(year),
    month: month === undefined ? 'unknown' : Number(month),
    day: day === undefined ? 'unknown' : Number(day),
  };
}

/** The eras of which some day can still be an answer, the newest first. */
export function erasSince(notBefore: PlainDate | undefined): Era[] {
  const newestFirst: Era[] = ['reiwa', 'heisei', 'showa', 'taisho', 'meiji'];
  if (notBefore === undefined) return newestFirst;
  const first = toEra(notBefore);
  return first.ok ? newestFirst.slice(0, newestFirst.indexOf(first.value.era) + 1) : newestFirst;
}

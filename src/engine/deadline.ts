import { addDays, addMonths, dayOfWeek, isDate, type PlainDate } from '../basics/index.ts';
import { CASE, FALSE, type FactRef, NONE, NOT_KNOWN, UNKNOWN } from '../conditions/index.ts';
import type { Calendar, Clock } from '../content/index.ts';
import type { CompiledProcedure } from './program.ts';
import type { CaseSituation } from './situation.ts';

/** The last day for something, with the clock that gave it. */
export interface Deadline {
  date: PlainDate;
  clock: Clock;
  /** The fact from whose day it was counted. */
  countedFrom: { fact: string; date: PlainDate };
  /** The day before the office's closing was looked at. */
  unrolled: PlainDate;
  /** The calendar does not reach that far: the day may still move. */
  calendarEnds: boolean;
  passed: boolean;
}

/** Whether the office is open on a day: 休日 by ordinance (地方自治法4条の2). */
export function isClosed(date: PlainDate, calendar: Calendar): boolean {
  return calendar.closedWeekdays.includes(dayOfWeek(date)) || calendar.closedDays.includes(date);
}

/**
 * The last day of a period. Days are counted from the event's day or the day after it; months and years end on the
 * day before the corresponding day of the first day counted, or on the month's last day where there is none
 * (民法140条, 143条; 戸籍法43条).
 */
export function lastDay(from: PlainDate, clock: Pick<Clock, 'days' | 'months' | 'years' | 'firstDay'>): PlainDate {
  const first = clock.firstDay === 'same-day' ? from : addDays(from, 1);
  const months = (clock.months ?? 0) + 12 * (clock.years ?? 0);
  if (months > 0) {
    const corresponding = addMonths(first, months);
    const exists = corresponding.slice(8) === first.slice(8);
    const end = exists ? addDays(corresponding, -1) : corresponding;
    return addDays(end, clock.days ?? 0);
  }
  return addDays(first, (clock.days ?? 0) - 1);
}

/** Moves a last day that is closed, as the clock says. */
export function roll(date: PlainDate, closed: Clock['closed'], calendar: Calendar): PlainDate {
  if (closed === 'stands') return date;
  const step = closed === 'next-open-day' ? 1 : -1;
  let day = date;
  for (let tries = 0; tries < 30 && isClosed(day, calendar); tries++) day = addDays(day, step);
  return day;
}

type Counted = { unrolled: PlainDate; date: PlainDate };
const counts = new WeakMap<Calendar, WeakMap<Clock, Map<PlainDate, Counted>>>();

/** The same clock counts the same day again on every tap: remembered. */
function counted(from: PlainDate, clock: Clock, calendar: Calendar): Counted {
  let byClock = counts.get(calendar);
  if (!byClock) counts.set(calendar, (byClock = new WeakMap()));
  let byDay = byClock.get(clock);
  if (!byDay) byClock.set(clock, (byDay = new Map<PlainDate, Counted>()));
  let found = byDay.get(from);
  if (!found) {
    const unrolled = lastDay(from, clock);
    found = { unrolled, date: roll(unrolled, clock.closed, calendar) };
    if (byDay.size > 256) byDay.clear();
    byDay.set(from, found);
  }
  return found;
}

/** All clocks of a procedure for one subject, earliest first. Facts still missing are added to `missing`. */
export function deadlines(
  compiled: CompiledProcedure,
  situation: CaseSituation,
  person: number,
  calendar: Calendar,
  missing: FactRef[] = [],
): Deadline[] {
  const found: Deadline[] = [];
  if (compiled.clocks.length === 0) return found;
  for (const { clock, after, when } of compiled.clocks) {
    if (when) {
      const trail: FactRef[] = [];
      const truth = when(situation, person, trail);
      if (truth === NOT_KNOWN) missing.push(...trail);
      if (truth === NOT_KNOWN || truth === FALSE) continue;
    }
    const trail: FactRef[] = [];
    for (const { index, fact } of after) {
      if (fact.about === 'person' && person === CASE) continue;
      const value = situation.read(index, fact.about === 'case' ? CASE : person, trail);
      if (value === UNKNOWN || value === NONE || !isDate(value)) continue;
      const { unrolled, date } = counted(value, clock, calendar);
      found.push({
        date,
        clock,
        countedFrom: { fact: fact.id, date: value },
        unrolled,
        calendarEnds: date > calendar.knownUntil,
        passed: date < situation.today,
      });
      // A fact that stands before this one and is still missing would give another day: it stays wanted.
      break;
    }
    missing.push(...trail);
  }
  return found.length > 1 ? found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)) : found;
}

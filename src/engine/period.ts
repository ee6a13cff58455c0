import { addDays, addMonths, dayOfWeek, type PlainDate } from '../basics/index.ts';
import type { Calendar, Clock } from '../content/index.ts';

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

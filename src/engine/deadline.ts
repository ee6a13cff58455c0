import { isDate, type PlainDate } from '../basics/index.ts';
import { CASE, FALSE, type FactRef, NONE, NOT_KNOWN, UNKNOWN } from '../conditions/index.ts';
import type { Calendar, Clock } from '../content/index.ts';
import { lastDay, roll } from './period.ts';
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

type Counted = { unrolled: PlainDate; date: PlainDate };
let counts = new WeakMap<Calendar, WeakMap<Clock, Map<PlainDate, Counted>>>();

/** Lets go of the days from which was counted: those of births and deaths are among them. Nothing but time is lost. */
export function forgetCounts(): void {
  counts = new WeakMap();
}

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

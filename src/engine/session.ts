import { dateParts, timeInTokyo, todayInTokyo } from '../basics/index.ts';
import type { Calendar, OpeningSession, Procedure } from '../content/index.ts';

/** The opening session (開庁の枠) at an instant; undefined where the content says nothing of that time. */
export function sessionAt(
  { sessions, calendar }: { sessions: readonly OpeningSession[]; calendar: Calendar },
  instant: Date,
): OpeningSession | undefined {
  const today = todayInTokyo(instant);
  const time = timeInTokyo(instant);
  const { year, month, day } = dateParts(today);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const closed = calendar.closedDays.includes(today);
  return sessions.find(
    ({ days, weeks, from = '00:00', until = '24:00', onClosedDays }) =>
      (days === undefined || days.includes(weekday)) &&
      (weeks === undefined || weeks.includes(Math.ceil(day / 7))) &&
      (days === undefined || onClosedDays || !closed) &&
      from <= time &&
      time < until,
  );
}

/** Whether a procedure is accepted in a session. What is done elsewhere, or needs no acceptance, has no hours here. */
export function acceptedIn(session: OpeningSession | undefined, procedure: Procedure): boolean {
  if (!session || procedure.end === 'another-office' || procedure.end === 'notice-only') return true;
  const { desks, only, not } = session;
  if (not.includes(procedure.id)) return false;
  if (only) return only.includes(procedure.id);
  return desks?.includes(procedure.desk) ?? true;
}

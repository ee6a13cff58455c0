import { daysBetween, type PlainDate, todayInTokyo } from '../basics/index.ts';
import type { ActionOf } from './action.ts';
import type { CaseState } from './case.ts';

/** So many days after it was received a paper may be entered. What is older, staff look at by themselves. */
export const MOST_DAYS_LATER = 31;

/** Why a paper cannot have been received on a day, entered on another: it lies after it, or too long before it. */
export function notReceivedOn(received: PlainDate, entered: PlainDate): 'future' | 'too-long-ago' | undefined {
  const days = daysBetween(received, entered);
  return days < 0 ? 'future' : days > MOST_DAYS_LATER ? 'too-long-ago' : undefined;
}

/** Whether a case may be entered later: by staff, once, before anything was answered, from a day that can be. */
export const mayBeEnteredLater = (state: CaseState, { by, at, received }: ActionOf<'entered-later'>): boolean =>
  by.role === 'staff' &&
  state.enteredLater === undefined &&
  state.answered.size === 0 &&
  notReceivedOn(received, todayInTokyo(new Date(at))) === undefined;

/**
 * How long what somebody said stays on a device that others use after them, in milliseconds. All of it is here; what is
 * delivered is kept by the hub (docs/hub.md).
 */
export interface Delays {
  /** Nobody touches anything: ask whether somebody is still there. */
  warn: number;
  /** Nobody answers: cover the screen. */
  lock: number;
  /** Nobody comes back: seal the case for staff and empty the device. Late, because people are slow. */
  leave: number;
  /** The last screen erases itself. */
  erase: number;
}

export const usualDelays: Delays = { warn: 90_000, lock: 60_000, leave: 300_000, erase: 120_000 };

/** At home nobody waits for the device: 24 days, the longest that a browser can wait. */
const NEVER = 2 ** 31 - 1;
export const neverIdle: Delays = { warn: NEVER, lock: NEVER, leave: NEVER, erase: NEVER };

/** The same, each so many times as long: for a kiosk where people need more time. */
export const stretched = ({ warn, lock, leave, erase }: Delays, by: number): Delays => ({
  warn: warn * by,
  lock: lock * by,
  leave: leave * by,
  erase: erase * by,
});

/** A case that is found after a restart and was left untouched for so long belongs to somebody who has gone: sealed, not shown. */
export const ABANDONED = 10 * 60_000;

/** At home answers wait for thirty days, as long as a code would be good; then they are removed. */
export const HOME_DRAFT = 30 * 24 * 60 * 60_000;

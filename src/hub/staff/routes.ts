import { randomInt, timingSafeEqual } from 'node:crypto';
import { paths, PROTOCOL, type StaffAnswer, staffAnswer, staffRequest } from '../../protocol/index.ts';
import type { Note } from '../audit/trail.ts';
import type { CheckedApp } from '../web/checked.ts';

/** Six digits by chance, for a hub that was given no code. */
export const newStaffCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** So many wrong codes in a row, and for so long none is looked at. */
const mostWrong = 5;
const pauseMilliseconds = 5 * 60_000;

/** Whether this is the code of staff. */
export type StaffCheck = (typed: string) => StaffAnswer['outcome'];

/** Tries are counted for all kiosks together: after some wrong ones none is looked at for a while. */
export function staffCheck(code: string, now: () => Date): StaffCheck {
  let wrong = 0;
  let closedUntil = 0;
  const known = Buffer.from(code);
  return (typed) => {
    const time = now().getTime();
    if (time < closedUntil) return 'later';
    const given = Buffer.from(typed);
    if (given.length === known.length && timingSafeEqual(given, known)) {
      wrong = 0;
      return 'staff';
    }
    if (++wrong < mostWrong) return 'wrong';
    wrong = 0;
    closedUntil = time + pauseMilliseconds;
    return 'later';
  };
}

/**
 * Whether somebody at a kiosk knows the code of staff. It is asked of the hub, so that it is in no page and no bundle.
 * It opens a panel on the kiosk, it is no sign-in: it says "staff", never who.
 */
export function staffRoutes(app: CheckedApp, check: StaffCheck, note: Note): void {
  const schema = { body: staffRequest, response: { 200: staffAnswer } };
  app.post(paths.staff, { schema }, async ({ body, log, device }): Promise<StaffAnswer> => {
    const outcome = check(body.code);
    log.info({ outcome }, 'staff code typed at a kiosk');
    note({ role: 'staff', device: device?.id, action: outcome === 'staff' ? 'staff-code-right' : 'staff-code-wrong' });
    return { protocol: PROTOCOL, outcome };
  });
}

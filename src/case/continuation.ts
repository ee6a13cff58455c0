import type { Action } from './action.ts';

/**
 * What goes over from a case that has ended into one that continues it (再開): every action as it is, with its own id,
 * author, time and device. Its opening does not, because the new case has its own; nor does what ended it: the check,
 * "enough for today", the receipt and what staff made of it.
 */
export const carriedOver = (actions: readonly Action[]): Action[] =>
  actions.filter(
    (one) =>
      one.type !== 'opened' &&
      one.type !== 'prepared' &&
      one.type !== 'finished-early' &&
      one.type !== 'accepted' &&
      one.type !== 'register-entered' &&
      !(one.type === 'passed' && one.step === 'check'),
  );

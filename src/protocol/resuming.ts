import * as z from 'zod/mini';
import { receipt } from './cases.ts';
import { staffRequest } from './device.ts';
import { deviceName } from './devices.ts';
import { protocol } from './version.ts';
import { caseId, contentId, instant } from './words.ts';

/** Looks for cases to take up again (再開) by their receipt number, or by its last part: `A-1032`, `1032`. */
export const findCasesRequest = z.extend(staffRequest, { number: receipt });

/**
 * Whether a case can be taken up again. `resumed`: that was done already, and its continuation has not come yet.
 * `continued`: its continuation is here, and is taken up in its place. `task`: something of it does not hold, a person
 * looks at it first. `accepted`: staff have begun to accept it. `arriving`: the hub is still opening it.
 */
export const resumable = z.discriminatedUnion('standing', [
  z.strictObject({ standing: z.enum(['ready', 'task', 'accepted', 'arriving']) }),
  z.strictObject({ standing: z.literal('resumed'), at: instant, kiosk: z.nullable(deviceName) }),
  z.strictObject({ standing: z.literal('continued'), receipt: z.nullable(receipt) }),
]);

/** A case with this number; nothing of it says who came. */
export const numberedCase = z.strictObject({
  case: caseId,
  receipt,
  events: z.array(contentId),
  ended: z.enum(['prepared', 'left']),
  preparedAt: instant,
  now: resumable,
});

export const findCasesAnswer = z.discriminatedUnion('outcome', [
  /** The newest first; a number may come again on another day. */
  z.strictObject({ protocol, outcome: z.literal('found'), cases: z.array(numberedCase).check(z.minLength(1)) }),
  z.strictObject({ protocol, outcome: z.enum(['not-found', 'wrong', 'later']) }),
]);

export const resumeCaseRequest = z.extend(staffRequest, {
  case: caseId,
  /** Staff were told that it was resumed before, and want it nevertheless. */
  again: z.boolean(),
});

export const resumeCaseAnswer = z.discriminatedUnion('outcome', [
  /** Its actions in their order, from the first on. */
  z.strictObject({
    protocol,
    outcome: z.literal('given'),
    actions: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1)),
  }),
  z.strictObject({ protocol, outcome: z.literal('not-given'), now: resumable }),
  z.strictObject({ protocol, outcome: z.enum(['not-found', 'wrong', 'later']) }),
]);

export type Resumable = z.infer<typeof resumable>;
export type NumberedCase = z.infer<typeof numberedCase>;
export type FindCasesAnswer = z.infer<typeof findCasesAnswer>;
export type ResumeCaseAnswer = z.infer<typeof resumeCaseAnswer>;

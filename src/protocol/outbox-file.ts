import * as z from 'zod/mini';
import { deviceName } from './devices.ts';
import { instant } from './words.ts';

/**
 * All that waits in the outbox of one kiosk, carried to the hub on a data medium: the sealed cases as they would have
 * been sent. Whoever finds the file reads receipt numbers, events and times, and nothing else.
 */
export const outboxFile = z.strictObject({
  format: z.literal('kakanai outbox'),
  version: z.literal(1),
  /** The letters before the number on this kiosk's receipts. */
  kiosk: deviceName,
  exportedAt: instant,
  /** Each is checked on its own when it is brought in, so that one that is damaged does not hold up the others. */
  cases: z.array(z.unknown()),
});

export type OutboxFile = z.infer<typeof outboxFile>;

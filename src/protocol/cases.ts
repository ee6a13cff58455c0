import * as z from 'zod/mini';
import { protocol } from './version.ts';
import { bytes, caseId, contentId, digest, instant } from './words.ts';

/** The number on the visitor's sheet (受付番号). */
export const receipt = z.string().check(z.regex(/^[A-Za-z0-9-]{1,32}$/));

/** Most bytes of a sealed case, as base64: far more than any real case. */
export const SEALED_LIMIT = 4 * 1024 * 1024;

/**
 * A finished or left-behind case, sealed to the hub's key. Only what stands here is readable: who it is about is not.
 * Sent until the hub says yes, always with the same bytes.
 */
export const sealedCase = z.strictObject({
  protocol,
  case: caseId,
  /** Prepared to its end, or left behind and locked away for staff to resume. */
  ended: z.enum(['prepared', 'left']),
  /** A case left behind has the number of the minute in which it was opened; on devices of earlier versions none. */
  receipt: z.exactOptional(receipt),
  events: z.array(contentId).check(z.maxLength(20)),
  /** When it was prepared or locked away. */
  preparedAt: instant,
  /** 練習: only a practice hub takes it. */
  practice: z.exactOptional(z.literal(true)),
  /** The sealed bytes, which say for which key they are. */
  sealed: bytes.check(z.minLength(4), z.maxLength(SEALED_LIMIT)),
});

/** The hub's yes: the case is on its disk. `digest` is of what it stored (see `sealedText`). */
export const caseReceived = z.strictObject({
  protocol,
  case: caseId,
  state: z.literal('received'),
  receivedAt: instant,
  digest,
});

export type SealedCase = z.infer<typeof sealedCase>;
export type CaseReceived = z.infer<typeof caseReceived>;

/** The text whose SHA-256 is the digest of a sealed case; two deliveries of one case have the same. */
export const sealedText = (one: SealedCase): string =>
  JSON.stringify([
    'kakanai case 1',
    one.case,
    one.ended,
    one.receipt ?? '',
    one.events,
    one.preparedAt,
    one.sealed,
    ...(one.practice ? ['practice'] : []),
  ]);

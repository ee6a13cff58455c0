import * as z from 'zod/mini';

/** Why a request was refused, in a word that a device can act on. */
export const problemCode = z.enum([
  'bad-request',
  'unsupported-protocol',
  'not-json',
  'unsupported-media-type',
  'too-large',
  'too-many',
  'not-found',
  'not-loopback',
  /** The request is not signed, or its signature does not fit it (RFC 9449). */
  'bad-proof',
  /** The same with the nonce of this answer will do. */
  'use-dpop-nonce',
  'device-unknown',
  'device-revoked',
  'foreign-origin',
  'foreign-host',
  'wrong-municipality',
  'different-case',
  'other-key',
  'practice',
  'storage-full',
  'not-stored',
  /** Nobody is signed in, or no longer. */
  'signed-out',
  /** The account has no right to this. */
  'not-allowed',
  'sign-in-refused',
  'already-done',
  'internal',
]);

/** Every refusal of the hub. `message` is for whoever runs it; residents are told in the kiosk's own words. */
export const problem = z.strictObject({ error: problemCode, message: z.string() });

export type ProblemCode = z.infer<typeof problemCode>;
export type Problem = z.infer<typeof problem>;

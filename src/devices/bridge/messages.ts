import * as z from 'zod/mini';

/** The addresses of the bridge. All but `watch` are asked by POST. */
export const bridgePaths = {
  /** A one-time code for a token. */
  pair: '/pair',
  /** The readers, and from then on what happens to them: one JSON message a line, for as long as the kiosk is there. */
  watch: '/watch',
  open: '/open',
  /** The command as bytes, and the card's answer as bytes; the header names the card. */
  transmit: '/transmit',
  end: '/end',
} as const;

/** Names the opened card that a command is for. */
export const cardHeader = 'kakanai-card';

/** The form of commands and answers. */
export const bytesType = 'application/octet-stream';

/** The longest short command: header, length, 255 bytes, expected length. */
export const longestCommand = 261;

const text = z.string().check(z.maxLength(256));

export const pairing = z.strictObject({ code: text });
export const paired = z.strictObject({ token: text });

/** Why a code was not taken: `used` says that somebody has paired already, `locked` that too many were wrong. */
export const pairingRefusal = z.strictObject({ error: z.enum(['wrong-code', 'used', 'locked']) });
export type PairingRefusal = z.infer<typeof pairingRefusal>['error'];

export const watched = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('readers'),
    readers: z.array(z.strictObject({ name: text, cardPresent: z.boolean() })).check(z.maxLength(32)),
  }),
  z.strictObject({ type: z.enum(['reader-added', 'reader-removed', 'card-in', 'card-out']), reader: text }),
  z.strictObject({ type: z.literal('fault'), reader: text, detail: text }),
]);
export type Watched = z.infer<typeof watched>;

export const opening = z.strictObject({ reader: text });
/** `atr` in hexadecimal. */
export const opened = z.union([
  z.strictObject({ card: text, atr: z.string().check(z.regex(/^([0-9a-f]{2}){0,36}$/)) }),
  z.strictObject({ fault: z.enum(['no-card', 'several-cards', 'busy', 'unresponsive', 'reader-gone', 'failed']) }),
]);
export type Opened = z.infer<typeof opened>;

export const notAnswered = z.strictObject({
  fault: z.enum(['removed', 'timeout', 'reader-gone', 'cancelled', 'refused', 'failed']),
});

export const ending = z.strictObject({ card: text });

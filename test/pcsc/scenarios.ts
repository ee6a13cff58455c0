import type { CardFailure, ReadOutcome } from '../../src/card/index.ts';

/** One touch of the reader: what the kiosk does with the card that lies there, and what must come of it. */
export type Step =
  /** Looks at the card: expiry, municipality, tries left. */
  | { readonly does: 'look'; readonly expect: 'ready' | 'locked' | CardFailure['kind'] }
  | {
      readonly does: 'read';
      readonly pin?: string;
      /** Instead of a PIN, the code printed on the card; or one with another security code. */
      readonly printed?: 'right' | 'wrong';
      readonly lastTryConfirmed?: boolean;
      readonly expect: ReadOutcome['kind'];
      /** Tries left afterwards, where the card says so. */
      readonly left?: number;
      /** What kind of other card it looks like. */
      readonly looksLike?: string;
    }
  /** The card is taken away and put back. */
  | { readonly does: 'replace' };

export interface CardScenario {
  /** A card of `sampleCards`. */
  readonly card: string;
  readonly steps: readonly Step[];
}

const look = (expect: Extract<Step, { does: 'look' }>['expect'] = 'ready'): Step => ({ does: 'look', expect });
const withPin = (
  pin: string,
  expect: ReadOutcome['kind'] = 'read',
  more: Partial<Extract<Step, { does: 'read' }>> = {},
): Step => ({ does: 'read', pin, expect, ...more });
const printed = (right: 'right' | 'wrong', expect: ReadOutcome['kind'] = 'read', left?: number): Step => ({
  does: 'read',
  printed: right,
  expect,
  ...(left === undefined ? {} : { left }),
});
const usual = [look(), withPin('1234'), printed('right')];
const otherCard = (kind: CardFailure['kind'], looksLike?: string) => [
  look(kind),
  withPin('1234', kind, looksLike === undefined ? {} : { looksLike }),
];

/** Every sample card, as it goes on a counter. Run through each way to a card; all must give the same bytes. */
export const cardScenarios: readonly CardScenario[] = [
  { card: 'usual', steps: usual },
  {
    card: 'usual',
    steps: [
      look(),
      withPin('0000', 'wrong-code', { left: 2 }),
      withPin('0001', 'wrong-code', { left: 1 }),
      look(),
      withPin('1234', 'last-try'),
      withPin('0002', 'locked', { lastTryConfirmed: true }),
      look('locked'),
      withPin('1234', 'locked'),
      printed('wrong', 'wrong-code', 9),
      printed('right'),
    ],
  },
  { card: 'usual', steps: [withPin('1234'), { does: 'replace' }, look(), withPin('1234')] },
  { card: 'old-address', steps: usual },
  { card: 'long-texts', steps: usual },
  { card: 'variant-characters', steps: usual },
  { card: 'lacking-characters', steps: usual },
  { card: 'combining-marks', steps: usual },
  { card: 'alphabet', steps: [look(), withPin('4649'), printed('right')] },
  { card: 'alphabet-alias', steps: usual },
  { card: 'half-width-alphabet', steps: usual },
  { card: 'mononym', steps: usual },
  { card: 'other-sex', steps: usual },
  { card: 'unknown-birth-day', steps: usual },
  {
    card: 'pins-differ',
    steps: [withPin('2222', 'wrong-code', { left: 2 }), withPin('3333', 'wrong-code', { left: 1 }), printed('right')],
  },
  { card: 'child', steps: usual },
  { card: 'pinless', steps: [look('locked'), withPin('1234', 'locked'), printed('right')] },
  { card: 'locked', steps: [look('locked'), withPin('1234', 'locked'), printed('right')] },
  {
    card: 'last-try',
    steps: [look(), withPin('1234', 'last-try'), withPin('1234', 'read', { lastTryConfirmed: true })],
  },
  { card: 'register-pin-locked', steps: usual },
  { card: 'expired', steps: usual },
  { card: 'certificates-expired', steps: usual },
  { card: 'long-lengths', steps: usual },
  { card: 'bytes-before', steps: usual },
  { card: 'with-reading', steps: usual },
  { card: 'two-steps', steps: usual },
  { card: 'exact-length', steps: usual },
  { card: 'falls-off', steps: [withPin('1234', 'removed'), { does: 'replace' }, withPin('1234')] },
  { card: 'slow', steps: usual },
  { card: 'broken-file', steps: [look(), withPin('1234', 'unreadable')] },
  { card: 'blank', steps: otherCard('not-a-my-number-card', 'other') },
  { card: 'transit', steps: otherCard('not-a-my-number-card', 'felica') },
  { card: 'android-phone', steps: otherCard('phone') },
  { card: 'iphone', steps: otherCard('phone') },
  { card: 'resident-card', steps: otherCard('not-a-my-number-card', 'resident-card') },
];

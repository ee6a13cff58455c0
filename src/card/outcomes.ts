import type { BasicFour, BasicFourNotes } from './basic-four.ts';
import type { CredentialKind } from './credentials.ts';
import type { OpenFault, TransmitFault } from './session.ts';

/** Why nothing could be read from what lies on the reader. Each has its own words on the kiosk. */
export type CardFailure =
  /**
   * Some other card: `felica` (transit and shop cards), `resident-card` (住基カード, the card before this one), or
   * anything else.
   */
  | { readonly kind: 'not-a-my-number-card'; readonly looksLike: 'felica' | 'resident-card' | 'other' }
  /** The certificates inside a phone (スマホ用電子証明書): they do not hold the four infos. */
  | { readonly kind: 'phone' }
  /** Taken away during reading, or not there. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'several-cards' }
  /** Another programme holds the reader. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'reader-gone' }
  /** `detail` is for staff and logs: step and status code, never data of the card. */
  | { readonly kind: 'unreadable'; readonly detail: string };

/** How many tries a code has left. `null`: the card does not count. */
export type TriesOutcome =
  | { readonly kind: 'tries'; readonly credential: CredentialKind; readonly left: number | null }
  /** No tries left. A card without a PIN (顔認証マイナンバーカード) is expected to look the same. */
  | { readonly kind: 'locked'; readonly credential: CredentialKind; readonly justNow: boolean };

/** What came of reading the four infos (基本4情報). "Read" never means that the person was identified. */
export type ReadOutcome =
  | { readonly kind: 'read'; readonly basicFour: BasicFour; readonly notes: BasicFourNotes }
  | { readonly kind: 'wrong-code'; readonly credential: CredentialKind; readonly triesLeft: number | null }
  | Extract<TriesOutcome, { kind: 'locked' }>
  /** One try is left and the resident has not said to use it: the code was not sent. */
  | { readonly kind: 'last-try'; readonly credential: CredentialKind }
  | CardFailure;

/** What a card says without a PIN. Its serial number is dropped before this is made. */
export interface CardInfo {
  /** Last day of the card, `YYYY-MM-DD`. */
  readonly expiry: string;
  /** The five digits (全国地方公共団体コード without check digit) of the municipality that issued it. */
  readonly municipalityCode: string;
}

export type CardInfoOutcome = ({ readonly kind: 'card-info' } & CardInfo) | CardFailure;

export const unreadable = (detail: string): CardFailure => ({ kind: 'unreadable', detail });

/** What an unanswered command means for the person at the reader. */
export function failureOfTransmit(fault: TransmitFault): CardFailure {
  switch (fault) {
    case 'removed':
    case 'timeout':
    case 'reader-gone':
      return { kind: fault };
    case 'cancelled':
    case 'refused':
    case 'failed':
      return unreadable(`transmit: ${fault}`);
  }
}

/** What a card that could not be opened means for the person at the reader. */
export function failureOfOpen(fault: OpenFault): CardFailure {
  switch (fault) {
    case 'no-card':
      return { kind: 'removed' };
    case 'several-cards':
    case 'busy':
    case 'reader-gone':
      return { kind: fault };
    case 'unresponsive':
    case 'failed':
      return unreadable(`open: ${fault}`);
  }
}

/** What the two status bytes at the end of every answer say (ISO/IEC 7816-4, JICSAP wording). */
export type Status =
  | { readonly kind: 'ok' }
  /** A wrong code. `null` tries: the card does not count them. */
  | { readonly kind: 'verification-failed'; readonly triesLeft: number | null }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'more-data'; readonly bytes: number }
  | { readonly kind: 'wrong-expected-length'; readonly bytes: number }
  | { readonly kind: 'end-of-file' }
  | { readonly kind: 'not-verified' }
  | { readonly kind: 'not-found' }
  /** The other side does not speak this language: class, instruction, parameters or length are strange to it. */
  | { readonly kind: 'not-understood'; readonly code: string }
  | { readonly kind: 'other'; readonly code: string };

const notUnderstood: ReadonlySet<number> = new Set([0x6700, 0x6881, 0x6882, 0x6a81, 0x6a86, 0x6d00, 0x6e00]);

/** The status bytes as the four digits of the standards. */
export const statusCode = (sw1: number, sw2: number): string =>
  ((sw1 << 8) | sw2).toString(16).toUpperCase().padStart(4, '0');

/** The meaning of two status bytes; what is not known is `other` with its code, never an error. */
export function statusOf(sw1: number, sw2: number): Status {
  if (sw1 === 0x61) return { kind: 'more-data', bytes: sw2 === 0 ? 256 : sw2 };
  if (sw1 === 0x6c) return { kind: 'wrong-expected-length', bytes: sw2 === 0 ? 256 : sw2 };
  if (sw1 === 0x63 && (sw2 & 0xf0) === 0xc0) return { kind: 'verification-failed', triesLeft: sw2 & 0x0f };
  const both = (sw1 << 8) | sw2;
  switch (both) {
    case 0x9000:
      return { kind: 'ok' };
    case 0x6300:
      return { kind: 'verification-failed', triesLeft: null };
    case 0x6983:
    case 0x6984:
      return { kind: 'blocked' };
    case 0x6282:
    case 0x6b00:
      return { kind: 'end-of-file' };
    case 0x6982:
      return { kind: 'not-verified' };
    case 0x6a82:
    case 0x6a83:
      return { kind: 'not-found' };
    default:
      return { kind: notUnderstood.has(both) ? 'not-understood' : 'other', code: statusCode(sw1, sw2) };
  }
}

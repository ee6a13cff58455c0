import { type EraDate, fail, ok, type Result } from '../basics/index.ts';
import { digitBytes } from './bytes.ts';

/**
 * What opens the four infos: `pin` is the four digits of 券面事項入力補助用暗証番号 (three tries), `check-code-b` the
 * fourteen digits of 照合番号B, all printed on the card's front (ten tries). The check code made of the personal
 * number (照合番号A) does not exist here.
 */
export type CredentialKind = 'pin' | 'check-code-b';

/** A code for one use: reading wipes its bytes whatever comes of it. */
export interface Credential {
  readonly kind: CredentialKind;
  readonly bytes: Uint8Array;
}

/** The PIN as tapped. Not to be kept: text cannot be wiped, so let it go at once. */
export function pin(digits: string): Result<Credential, 'not-four-digits'> {
  return /^[0-9]{4}$/.test(digits) ? ok({ kind: 'pin', bytes: digitBytes(digits) }) : fail('not-four-digits');
}

/** What stands on the card's front. */
export interface PrintedOnCard {
  /** Date of birth in the Japanese calendar; the era's name is not part of the code. */
  readonly birth: Pick<EraDate, 'year' | 'month' | 'day'>;
  /** Year of expiry, western, four digits. */
  readonly expiryYear: number;
  /** Security code (セキュリティコード), four digits. */
  readonly securityCode: string;
}

const within = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** 照合番号B: birth date as `YYMMDD` with the era's year, year of expiry, security code. */
export function checkCodeB(printed: PrintedOnCard): Result<Credential, 'birth-date' | 'expiry-year' | 'security-code'> {
  const { year, month, day } = printed.birth;
  if (!within(year, 1, 99) || !within(month, 0, 12) || !within(day, 0, 31)) return fail('birth-date');
  if (!within(printed.expiryYear, 2016, 2999)) return fail('expiry-year');
  if (!/^[0-9]{4}$/.test(printed.securityCode)) return fail('security-code');
  const digits = `${twoDigits(year)}${twoDigits(month)}${twoDigits(day)}${printed.expiryYear}${printed.securityCode}`;
  return ok({ kind: 'check-code-b', bytes: digitBytes(digits) });
}

/** Overwrites the code. */
export function wipe(credential: Credential): void {
  credential.bytes.fill(0);
}

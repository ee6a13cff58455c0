import { fail, looksLikePersonalNumber, ok, type Result } from '../basics/index.ts';
import type { Fact } from '../content/index.ts';
import type { Complaint } from './complaint.ts';

const empty = fail<Complaint>({ key: 'error.empty' });

/** A number within the limits of its fact. */
export function checkNumber(digits: string, limits: Fact['limits']): Result<number, Complaint> {
  if (digits === '') return empty;
  const number = Number(digits);
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = limits ?? {};
  return number >= min && number <= max ? ok(number) : fail({ key: 'error.out-of-range', values: { min, max } });
}

/** Digits of a fixed length (口座番号); leading zeros stay. */
export function checkDigits(digits: string, limits: Fact['limits']): Result<string, Complaint> {
  if (digits === '') return empty;
  if (looksLikePersonalNumber(digits)) return fail({ key: 'error.personal-number' });
  const lengths = limits?.digits;
  if (!lengths || lengths.includes(digits.length)) return ok(digits);
  return fail({ key: 'error.digits', values: { digits: lengths.join('・'), count: digits.length } });
}

/** A Japanese telephone number: ten digits, or eleven for mobile and IP telephones, the first a 0. */
export function checkPhone(digits: string): Result<string, Complaint> {
  if (digits === '') return empty;
  return /^0\d{9,10}$/.test(digits) && !digits.startsWith('00') ? ok(digits) : fail({ key: 'error.not-a-phone' });
}

/**
 * Text a person gave, checked for what no register or form can hold. Nothing is normalised: 﨑, full-width digits and
 * variation selectors stay byte for byte as they came.
 */
import { fail, ok, type Result } from './result.ts';

export type TextProblem = 'empty' | 'too-long' | 'control-character' | 'emoji' | 'personal-number';

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Length in characters as a reader counts them. */
export const characterCount = (text: string): number => Array.from(graphemes.segment(text)).length;

/** Whether twelve digits carry the check digit of a 個人番号 (番号法施行令8条, 総務省令5条). */
export function looksLikePersonalNumber(text: string): boolean {
  const digits = text.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (!/^\d{12}$/.test(digits)) return false;
  let sum = 0;
  for (let n = 1; n <= 11; n++) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

/** Whether a personal number stands somewhere in a text, as twelve digits in a row or in groups of four. */
export function mentionsPersonalNumber(text: string): boolean {
  const groups = text.normalize('NFKC').matchAll(/(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/g);
  return looksLikePersonalNumber(text) || [...groups].some(([digits]) => looksLikePersonalNumber(digits));
}

/** Checks free text: at most `limit` characters, no control characters, no emoji, no personal number. */
export function checkText(text: string, limit: number): Result<string, TextProblem> {
  const trimmed = text.replaceAll(/^[\s　]+|[\s　]+$/g, '');
  if (trimmed === '') return fail('empty');
  if (/[\p{Cc}\p{Zl}\p{Zp}]|[\u202A-\u202E\u2066-\u2069]/u.test(trimmed)) return fail('control-character');
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(trimmed)) return fail('emoji');
  if (mentionsPersonalNumber(trimmed)) return fail('personal-number');
  if (characterCount(trimmed) > limit) return fail('too-long');
  return ok(trimmed);
}

/** A reading (フリガナ) in katakana: hiragana and half-width katakana are turned, the name itself never is. */
export function toKatakana(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replaceAll(/ +/g, '　');
}

/** Characters allowed in a reading by present-day use; the final ministerial text was not found, so this is a default. */
export const isReading = (text: string): boolean => /^[ァ-ヺー・　]+$/.test(text);

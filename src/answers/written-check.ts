import { characterCount, checkText, fail, isReading, ok, type Result, toKatakana } from '../basics/index.ts';
import type { Fact } from '../content/index.ts';
import type { Complaint } from './complaint.ts';

/** Where a fact sets no limit: longer than any name, address or note a form has room for. */
const MOST_CHARACTERS = 200;

/** Text as it will be kept: a reading in katakana, all else exactly as it was typed, without space at its ends. */
export function checkWritten(text: string, fact: Pick<Fact, 'type' | 'limits'>): Result<string, Complaint> {
  const max = fact.limits?.maxLength ?? MOST_CHARACTERS;
  const checked = checkText(text, max);
  if (!checked.ok) {
    const { reason } = checked;
    if (reason === 'too-long') return fail({ key: 'error.too-long', values: { max, count: characterCount(text) } });
    return fail({ key: `error.${reason}` });
  }
  if (fact.type !== 'reading') return checked;
  const reading = toKatakana(checked.value);
  return isReading(reading) ? ok(reading) : fail({ key: 'error.not-a-reading' });
}

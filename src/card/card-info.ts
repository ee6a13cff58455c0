import { addMonths, fail, isDate, ok, type PlainDate, type Result } from '../basics/index.ts';
import { digitsOf } from './bytes.ts';
import type { CardInfo } from './outcomes.ts';
import type { CardProfile } from './profile.ts';
import { parseTlv } from './tlv.ts';

/**
 * Expiry and issuing municipality out of the card's public record. The serial number before them would identify the
 * card for ever: it is never turned into a value, and the record is overwritten.
 */
export function parseCardInfo(record: Uint8Array, layout: CardProfile['info']): Result<CardInfo, 'malformed'> {
  const objects = parseTlv(record);
  const value = objects.ok ? objects.value.find((object) => object.tag === layout.tag)?.value : undefined;
  const fits = value?.length === layout.digits;
  const municipalityCode = fits ? digitsOf(value.subarray(...layout.municipalityCode)) : undefined;
  const expiry = fits ? digitsOf(value.subarray(...layout.expiry))?.replace(/^(....)(..)(..)$/, '$1-$2-$3') : undefined;
  record.fill(0);
  if (municipalityCode === undefined || !isDate(expiry)) return fail('malformed');
  return ok({ expiry, municipalityCode });
}

/** From this many months before the last day a card can be renewed. */
const renewalMonths = 3;

/** Whether a card is good on a day; its last day still counts. */
export function cardValidity(expiry: PlainDate, today: PlainDate): 'valid' | 'renewable' | 'expired' {
  if (today > expiry) return 'expired';
  return addMonths(today, renewalMonths) >= expiry ? 'renewable' : 'valid';
}

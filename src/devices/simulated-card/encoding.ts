import type { CardDescription } from './description.ts';

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const utf8 = new TextEncoder();

/** UTF-8 bytes; of digits and capital letters these are their ASCII bytes. */
export const textBytes = (text: string): Uint8Array => utf8.encode(text);

export const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

/** How lengths are written: as short as they can be, or always in three bytes, which BER allows too. */
export type Lengths = 'shortest' | 'long';

function lengthBytes(length: number, lengths: Lengths): number[] {
  if (length > 0xff || lengths === 'long') return [0x82, length >> 8, length & 0xff];
  return length > 0x7f ? [0x81, length] : [length];
}

/** One BER-TLV object; the tag is written as hexadecimal. */
export const tlv = (tag: string, value: Uint8Array, lengths: Lengths = 'shortest'): Uint8Array =>
  concat(bytesOf(tag), Uint8Array.from(lengthBytes(value.length, lengths)), value);

const sexDigit = { unknown: '0', male: '1', female: '2', other: '3' } as const;

type Person = Pick<CardDescription, 'name' | 'address' | 'birthDate' | 'sex'>;

const fieldsOf = (person: Person, lengths: Lengths): Uint8Array[] => [
  tlv('DF22', textBytes(person.name), lengths),
  tlv('DF23', textBytes(person.address), lengths),
  tlv('DF24', textBytes(person.birthDate.replaceAll('-', '')), lengths),
  tlv('DF25', textBytes(sexDigit[person.sex]), lengths),
];

/** 基本4情報 as the chip holds them: table of positions, name, address, date of birth, sex, and `more` behind them. */
export function basicFourFile(
  person: Person,
  lengths: Lengths = 'shortest',
  more: Uint8Array = new Uint8Array(),
): Uint8Array {
  const fields = fieldsOf(person, lengths);
  const table = (positions: Uint8Array) => tlv('DF21', positions, lengths);
  const tableLength = table(new Uint8Array(8)).length;
  const valueLength = tableLength + concat(...fields, more).length;
  let at = tlv('FF20', new Uint8Array(valueLength), lengths).length - valueLength + tableLength;
  const positions = fields.flatMap((field) => {
    const position = [at >> 8, at & 0xff];
    at += field.length;
    return position;
  });
  return tlv('FF20', concat(table(Uint8Array.from(positions)), ...fields, more), lengths);
}

/** The public record of the card: serial number, issuing municipality, last day. */
export function cardInfoRecord(card: Pick<CardDescription, 'municipalityCode' | 'expiry'>, serial: string): Uint8Array {
  return tlv('01', textBytes(serial + card.municipalityCode + card.expiry.replaceAll('-', '')));
}

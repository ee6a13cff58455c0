import type { CardDescription } from './description.ts';

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const utf8 = new TextEncoder();

/** UTF-8 bytes; of digits and capital letters these are their ASCII bytes. */
export const textBytes = (text: string): Uint8Array => utf8.encode(text);

export const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

/** One BER-TLV object with the shortest length; the tag is written as hexadecimal. */
export function tlv(tag: string, value: Uint8Array): Uint8Array {
  const { length } = value;
  let size = [length];
  if (length > 0xff) size = [0x82, length >> 8, length & 0xff];
  else if (length > 0x7f) size = [0x81, length];
  return concat(bytesOf(tag), Uint8Array.from(size), value);
}

const sexDigit = { unknown: '0', male: '1', female: '2', other: '3' } as const;

/** 基本4情報 as the chip holds them: table of positions, name, address, date of birth, sex. */
export function basicFourFile(person: Pick<CardDescription, 'name' | 'address' | 'birthDate' | 'sex'>): Uint8Array {
  const fields = [
    tlv('DF22', textBytes(person.name)),
    tlv('DF23', textBytes(person.address)),
    tlv('DF24', textBytes(person.birthDate.replaceAll('-', ''))),
    tlv('DF25', textBytes(sexDigit[person.sex])),
  ];
  const tableLength = 3 + 8;
  const valueLength = tableLength + concat(...fields).length;
  let at = tlv('FF20', new Uint8Array(valueLength)).length - valueLength + tableLength;
  const positions = fields.flatMap((field) => {
    const position = [at >> 8, at & 0xff];
    at += field.length;
    return position;
  });
  return tlv('FF20', concat(tlv('DF21', Uint8Array.from(positions)), ...fields));
}

/** The public record of the card: serial number, issuing municipality, last day. */
export function cardInfoRecord(card: Pick<CardDescription, 'municipalityCode' | 'expiry'>, serial: string): Uint8Array {
  return tlv('01', textBytes(serial + card.municipalityCode + card.expiry.replaceAll('-', '')));
}

import { madeUp, madeUpModulus, madeUpSignature } from './chip-files.ts';
import { bytesOf, concat, textBytes, tlv } from './encoding.ts';

const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv('30', concat(...parts));
const set = (...parts: readonly Uint8Array[]): Uint8Array => tlv('31', concat(...parts));
const objectId = (hex: string): Uint8Array => tlv('06', bytesOf(hex));
const none = bytesOf('0500');
/** A positive number: one more zero byte where the highest bit is set. */
const integer = (bytes: Uint8Array): Uint8Array =>
  tlv('02', (bytes[0] ?? 0) & 0x80 ? concat(Uint8Array.of(0), bytes) : bytes);
/** Bits whose last byte is used whole. */
const bits = (bytes: Uint8Array, unused = 0): Uint8Array => tlv('03', concat(Uint8Array.of(unused), bytes));

const country = sequence(objectId('550406'), tlv('13', textBytes('JP')));
const named = (attribute: string, text: string): Uint8Array =>
  set(sequence(objectId(attribute), tlv('0C', textBytes(text))));
const [commonName, organisation, unit] = ['550403', '55040A', '55040B'];

const sha256WithRsa = sequence(objectId('2A864886F70D01010B'), none);
const rsa = sequence(objectId('2A864886F70D010101'), none);

/** Two digits of the year up to 2049, four from then on (RFC 5280). `date` is a day, the time as it ends in Japan. */
function time(date: string): Uint8Array {
  const digits = date.replaceAll('-', '');
  return digits < '2050' ? tlv('17', textBytes(`${digits.slice(2)}145959Z`)) : tlv('18', textBytes(`${digits}145959Z`));
}

/** Five years before, where that day exists in every year. */
const fiveYearsBefore = (date: string): string =>
  `${Number(date.slice(0, 4)) - 5}${date.slice(4).replace('02-29', '02-28')}`;

/** What a certificate of the public personal authentication service (公的個人認証) is for. */
export type CertificateUse = 'user authentication' | 'digital signature' | 'user authentication CA';

/**
 * A certificate (X.509, DER) of the right form, good up to and including `expiry`. Its key and its signature are made
 * up: nobody can sign with the one, and the other verifies under no key.
 */
export function certificate(use: CertificateUse, owner: string, expiry: string): Uint8Array {
  const issuer = sequence(
    set(country),
    named(organisation, 'JPKI'),
    named(unit, `JPKI for ${use.replace(/ CA$/, '')}`),
    named(unit, 'simulated, issued by nobody'),
  );
  const subject = sequence(set(country), named(commonName, hexOf(madeUp(`subject ${owner}`, 13))));
  const publicKey = sequence(integer(madeUpModulus(`certificate ${use} ${owner}`)), integer(bytesOf('010001')));
  const keyUsage = sequence(
    objectId('551D0F'),
    bytesOf('0101FF'),
    tlv('04', use === 'digital signature' ? bits(bytesOf('C0'), 6) : bits(bytesOf('80'), 7)),
  );
  const body = sequence(
    tlv('A0', bytesOf('020102')),
    integer(concat(Uint8Array.of(0x01), madeUp(`serial ${owner}`, 3))),
    sha256WithRsa,
    issuer,
    sequence(time(fiveYearsBefore(expiry)), time(expiry)),
    subject,
    sequence(rsa, bits(publicKey)),
    tlv('A3', sequence(keyUsage)),
  );
  return sequence(body, sha256WithRsa, bits(madeUpSignature(`certificate ${use} ${owner}`)));
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

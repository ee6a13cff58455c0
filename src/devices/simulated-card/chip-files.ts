import type { ChipFile } from './chip.ts';
import { bytesOf, concat, textBytes, tlv } from './encoding.ts';
import { sha256 } from './sha256.ts';

/** A file that anybody may read. */
export const free = (...parts: readonly Uint8Array[]): ChipFile => ({
  kind: 'transparent',
  bytes: concat(...parts),
  openedBy: 'anyone',
});

/** A file that one of these keys opens. */
export const openedBy = (keys: readonly string[], ...parts: readonly Uint8Array[]): ChipFile => ({
  kind: 'transparent',
  bytes: concat(...parts),
  openedBy: keys,
});

export const freeRecords = (...records: readonly Uint8Array[]): ChipFile => ({
  kind: 'records',
  records,
  openedBy: 'anyone',
});

export const key = (secret: string, tryLimit: number, triesLeft = tryLimit): ChipFile => ({
  kind: 'key',
  secret: textBytes(secret),
  tryLimit,
  triesLeft,
});

/** Bytes that look like what nobody can make: the same for the same words. */
export function madeUp(words: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, n) => sha256(textBytes(`${words} ${n}`)));
  return concat(...blocks).subarray(0, length);
}

/** A number of 2048 bits that could be the modulus of a key: its highest and its lowest bit are set. */
export function madeUpModulus(words: string): Uint8Array {
  const bytes = madeUp(words, 256).slice();
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  bytes[255] = (bytes[255] ?? 0) | 0x01;
  return bytes;
}

/** A public key (RSA of 2048 bits) in the form of the card's own files: exponent, modulus. */
export const madeUpKey = (words: string): Uint8Array =>
  concat(tlv('90', bytesOf('010001')), tlv('91', madeUpModulus(words)));

/** 256 bytes in the place of a signature. Nothing verifies them: a simulated card cannot sign as the issuer does. */
export const madeUpSignature = (words: string): Uint8Array => madeUp(`signature ${words}`, 256);

/** Sixteen bytes that name a key. */
export const keyName = (name: string): Uint8Array => textBytes(name.padEnd(16, '0'));

/** The certificate of the issuing municipality's key, in the short form that cards can check. */
export const issuerCertificate = (municipalityCode: string): Uint8Array =>
  tlv(
    '7F21',
    concat(
      tlv('5F4E', madeUp(`issuer ${municipalityCode}`, 297)),
      tlv('5F37', madeUpSignature(`issuer ${municipalityCode}`)),
    ),
  );

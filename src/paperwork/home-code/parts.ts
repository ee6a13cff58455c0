import { fail, ok, type Result } from '../../basics/index.ts';
import { fromBase45, toBase45 } from './base45.ts';

/**
 * A home code as one or several QR codes. Each part is a text in the alphanumeric characters of a QR code and says by
 * itself what it is, so that parts may come in any order and mixed with others:
 *
 *     KKN1:5F0A93C1:2/3:8D41E0B7:…
 *
 * magic and format, short id of the code, part n of m, CRC-32 of what is not the checksum, a stretch of the Base45 text.
 */
export interface Part {
  /** Eight hexadecimal digits by which the parts of one code know each other. */
  code: string;
  number: number;
  of: number;
  text: string;
}

/** Most characters of a part: QR version 17 at correction Q, 85 modules, each 0.7 mm on a phone 6 cm wide. */
const PART_LIMIT = 520;
const HEADER = 'KKN1:00000000:10/10:00000000:'.length;

/** Most parts of one code: more would be read by nobody with patience. */
export const PARTS_LIMIT = 16;

/** Most bytes of a sealed code that fit into so many parts. */
export const SEALED_CODE_LIMIT = Math.floor((PARTS_LIMIT * (PART_LIMIT - HEADER)) / 3) * 2;

/** The short form of a code's id: the end of a UUID, which is of chance. */
export const shortForm = (id: string): string => id.slice(-8).toUpperCase();

/** The texts of the QR codes of a sealed home code, about equally long. `too-large`: more than can be read. */
export function splitCode(sealed: Uint8Array, id: string): Result<string[], 'too-large'> {
  if (sealed.length > SEALED_CODE_LIMIT) return fail('too-large');
  const text = toBase45(sealed);
  const of = Math.max(1, Math.ceil(text.length / (PART_LIMIT - HEADER)));
  const length = Math.ceil(text.length / of);
  return ok(
    Array.from({ length: of }, (_, index) =>
      written({ code: shortForm(id), number: index + 1, of, text: text.slice(index * length, (index + 1) * length) }),
    ),
  );
}

/** Why a text that was read is no part: of something else, of a later format than this, or not whole. */
export type NoPart = 'foreign' | 'newer' | 'damaged';

const shape = /^KKN1:([0-9A-F]{8}):(\d{1,2})\/(\d{1,2}):([0-9A-F]{8}):([0-9A-Z $%*+\-./:]{1,600})$/;

/** The part that a camera or a hand scanner has read. Spaces belong to the text: nothing is trimmed. */
export function readPart(read: string): Result<Part, NoPart> {
  const format = /^KKN(\d+):/.exec(read)?.[1];
  if (format === undefined) return fail('foreign');
  if (format !== '1') return fail('newer');
  const [, code = '', number, of, checksum, text = ''] = shape.exec(read) ?? [];
  const part = { code, number: Number(number), of: Number(of), text };
  if (checksum === undefined || checksum !== checksumOf(part)) return fail('damaged');
  const counts = part.number >= 1 && part.number <= part.of && part.of <= PARTS_LIMIT;
  return counts ? ok(part) : fail('damaged');
}

/** The sealed bytes of a code of which all parts are there, in their order; nothing where they are none. */
export const joinParts = (parts: readonly Part[]): Uint8Array<ArrayBuffer> | undefined =>
  fromBase45(parts.map(({ text }) => text).join(''));

const written = (part: Part) => `KKN1:${part.code}:${part.number}/${part.of}:${checksumOf(part)}:${part.text}`;

const checksumOf = ({ code, number, of, text }: Part) => crc32(`${code}:${number}/${of}:${text}`);

/** CRC-32 (ISO-HDLC, as in ZIP) of a text in ASCII, eight hexadecimal digits: finds misreadings, proves nothing. */
function crc32(text: string): string {
  let crc = ~0;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(16).toUpperCase().padStart(8, '0');
}

import { fail, ok, type Result } from '../basics/index.ts';
import { digitsOf, fromHex } from './bytes.ts';
import type { BasicFourLayout } from './profile.ts';
import { parseTlv, parseTlvHeader, type TlvObject, type TlvProblem } from './tlv.ts';

/** The four infos (基本4情報) as the card holds them: nothing is normalised, cut or guessed. */
export interface BasicFour {
  /** 氏名. Family and given name stand apart by U+3000; some people have one name only. */
  readonly name: string;
  /** 住所 as of the card's last update: for somebody who has just moved, the old one. */
  readonly address: string;
  /** 生年月日, Gregorian `YYYY-MM-DD`; an unknown month or day is `00`, an unknown year `0000`. */
  readonly birthDate: string;
  /** 性別. `unknown` also where the card has a code we do not know; see `BasicFourNotes.sexCode`. */
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
}

/** What was remarkable about the file; for staff and logs, except `sexCode`. */
export interface BasicFourNotes {
  /** Tags we do not know, in hexadecimal (a later card may hold the reading of the name); never their content. */
  readonly unknownTags: readonly string[];
  /** Whether the card's own table of positions agrees with where things stand. */
  readonly offsetsAgree: boolean;
  /** The one character the card keeps for the sex, as received. */
  readonly sexCode: string;
}

export type BasicFourProblem =
  | TlvProblem
  | 'unknown-layout'
  | 'too-large'
  | 'missing-field'
  | 'repeated-field'
  | 'not-utf-8'
  | 'control-character'
  | 'empty-name'
  | 'too-long'
  | 'malformed-birth-date'
  | 'malformed-sex';

/** Some cards are said to put bytes before the object; more than this is another layout. */
const furthestStart = 3;

const twoBytesAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Where the object with the four infos begins and ends in its file; the beginning of the file is enough to tell. */
export function findBasicFour(
  bytes: Uint8Array,
  layout: BasicFourLayout,
): Result<{ readonly from: number; readonly to: number; readonly valueFrom: number }, BasicFourProblem> {
  const outer = fromHex(layout.outer.toString(16));
  let from = 0;
  while (from <= furthestStart && !outer.every((byte, n) => bytes[from + n] === byte)) from++;
  if (from > furthestStart) return fail('unknown-layout');
  const header = parseTlvHeader(bytes, from);
  if (!header.ok) return header;
  const valueFrom = from + header.value.headerBytes;
  const to = valueFrom + header.value.valueBytes;
  return to > layout.largestFile ? fail('too-large') : ok({ from, to, valueFrom });
}

function textOf(value: Uint8Array, longest: number): Result<string, BasicFourProblem> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    return fail('not-utf-8');
  }
  if (/[\p{Cc}\p{Zl}\p{Zp}]|[\u202A-\u202E\u2066-\u2069]/u.test(text)) return fail('control-character');
  return Array.from(text).length > longest ? fail('too-long') : ok(text);
}

function birthDateOf(value: Uint8Array): Result<string, BasicFourProblem> {
  const digits = digitsOf(value);
  if (digits?.length !== 8) return fail('malformed-birth-date');
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  // Records of old people hold days that never were; only what is no month or day at all is refused.
  return Number(month) > 12 || Number(day) > 31 ? fail('malformed-birth-date') : ok(`${year}-${month}-${day}`);
}

/** JIS X 0303 / ISO 5218, with the 3 that cards use for "other". */
function sexOf(code: string): BasicFour['sex'] {
  if (code === '1') return 'male';
  if (code === '2') return 'female';
  return code === '3' || code === '9' ? 'other' : 'unknown';
}

/** The table holds the positions of the four fields, two bytes each, from the first byte of the file. */
function offsetsAgree(table: TlvObject | undefined, fields: readonly TlvObject[]): boolean {
  return (
    table?.value.length === fields.length * 2 && fields.every((field, n) => twoBytesAt(table.value, n * 2) === field.at)
  );
}

/** The four infos out of the bytes of their file. Never throws; what is wrong with the bytes is one short word. */
export function parseBasicFour(
  file: Uint8Array,
  layout: BasicFourLayout,
): Result<{ readonly basicFour: BasicFour; readonly notes: BasicFourNotes }, BasicFourProblem> {
  const found = findBasicFour(file, layout);
  if (!found.ok) return found;
  if (found.value.to > file.length) return fail('truncated');
  const objects = parseTlv(file.subarray(found.value.valueFrom, found.value.to), found.value.valueFrom);
  if (!objects.ok) return objects;

  const known = [layout.offsets, layout.name, layout.address, layout.birthDate, layout.sex];
  const byTag = new Map<number, TlvObject>();
  const unknownTags: string[] = [];
  for (const object of objects.value) {
    if (!known.includes(object.tag)) unknownTags.push(object.tag.toString(16).toUpperCase());
    else if (byTag.has(object.tag)) return fail('repeated-field');
    else byTag.set(object.tag, object);
  }
  const name = byTag.get(layout.name);
  const address = byTag.get(layout.address);
  const birthDate = byTag.get(layout.birthDate);
  const sex = byTag.get(layout.sex);
  if (!name || !address || !birthDate || !sex) return fail('missing-field');

  const nameText = textOf(name.value, layout.longestName);
  if (!nameText.ok) return nameText;
  if (nameText.value === '') return fail('empty-name');
  const addressText = textOf(address.value, layout.longestAddress);
  if (!addressText.ok) return addressText;
  const birth = birthDateOf(birthDate.value);
  if (!birth.ok) return birth;
  if (sex.value.length !== 1) return fail('malformed-sex');
  const sexCode = String.fromCharCode(...sex.value);

  return ok({
    basicFour: { name: nameText.value, address: addressText.value, birthDate: birth.value, sex: sexOf(sexCode) },
    notes: {
      unknownTags,
      offsetsAgree: offsetsAgree(byTag.get(layout.offsets), [name, address, birthDate, sex]),
      sexCode,
    },
  });
}

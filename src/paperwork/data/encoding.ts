import { csvText, type Table } from './csv.ts';
import { encodeWindows31j, windows31jBytes } from './windows-31j.ts';

/** `utf-8` has a byte order mark, from which Excel knows it; `shift_jis` is Windows-31J. */
export type CsvEncoding = 'utf-8' | 'shift_jis';
export const csvEncodings: readonly CsvEncoding[] = ['utf-8', 'shift_jis'];

/** A character that the encoding does not have, and what was written in its place. */
export interface ReplacedCharacter {
  file: string;
  column: string;
  /** Of the data, from 1: the header is row 0. */
  row: number;
  character: string;
  /** `U+20BB7`, or several for a character with a variation selector. */
  codePoints: string;
  /** 〓, or a sign of the same look: U+301C 〜 is written as U+FF5E ～, as Windows does. */
  written: string;
}

/** What stands for a character that cannot be written (ゲタ記号). */
export const GETA = '〓';

/** Signs that Windows-31J has under another code point (JIS X 0208 against Microsoft's table). */
const sameLook: ReadonlyMap<string, string> = new Map([
  ['\u301C', '\uFF5E'],
  ['\u2016', '\u2225'],
  ['\u2212', '\uFF0D'],
  ['\u2014', '\u2015'],
  ['\u00A2', '\uFFE0'],
  ['\u00A3', '\uFFE1'],
  ['\u00A5', '\uFFE5'],
  ['\u00AC', '\uFFE2'],
  ['\u00A6', '\uFFE4'],
  ['\u203E', '\uFFE3'],
]);

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The bytes of a CSV file, and every character that had to be replaced; nothing is dropped silently. */
export function encodeCsv(
  file: string,
  table: Table,
  encoding: CsvEncoding,
): { bytes: Uint8Array<ArrayBuffer>; replaced: ReplacedCharacter[] } {
  if (encoding === 'utf-8') return { bytes: new TextEncoder().encode(`\uFEFF${csvText(table)}`), replaced: [] };
  const replaced: ReplacedCharacter[] = [];
  const written = (cell: string, column: number, row: number): string =>
    encodable(cell)
      ? cell
      : Array.from(graphemes.segment(cell), ({ segment }) => {
          if (encodable(segment)) return segment;
          const like = sameLook.get(segment) ?? GETA;
          replaced.push({
            file,
            column: table.header[column] ?? '',
            row,
            character: segment,
            codePoints: codePoints(segment),
            written: like,
          });
          return like;
        }).join('');
  const text = csvText({
    header: table.header.map((cell, column) => written(cell, column, 0)),
    rows: table.rows.map((row, index) => row.map((cell, column) => written(cell, column, index + 1))),
  });
  return { bytes: encodeWindows31j(text), replaced };
}

const encodable = (text: string): boolean =>
  Array.from(text).every((character) => windows31jBytes(character) !== undefined);

const codePoints = (text: string): string =>
  Array.from(text, (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');

/** The report of what was replaced, itself a table; in UTF-8, so that it can show the characters. */
export const replacedTable = (replaced: readonly ReplacedCharacter[]): Table => ({
  header: ['ファイル', '列', '行', '文字', 'コードポイント', '書いた文字'],
  rows: replaced.map(({ file, column, row, character, codePoints: points, written }) => [
    file,
    column,
    String(row),
    character,
    points,
    written,
  ]),
});

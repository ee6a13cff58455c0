import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { unguarded } from './csv.ts';
import { encodeCsv } from './encoding.ts';

const read = (bytes: Uint8Array) =>
  Papa.parse<string[]>(iconv.decode(Buffer.from(bytes), 'cp932').slice(0, -2), { newline: '\r\n' }).data;

test('each character that Shift_JIS does not have is written as 〓 and reported with its place', () => {
  const { bytes, replaced } = encodeCsv(
    'x.csv',
    {
      header: ['氏名', '住所'],
      rows: [
        ['見本', '一'],
        ['𠮷野　葛\u{E0101}', '〜二'],
      ],
    },
    'shift_jis',
  );
  expect(read(bytes)).toEqual([
    ['氏名', '住所'],
    ['見本', '一'],
    ['〓野　〓', '～二'],
  ]);
  expect(replaced).toEqual([
    { file: 'x.csv', column: '氏名', row: 2, character: '𠮷', codePoints: 'U+20BB7', written: '〓' },
    { file: 'x.csv', column: '氏名', row: 2, character: '葛\u{E0101}', codePoints: 'U+845B U+E0101', written: '〓' },
    { file: 'x.csv', column: '住所', row: 2, character: '〜', codePoints: 'U+301C', written: '～' },
  ]);
});

test('UTF-8 has a byte order mark and keeps everything', () => {
  const { bytes, replaced } = encodeCsv('x.csv', { header: ['氏名'], rows: [['𠮷葛\u{E0101}']] }, 'utf-8');
  expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
  expect(new TextDecoder().decode(bytes)).toBe('"氏名"\r\n"𠮷葛\u{E0101}"\r\n');
  expect(replaced).toEqual([]);
});

test('nothing is lost unreported: without a report the text comes back, with one the cell has a sign in its place', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      '髙',
      '﨑',
      '𠮷',
      '葛\u{E0101}',
      'Ễ',
      '〜',
      '−',
      '\uE000',
      '=',
      '"',
      ',',
      '\r\n',
      'か\u3099',
      'a',
      '〓',
    ),
  });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
      const { bytes, replaced } = encodeCsv(
        'x.csv',
        { header: ['値'], rows: cells.map((cell) => [cell]) },
        'shift_jis',
      );
      const back = read(bytes).slice(1);
      cells.forEach((cell, index) => {
        const reported = replaced.filter(({ row }) => row === index + 1);
        const expected = reported.reduce(
          (done, { character, written }) => done.replace(character, () => written),
          cell,
        );
        expect(unguarded(back[index]?.[0] ?? '')).toBe(expected);
      });
    }),
  );
});

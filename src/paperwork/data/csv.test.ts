import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvText, guarded, unguarded } from './csv.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\r=1', "'\r=1"],
  ['＝1+1', "'＝1+1"],
  ['-2+3', "'-2+3"],
  ['+81-90-0000-0000', "'+81-90-0000-0000"],
  ["'=1", "''=1"],
])('%j is made harmless: %j', (cell, harmless) => {
  expect(guarded(cell)).toBe(harmless);
});

test.each(['090-0000-0000', '03-0000-0000', '+819000000000', '-1', '-12.5', '見本　太郎', "'太郎", '', '0012345'])(
  '%j stays as it is',
  (cell) => expect(guarded(cell)).toBe(cell),
);

const cells = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\t', '\r', '\n', '〓', '𠮷', '1') }),
);

test('the guard comes off again, whatever stands behind it', () => {
  fc.assert(fc.property(cells, (cell) => unguarded(guarded(cell)) === cell));
});

test('every reader of CSV finds the cells again: quotes, commas, line breaks, nothing at all', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cells, { minLength: 3, maxLength: 3 }), { maxLength: 5 }), (rows) => {
      const text = csvText({ header: ['一', '二', '三'], rows });
      const { data } = Papa.parse<string[]>(text.slice(0, -2), { newline: '\r\n' });
      expect(data.slice(1).map((row) => row.map(unguarded))).toEqual(rows);
    }),
  );
});

test('lines end with CRLF and every cell stands in quotes, so that zeros at the beginning are kept', () => {
  expect(csvText({ header: ['口座番号', '値'], rows: [['0012345', '']] })).toBe('"口座番号","値"\r\n"0012345",""\r\n');
});

import { expect, test } from 'vitest';
import { csvText, encodeWindows31j, registerColumns } from '../../../paperwork/index.ts';
import { readRegisterEntries } from './register-entries.ts';

const header = Object.values(registerColumns);
const taro = ['A-12', 'c', 'taro', '見本　太郎', '000000001', '0000007'];
const bytesOf = (rows: string[][], columns: string[] = header) =>
  new TextEncoder().encode(csvText({ header: columns, rows }));
const problems = (bytes: Uint8Array) => {
  const read = readRegisterEntries(bytes);
  return read.ok ? [] : read.reason.map(({ line, problem }) => `${line}: ${problem}`);
};

test('numbers keep their zeros; lines without any are left out; columns may stand in any order', () => {
  const read = readRegisterEntries(bytesOf([taro, ['A-12', 'c', 'hanako', '見本　花子', '', '']]));
  const line = {
    line: 2,
    receipt: 'A-12',
    case: 'c',
    person: 'taro',
    name: '見本　太郎',
    addresseeNumber: '000000001',
    householdNumber: '0000007',
  };
  expect(read).toEqual({ ok: true, value: [line] });
  const turned = readRegisterEntries(bytesOf([taro.toReversed()], header.toReversed()));
  expect(turned).toEqual(read);
});

test('a file that a spreadsheet saved in Shift_JIS, with full-width digits, reads the same', () => {
  const text = csvText({ header, rows: [[...taro.slice(0, 4), '０００００００01', '0000007']] });
  expect(readRegisterEntries(encodeWindows31j(text))).toMatchObject({
    ok: true,
    value: [{ name: '見本　太郎', addresseeNumber: '000000001' }],
  });
});

test('each faulty line is told with its number and what to do', () => {
  const faulty = (column: number, value: string) => taro.with(column, value);
  expect(
    problems(
      bytesOf([
        taro,
        faulty(4, '12a'),
        faulty(5, ''),
        faulty(0, ''),
        faulty(2, ''),
        faulty(4, '123456789018'),
        faulty(4, '1234567890123456'),
      ]),
    ),
  ).toEqual([
    '3: The 宛名番号 is no number of up to 15 digits.',
    '4: The 世帯番号 is empty. Fill in both numbers, or neither.',
    '5: The 受付番号 is empty. Write the number of the case.',
    '6: The 人ID is empty. Copy it from register-entry.csv of the package.',
    '7: The 宛名番号 looks like a 個人番号, which is never kept here.',
    '8: The 宛名番号 is no number of up to 15 digits.',
  ]);
  expect(problems(bytesOf([['A-12', 'x']], ['受付番号', '氏名']))).toEqual([
    '1: There is no column 人ID, 宛名番号, 世帯番号. Begin with register-entry.csv of the package.',
  ]);
  expect(problems(new TextEncoder().encode('"受付番号","人ID\nA-12'))).toEqual([
    expect.stringContaining('This is no CSV that can be read'),
  ]);
  expect(problems(bytesOf([['A-12', 'c', 'taro', '', '', '']]))).toEqual(['1: No line has a 宛名番号 and a 世帯番号.']);
});

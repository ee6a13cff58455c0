import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinAddress, type KnownMunicipality, splitAddress } from './addresses.ts';

const known: KnownMunicipality[] = [
  { code: '139998', prefecture: '見本県', name: 'みほん市' },
  { code: '139999', prefecture: '見本県', name: 'みほん市みなみ区' },
];
const parts = (address: string) => {
  const { prefecture, municipality, town, block, building, rest } = splitAddress(address, known);
  return [prefecture, municipality, town, block, building, rest];
};

test.each([
  [
    '見本県みほん市中央1丁目2番3号　みほんハイツ101',
    ['見本県', 'みほん市', '中央1丁目', '2番3号', '　みほんハイツ101', ''],
  ],
  ['みほん市若葉11番2号 103', ['', 'みほん市', '若葉', '11番2号', ' 103', '']],
  ['見本県みほん市中央一丁目２－３', ['見本県', 'みほん市', '中央一丁目', '２－３', '', '']],
  ['見本県みほん市大字見本12番地の5', ['見本県', 'みほん市', '大字見本', '12番地の5', '', '']],
  ['見本県みほん市本町3-1-9メゾン見本２号室', ['見本県', 'みほん市', '本町', '3-1-9', 'メゾン見本２号室', '']],
  ['見本県みほん市みなみ区東町2番', ['見本県', 'みほん市みなみ区', '東町', '2番', '', '']],
  ['見本県みほん市寺町', ['見本県', 'みほん市', '寺町', '', '', '']],
])('%s', (address, expected) => {
  expect(parts(address)).toEqual(expected);
});

test('the code comes with the municipality', () => {
  expect(splitAddress('見本県みほん市みなみ区東町2番', known).code).toBe('139999');
});

test('what is not known here stays whole, marked by standing in the rest', () => {
  for (const address of [
    '見本県仮名市想定町1丁目2番3号',
    '国外',
    '',
    'Manila, Quezon City 12',
    '架空県みほん市中央1番',
  ])
    expect(splitAddress(address, known)).toEqual({
      prefecture: '',
      municipality: '',
      town: '',
      block: '',
      building: '',
      rest: address,
    });
  expect(parts('見本県みほん市123番地')).toEqual(['見本県', 'みほん市', '', '', '', '123番地']);
});

test('joining the parts gives the address back byte for byte', () => {
  const piece = fc.constantFrom(
    '見本県',
    'みほん市',
    'みなみ区',
    '中央',
    '大字𠮷田',
    '一丁目',
    '3丁目',
    '２',
    '12',
    '番',
    '番地',
    'の',
    '号',
    '-',
    '－',
    '　',
    ' ',
    'ハイツ',
    '邊󠄁',
    '\n',
  );
  const address = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((some) => some.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(fc.property(address, (text) => joinAddress(splitAddress(text, known)) === text));
});

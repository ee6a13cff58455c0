import { expect, test } from 'vitest';
import { townsFromJapanPost } from './japan-post.ts';

/** A row of the list as Japan Post writes it, of an invented municipality. */
const row = (postcode: string, town: string, kana: string, hasChome = 0, code = '13999') =>
  `${code},"000  ","${postcode}","ミホンケン","ミホンシ","${kana}","見本県","みほん市","${town}",0,0,${hasChome},0,0,0`;

const read = (...rows: string[]) => townsFromJapanPost(`\uFEFF${rows.join('\r\n')}\r\n`, '139998');

test('towns of one municipality, by its code with or without check digit', () => {
  const rows = [row('0000001', '泉', 'イズミ'), row('0000002', '隣町', 'トナリマチ', 0, '13998')];
  const towns = [{ name: '泉', reading: 'イズミ', postcode: '000-0001' }];
  expect(read(...rows)).toEqual({ municipality: '見本県みほん市', towns, leftOut: [] });
  expect(townsFromJapanPost(rows.join('\n'), '13999').towns).toEqual(towns);
  expect(townsFromJapanPost(rows.join('\n'), '011002')).toEqual({ municipality: undefined, towns: [], leftOut: [] });
});

test('丁目 in brackets become ranges, of one town or of several postcodes', () => {
  expect(
    read(
      row('0000003', '中央（１～４丁目）', 'チュウオウ（１－４チョウメ）', 1),
      row('0000004', '中央（５、７〜９丁目）', 'チュウオウ（５、７－９チョウメ）', 1),
      row('0000005', '朝日', 'アサヒ', 1),
      row('0000006', '港町（その他）', 'ミナトマチ（ソノタ）'),
      row('0000007', '大字見本（１２３番地、上ノ沢）', 'オオアザミホン（１２３バンチ、カミノサワ）'),
    ).towns,
  ).toEqual([
    { name: '中央', reading: 'チュウオウ', postcode: '000-0003', chome: { from: 1, to: 4 } },
    { name: '中央', reading: 'チュウオウ', postcode: '000-0004', chome: { from: 5, to: 5 } },
    { name: '中央', reading: 'チュウオウ', postcode: '000-0004', chome: { from: 7, to: 9 } },
    { name: '朝日', reading: 'アサヒ', postcode: '000-0005', chome: 'some' },
    { name: '港町', reading: 'ミナトマチ', postcode: '000-0006' },
    { name: '大字見本', reading: 'オオアザミホン', postcode: '000-0007' },
  ]);
});

test('a town that goes on in the next rows is one; half-width readings of the older list are turned', () => {
  const kana = 'ﾆｼﾊﾗ(ﾋｶﾞｼ､ﾅｶ､';
  expect(
    read(
      row('0000008', '西原（東、中、', kana),
      row('0000008', '西、上）', 'ﾆｼ､ｶﾐ)'),
      row('0000009', '浜（磯、', 'ハマ'),
      row('0000009', '岬）', 'ハマ'),
    ).towns,
  ).toEqual([
    { name: '西原', reading: 'ニシハラ', postcode: '000-0008' },
    { name: '浜', reading: 'ハマ', postcode: '000-0009' },
  ]);
});

test('what is no town is left out and named', () => {
  const { towns, leftOut } = read(
    row('0000000', '以下に掲載がない場合', 'イカニケイサイガナイバアイ'),
    row('0000010', 'みほん市の次に番地がくる場合', 'ミホンシノツギニバンチガクルバアイ'),
    row('0000011', 'みほん市一円', 'ミホンシイチエン'),
    row('0000012', '一円', 'イチエン'),
    row('0000013', '駅前見本ビル（１２階）', 'エキマエミホンビル（１２カイ）'),
    row('0000014', '北第１地割〜北第３地割', 'キタダイ１チワリ〜キタダイ３チワリ'),
  );
  expect(towns.map(({ name }) => name)).toEqual(['一円']);
  expect(leftOut.map(({ because }) => because)).toEqual([
    'no-town',
    'no-town',
    'no-town',
    'floors-of-a-building',
    'not-understood',
  ]);
});

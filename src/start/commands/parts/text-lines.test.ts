import { expect, test } from 'vitest';
import { linesOf, widthOf } from './text-lines.ts';

test('Japanese is broken between any two characters, but nothing begins with a full stop or a closing bracket', () => {
  expect(linesOf('あいうえおかきくけこ', 5)).toEqual(['あいうえお', 'かきくけこ']);
  expect(linesOf('あいうえお。かきく', 5)).toEqual(['あいうえお。', 'かきく']);
  expect(linesOf('あいうえ（お）かきく', 6)).toEqual(['あいうえ（お）', 'かきく']);
});

test('English is broken at spaces only', () => {
  expect(linesOf('Only when somebody moved', 6)).toEqual(['Only when', 'somebody', 'moved']);
});

test('no line is wider than asked, as far as words allow', () => {
  const text = '新しい住まいの種類が「介護の施設・有料老人ホーム」である、かつ Care certification が必要である';
  for (const line of linesOf(text, 12)) expect(widthOf(line)).toBeLessThanOrEqual(13);
  expect(linesOf(text, 12).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

import { expect, test } from 'vitest';
import { kanaKeys, withNextForm } from './kana.ts';

test('one key leads through the forms of the last kana and back', () => {
  const forms = (text: string) => {
    const seen = [text];
    for (let next = withNextForm(text); next !== text; next = withNextForm(next)) seen.push(next);
    return seen.join('');
  };
  expect(['ハ', 'カ', 'ツ', 'ウ', 'ヤ', 'ン', ''].map(forms)).toEqual([
    'ハバパ',
    'カガ',
    'ツッヅ',
    'ウゥヴ',
    'ヤャ',
    'ン',
    '',
  ]);
  expect(withNextForm('ミホ')).toBe('ミボ');
});

test('every kana of present-day use can be reached', () => {
  const reached = new Set<string>();
  for (const kana of kanaKeys.flat()) {
    for (let next = kana; next !== null && !reached.has(next); next = withNextForm(next)) reached.add(next);
  }
  const modern = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー';
  const others = 'ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴァィゥェォッャュョヮ';
  expect(Array.from(modern + others).filter((kana) => !reached.has(kana))).toEqual([]);
});

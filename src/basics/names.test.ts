import { expect, test } from 'vitest';
import { characterCount, checkText, isReading, looksLikePersonalNumber, toKatakana } from './names.ts';

test('names with rare and varied characters pass untouched', () => {
  for (const name of ['髙﨑　𠮷郎', '邊󠄁　花子', 'ＮＧＵＹＥＮ　ＴＨＩ　ＨＯＡ', "O'Brien-Šimková Nguyễn"])
    expect(checkText(name, 100)).toEqual({ ok: true, value: name });
  expect(characterCount('邊󠄁𠮷')).toBe(2);
});

test('what no form can hold is refused with its reason', () => {
  expect(checkText('花子😀', 100)).toEqual({ ok: false, reason: 'emoji' });
  expect(checkText('花\u0007子', 100)).toEqual({ ok: false, reason: 'control-character' });
  expect(checkText('花\u202E子', 100)).toEqual({ ok: false, reason: 'control-character' });
  expect(checkText('　', 100)).toEqual({ ok: false, reason: 'empty' });
  expect(checkText('あ'.repeat(101), 100)).toEqual({ ok: false, reason: 'too-long' });
  expect(checkText('あ'.repeat(100), 100).ok).toBe(true);
});

test('a personal number is recognised by its check digit and refused', () => {
  expect(looksLikePersonalNumber('123456789018')).toBe(true);
  expect(looksLikePersonalNumber('1234 5678 9018')).toBe(true);
  expect(looksLikePersonalNumber('１２３４５６７８９０１８')).toBe(true);
  expect(looksLikePersonalNumber('123456789012')).toBe(false);
  expect(checkText('123456789018', 100)).toEqual({ ok: false, reason: 'personal-number' });
  for (const text of ['番号は123456789018です', '個人番号 1234-5678-9018', '１２３４５６７８９０１８、よろしく'])
    expect(checkText(text, 100)).toEqual({ ok: false, reason: 'personal-number' });
  for (const text of ['123456789017', '電話 090-1234-5678', '1234567890182', '1丁目2-3-4 101'])
    expect(checkText(text, 100).ok).toBe(true);
});

test('a reading is turned into katakana', () => {
  expect(toKatakana('みほん ﾊﾅｺ')).toBe('ミホン　ハナコ');
  expect(isReading('ミホン　ハナコ')).toBe(true);
  expect(isReading('見本')).toBe(false);
});

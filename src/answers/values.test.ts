import { expect, test } from 'vitest';
import type { KnownValue } from '../conditions/index.ts';
import type { Fact } from '../content/index.ts';
import { createWording } from '../wording/index.ts';
import { sayValue, showValue } from './values.ts';

const texts: Record<string, string> = { 'fact.f.options.a': 'ア', 'fact.f.options.b': 'イ' };
const people = [
  { id: 'p1', name: '見本　太郎' },
  { id: 'p2', name: '見本　花子' },
];
const wording = createWording();
const showing = { words: wording.words, text: (key: string) => texts[key] ?? key, people };
const show = (type: Fact['type'], value: KnownValue) => showValue({ id: 'f', type }, value, showing);

test.each<[Fact['type'], KnownValue, string]>([
  ['boolean', true, 'はい'],
  ['boolean', false, 'いいえ'],
  ['choice', 'a', 'ア'],
  ['set', ['a', 'b'], 'ア、イ'],
  ['set', [], 'どれもない'],
  ['person', 'p2', '見本　花子'],
  ['person', 'gone', 'その方'],
  ['people', ['p1', 'p2'], '見本　太郎、見本　花子'],
  ['people', [], 'だれもいない'],
  ['number', 1200, '1,200'],
  ['date', '2026-04-01', '2026年4月1日（令和8年）'],
  ['partial-date', '1950-04', '1950年4月'],
  ['phone', '0312345678', '03-1234-5678'],
  ['phone', '', '電話は使わない'],
  ['digits', '0012345', '0012345'],
  ['address', '見本県みほん市本町1', '見本県みほん市本町1'],
])('a %s is shown in words: %s', (type, value, words) => {
  expect(show(type, value)).toBe(words);
});

test('values are shown in the language of the reader', async () => {
  await wording.choose('en');
  const english = { ...showing, words: wording.words };
  expect(showValue({ id: 'f', type: 'date' }, '2026-04-01', english)).toBe('1 April 2026');
  expect(showValue({ id: 'f', type: 'people' }, ['p1', 'p2'], english)).toBe('見本　太郎 and 見本　花子');
});

test('digits are said one by one, and what is personal is marked private', () => {
  const say = (type: Fact['type'], value: KnownValue, sensitivity: Fact['sensitivity'] = 'ordinary') =>
    sayValue({ id: 'f', type, sensitivity }, value, showing);
  expect(say('phone', '09012345678')).toEqual({ text: '0 9 0、1 2 3 4、5 6 7 8', private: true });
  expect(say('date', '2026-04-01')).toMatchObject({ private: false });
  expect(say('boolean', true, 'private')).toEqual({ text: 'はい', private: true });
  expect(say('name', '見本　花子').private).toBe(true);
});

import { expect, test } from 'vitest';
import { withoutFurigana } from '../../content/index.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { jaEasy } from './ja-easy.ts';
import { laterEn } from './later-en.ts';
import { laterJa } from './later-ja.ts';
import { laterJaEasy } from './later-ja-easy.ts';

const all = { ...ja, ...laterJa } as const;
const easy = { ...jaEasy, ...laterJaEasy };
const languages: Record<string, Record<string, string>> = { ja: all, 'ja-easy': easy, en: { ...en, ...laterEn } };
const placeholders = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));
const withoutPlaceholders = (text: string) => text.replaceAll(/\{\{\w+\}\}/g, '');

test.each(Object.entries(languages))('%s fills in the same values as the Japanese', (_, shell) => {
  const differing = Object.entries(shell).filter(([key, text]) => {
    const phrase = key.replace(/_(zero|one|two|few|many)$/, '_other');
    const wanted = placeholders((all as Record<string, string>)[phrase] ?? '');
    const given = placeholders(text);
    return given.size !== wanted.size || [...given].some((name) => !wanted.has(name));
  });
  expect(differing).toEqual([]);
});

test.each(Object.entries(languages))('%s never raises its voice', (_, shell) => {
  expect(Object.values(shell).filter((text) => /[!！]/.test(text))).toEqual([]);
});

test('easy Japanese has a reading on every kanji, in kana, and nothing but well-formed marks', () => {
  const bare = Object.values(easy).filter((text) => {
    const rest = withoutPlaceholders(text).replaceAll(/\{[^|{}]+\|[ぁ-んァ-ヺー・　 ]+\}/g, '');
    return /\p{Script=Han}|[{}|]/u.test(rest);
  });
  expect(bare).toEqual([]);
});

test('easy Japanese puts readings on kanji alone, not on the kana around them', () => {
  const marked = Object.values(easy).flatMap((text) => [...text.matchAll(/\{([^|{}]+)\|/g)].map(([, base]) => base));
  expect(marked.filter((base) => /^[ぁ-んァ-ヺ]|[ぁ-んァ-ヺ]$/.test(base ?? ''))).toEqual([]);
});

test('plain places of the screen get words without readings to lose', () => {
  const plain = ['action.more-below', 'frame.sheets', 'question.please-check', 'pad.keys', 'pad.erase'] as const;
  const dates = Object.keys(jaEasy).filter((key) => /^(date|era)\./.test(key)) as (keyof typeof jaEasy)[];
  for (const key of [...plain, ...dates]) expect(jaEasy[key]).toBe(withoutFurigana(jaEasy[key] ?? ''));
});

test('nothing prepared is called filed, and filing is left to the counter', () => {
  expect(ja['prepared.title']).toContain('まだ届け出ていません');
  expect(withoutFurigana(jaEasy['prepared.title'])).toContain('まだ終わっていません');
  expect(en['prepared.title']).toContain('Not yet filed');
});

test('no word is written twice', () => {
  expect(Object.keys(laterJa).filter((key) => key in ja)).toEqual([]);
});

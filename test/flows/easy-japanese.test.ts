import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withoutFurigana } from '../../src/content/index.ts';
import { readFlows } from '../../src/start/flows-folder.ts';

// Easy Japanese (やさしい日本語), after the guideline of the Immigration Services Agency and the Agency for Cultural
// Affairs: a reading on every kanji, short sentences, no shouting. Only what can be decided without reading.

const files = readFlows().filter(({ path }) => /(?:^|\/)texts\/ja-easy\/.*\.ya?ml$/.test(path));
const texts = files.flatMap(({ path, text }) =>
  Object.entries(parse(text) as Record<string, string>).map(([key, easy]) => ({ where: `${path} ${key}`, easy })),
);

const withReading = /\{([^{}|]+)\|([^{}|]*)\}/g;
const placeholder = /\{[^{}|]*\}/g;
const kanji = /[\p{Script=Han}々〆ヶ]/u;
const kana = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
const longest = 60;

/** The texts that break a rule, with what breaks it. */
const offenders = (faults: (easy: string) => string[]) =>
  texts.flatMap(({ where, easy }) => faults(easy).map((fault) => `${where}: ${fault}`));

/** What stands between full stops, as it is read on the screen; a placeholder counts as one short word. */
const sentences = (easy: string) =>
  withoutFurigana(easy)
    .replace(placeholder, '名前')
    .split(/[。\n]/);

describe('easy Japanese', () => {
  test('there are texts to look at', () => {
    expect(texts.length).toBeGreaterThan(0);
  });

  test('every kanji has a reading', () => {
    const bare = (easy: string) => easy.replace(withReading, '').replace(placeholder, '');
    expect(offenders((easy) => (kanji.test(bare(easy)) ? [bare(easy)] : []))).toEqual([]);
  });

  test('a reading is in kana, and stands on a kanji', () => {
    const marks = (easy: string) =>
      [...easy.matchAll(withReading)].filter(([, word = '', reading = '']) => !kanji.test(word) || !kana.test(reading));
    expect(offenders((easy) => marks(easy).map(([mark]) => mark))).toEqual([]);
  });

  test('no brace of a mark is left over', () => {
    const rest = (easy: string) => easy.replace(withReading, '').replace(placeholder, '');
    expect(offenders((easy) => (/[{}|]/.test(rest(easy)) ? [easy] : []))).toEqual([]);
  });

  test(`no sentence is longer than ${longest} characters`, () => {
    expect(offenders((easy) => sentences(easy).filter((sentence) => sentence.length > longest))).toEqual([]);
  });

  test('nothing shouts', () => {
    expect(offenders((easy) => (/[!！]/.test(easy) ? [easy] : []))).toEqual([]);
  });
});

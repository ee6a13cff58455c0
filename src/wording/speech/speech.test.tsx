import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { browserSpeech, type Synthesis } from './browser-speech.ts';
import { readAloud, spokenText } from './passage.ts';
import { isPrivate, passagesIn, spokenIn } from './spoken-in.ts';
import { recordingSpeech, silentSpeech } from './speech-output.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const listening = { locale: 'ja', headphones: false, insteadOfPrivate: 'イヤホンを使ってください。' };

test('readings are said in place of their kanji', () => {
  expect(spokenText('世帯主との{続柄|つづきがら}は')).toBe('世帯主とのつづきがらは');
});

test('private things are said through headphones only, with one notice in their place', () => {
  const passages = [{ text: '質問です' }, { text: '手帳', private: true }, { text: '療育', private: true }];
  const aloud = recordingSpeech();
  readAloud(aloud, passages, listening);
  expect(aloud.said).toEqual(['質問です\nイヤホンを使ってください。']);
  const inEar = recordingSpeech();
  readAloud(inEar, passages, { ...listening, headphones: true });
  expect(inEar.said).toEqual(['質問です\n手帳\n療育']);
});

/** A browser's synthesis with the given voices; writes down what it is told. */
function synthesisWith(voices: { lang: string; localService: boolean; default?: boolean }[]) {
  const told: string[] = [];
  class Utterance {
    lang = '';
    voice: unknown = null;
    text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
  const synthesis = {
    getVoices: () => voices,
    speak: (utterance: Utterance) => told.push(`${utterance.lang}: ${utterance.text}`),
    cancel: () => told.push('cancel'),
  } as unknown as Synthesis;
  return { synthesis, told };
}

test('only voices of the machine itself speak: no answer travels to a server', () => {
  const { synthesis, told } = synthesisWith([
    { lang: 'ja-JP', localService: false },
    { lang: 'en-US', localService: true },
  ]);
  const speech = browserSpeech(synthesis);
  expect(speech.canSpeak('ja')).toBe(false);
  expect(speech.canSpeak('en')).toBe(true);
  speech.speak('お名前は', 'ja');
  expect(told).toEqual(['cancel']);
});

test('what was being said stops when something else is said, and when the page is left', () => {
  const { synthesis, told } = synthesisWith([{ lang: 'ja_JP', localService: true }]);
  const speech = browserSpeech(synthesis);
  speech.speak('一つ目です。二つ目です。\n三つ目', 'ja');
  expect(told).toEqual(['cancel', 'ja_JP: 一つ目です。', 'ja_JP: 二つ目です。', 'ja_JP: 三つ目']);
  globalThis.dispatchEvent(new Event('pagehide'));
  expect(told.at(-1)).toBe('cancel');
});

test('a field is said by its label, and never what was written into it', () => {
  render(
    <>
      <label>
        <input defaultValue="14" />
        <span>日</span>
      </label>
      <label htmlFor="town">町の名前</label>
      <input id="town" defaultValue="中央" aria-describedby="hint" />
      <p id="hint">例：本町</p>
    </>,
  );
  expect(screen.getAllByRole('textbox').map((field) => spokenIn(field, ''))).toEqual(['日', '町の名前。例：本町']);
});

test('a page says what can only be read on it; what can be pressed, folded or changes by itself is heard elsewhere', () => {
  render(
    <main>
      <h1 tabIndex={-1}>
        <ruby>
          妻<rt>つま</rt>
        </ruby>
        はいますか
      </h1>
      <p>
        来られた<strong>方</strong>のことです。
      </p>
      <label>
        <input type="radio" /> はい
      </label>
      <button type="button">つぎへ</button>
      <details>
        <summary>なぜ</summary>
        <p>理由</p>
      </details>
      <ul data-private="">
        <li>手帳</li>
        <li>受給者証</li>
      </ul>
      <output>2けた入りました</output>
    </main>,
  );
  expect(passagesIn(screen.getByRole('main'))).toEqual([
    { text: 'つまはいますか', private: false },
    { text: '来られた方のことです。', private: false },
    { text: '手帳', private: true },
    { text: '受給者証', private: true },
  ]);
});

test('a browser without speech is silent and says so', () => {
  expect(browserSpeech(undefined)).toBe(silentSpeech);
  expect(silentSpeech.canSpeak('ja')).toBe(false);
});

test('an answer is said by its name, what stands under it, and whether it is chosen', () => {
  render(
    <div data-private="">
      <input type="radio" defaultChecked aria-labelledby="name" aria-describedby="note" />
      <span id="name">
        <ruby>
          妻<rt>つま</rt>
        </ruby>
        <i aria-hidden="true">✓</i>
      </span>
      <span id="note">39歳</span>
    </div>,
  );
  const radio = screen.getByRole('radio');
  expect(spokenIn(radio, '選んでいます')).toBe('つま。39歳。選んでいます');
  expect(isPrivate(radio)).toBe(true);
  expect(isPrivate(document.body)).toBe(false);
});

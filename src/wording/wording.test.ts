import { expect, test, vi } from 'vitest';
import { createWording } from './wording.ts';

const japanese = {
  'fact.move-date.question': '新しい住所に住み始めた日は、いつですか',
  'fact.only-japanese.label': '日本語だけ',
  'question.braces.text': '{name}さんは{{name}}と{続柄|つづきがら}',
};
const english = { 'fact.move-date.question': 'When did you move in?' };

test('speaks Japanese at once, and the chosen language when its words have come', async () => {
  const wording = createWording((language) => Promise.resolve(language === 'en' ? english : japanese));
  const changed = vi.fn<() => void>();
  wording.subscribe(changed);
  wording.addContent('ja', japanese);
  expect(wording.words.t('answer.yes')).toBe('はい');
  expect(await wording.choose('en')).toEqual({ ok: true, value: 'en' });
  expect(changed).toHaveBeenCalledTimes(2);
  expect(wording.words.t('answer.yes')).toBe('Yes');
  expect(wording.words.content('fact.move-date.question')).toBe('When did you move in?');
});

test('a text without translation stands in Japanese, and one that exists nowhere shows its key', async () => {
  const wording = createWording(() => Promise.resolve(english));
  wording.addContent('ja', japanese);
  await wording.choose('en');
  expect(wording.words.content('fact.only-japanese.label')).toBe('日本語だけ');
  expect(wording.words.content('fact.nobody.wrote.this')).toBe('fact.nobody.wrote.this');
});

test('texts of the content keep their braces: names are put in later', () => {
  const wording = createWording();
  wording.addContent('ja', japanese);
  expect(wording.words.content('question.braces.text')).toBe('{name}さんは{{name}}と{続柄|つづきがら}');
});

test('easy Japanese is a language of its own, with furigana that plain places do without', async () => {
  const wording = createWording();
  await wording.choose('ja-easy');
  expect(wording.words.locale).toBe('ja');
  expect(wording.words.t('card.pin.tries', { count: 2 })).toBe('あと2{回|かい}{入|い}れることができます');
  expect(wording.words.plain('card.pin.tries', { count: 2 })).toBe('あと2回入れることができます');
});

test('numbers are said as the language says them', async () => {
  const wording = createWording();
  expect(wording.words.t('card.pin.tries', { count: 1 })).toBe('あと1回入れられます');
  await wording.choose('en');
  expect(wording.words.t('card.pin.tries', { count: 1 })).toBe('You can try 1 more time');
  expect(wording.words.t('card.pin.tries', { count: 2 })).toBe('You can try 2 more times');
});

test('a language that cannot be fetched leaves the screen as it is, and can be tried again', async () => {
  let online = false;
  const wording = createWording(() => (online ? Promise.resolve(english) : Promise.reject(new Error('offline'))));
  const before = wording.words;
  expect(await wording.choose('en')).toEqual({ ok: false, reason: 'not-loaded' });
  expect(wording.words).toBe(before);
  online = true;
  expect(await wording.choose('en')).toEqual({ ok: true, value: 'en' });
});

test('of two languages chosen quickly the later one stays, however long the earlier takes', async () => {
  let arrive = (_texts: Record<string, string>) => {};
  const wording = createWording((language) =>
    language === 'en' ? new Promise((resolve) => (arrive = resolve)) : Promise.resolve({}),
  );
  const slow = wording.choose('en');
  await wording.choose('ja-easy');
  arrive(english);
  await slow;
  expect(wording.words.language).toBe('ja-easy');
});

test('a name cannot speak for the kiosk: values are put in once and as they are', () => {
  const { words } = createWording();
  expect(words.t('person.named', { name: '$t(action.next){{count}}' })).toBe('$t(action.next){{count}}さん');
});

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import { createWording } from '../wording/index.ts';
import { Asked, type AskedProps, factOf } from './asked.tsx';
import { preloadAnswers } from './asks.ts';

beforeAll(preloadAnswers);
afterEach(cleanup);

const name = factOf({ type: 'name', id: 'name', about: 'person', limits: { maxLength: 100 } });
const reading = factOf({ type: 'reading', id: 'reading', about: 'person' });

function ask(fact: Fact, props: Partial<AskedProps> = {}) {
  const answered = vi.fn<(statements: Statement[]) => void>();
  render(
    <Asked
      facts={[fact]}
      subjects={['p1']}
      texts={{ [`fact.${fact.id}.label`]: '氏名' }}
      {...props}
      onAnswer={answered}
    />,
  );
  return { user: userEvent.setup(), said: () => answered.mock.calls.map(([given]) => given[0]?.said) };
}

const input = () => screen.getByRole<HTMLInputElement>('textbox', { name: '氏名' });
const error = () => screen.getByRole('alert').textContent;
/** Puts text in as an input method or a paste does. */
const write = (text: string) => fireEvent.change(input(), { target: { value: text } });

test('a name is kept byte for byte, by keyboard, with Enter', async () => {
  const { user, said } = ask(name);
  await user.tab();
  expect(document.activeElement).toBe(input());
  await user.keyboard('髙﨑　𠮷郎{Enter}');
  await waitFor(() => expect(said()).toEqual([{ value: '髙﨑　𠮷郎' }]));
});

test.each([
  ['emoji', '花子😀', '絵文字は書類に書けません'],
  ['a control character', '花\u0007子', '書類に書けない記号'],
  ['text that turns its direction', '花\u202E子', '書類に書けない記号'],
  ['a personal number', '1234-5678-9018', '個人番号'],
  ['a personal number in full-width digits', '１２３４５６７８９０１８', '個人番号'],
  ['101 characters', 'あ'.repeat(101), '100文字までです。いまは101文字です。'],
  ['nothing', '　', '入れてください'],
])('%s: refused beside the field in kind words, the focus goes there, and nothing is lost', async (_, text, words) => {
  const { user, said } = ask(name);
  write(text);
  await user.click(screen.getByRole('button', { name: 'つぎへ' }));
  await waitFor(() => expect(error()).toContain(words));
  expect(input().getAttribute('aria-describedby')).toContain(screen.getByRole('alert').id);
  expect(document.activeElement).toBe(input());
  expect(input().value).toBe(text);
  expect(said()).toEqual([]);
});

test('a name of 100 characters is taken, however many code units it has', async () => {
  const { user, said } = ask(name);
  const long = '邊󠄁'.repeat(50) + '𠮷'.repeat(50);
  write(long);
  await user.click(screen.getByRole('button', { name: 'つぎへ' }));
  await waitFor(() => expect(said()).toEqual([{ value: long }]));
});

test('the complaint goes as soon as the text is mended', async () => {
  const { user, said } = ask(name);
  write('花子😀');
  await user.click(screen.getByRole('button', { name: 'つぎへ' }));
  await waitFor(() => expect(error()).not.toBe(''));
  write('花子');
  await waitFor(() => expect(error()).toBe(''));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(said()).toEqual([{ value: '花子' }]));
});

test('a reading is kept in katakana, whichever kana it was typed in', async () => {
  const { user, said } = ask(reading, { texts: { 'fact.reading.label': '氏名' } });
  write('みほん ﾊﾅｺ');
  await user.click(screen.getByRole('button', { name: 'つぎへ' }));
  await waitFor(() => expect(said()).toEqual([{ value: 'ミホン　ハナコ' }]));
});

test('a reading in kanji is refused', async () => {
  const { user, said } = ask(reading, { texts: { 'fact.reading.label': '氏名' } });
  write('見本');
  await user.click(screen.getByRole('button', { name: 'つぎへ' }));
  await waitFor(() => expect(error()).toContain('ひらがなかカタカナ'));
  expect(said()).toEqual([]);
});

test('"I do not know" is one tap', async () => {
  const { user, said } = ask(name);
  await user.click(screen.getByRole('checkbox', { name: 'わからない' }));
  expect(said()).toEqual([{ unknown: true }]);
});

test('an earlier answer stands in the field, with a notice when it has to be looked at again', async () => {
  const { user, said } = ask(name, { known: { 'p1/name': { value: '見本　花子', check: true } } });
  expect(input().value).toBe('見本　花子');
  expect(screen.getByText('確かめてください')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'つぎへ' }));
  await waitFor(() => expect(said()).toEqual([{ value: '見本　花子' }]));
});

test('a reading is tapped: sound marks and small kana by one key, beside the keyboard', async () => {
  const wording = createWording();
  await wording.complete();
  const { user, said } = ask(reading, { wording });
  const keys = ['ミ', 'ホ', 'ン', 'あける', 'チ', 'ヨ', '小さい字・濁点', 'ウ', 'ア', '消す'];
  for (const key of keys) await user.click(screen.getByRole('button', { name: key }));
  expect(input().value).toBe('ミホン　チョウ');
  await user.type(input(), 'ー');
  await user.click(screen.getByRole('button', { name: 'つぎへ' }));
  await waitFor(() => expect(said()).toEqual([{ value: 'ミホン　チョウー' }]));
});

test('only a reading has the kana', () => {
  ask(name);
  expect(screen.queryByRole('button', { name: 'ア' })).toBeNull();
});

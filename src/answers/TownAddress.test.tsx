import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Statement } from '../case/index.ts';
import type { Town } from '../content/index.ts';
import { createWording } from '../wording/index.ts';
import { Asked, type AskedProps, factOf } from './asked.tsx';
import { preloadAnswers } from './asks.ts';

const wording = createWording();
beforeAll(async () => {
  await preloadAnswers();
  await wording.complete();
});
afterEach(cleanup);

const town = (name: string, reading: string, number: number, more: Partial<Town> = {}): Town => ({
  name,
  reading,
  postcode: `000-${String(number).padStart(4, '0')}`,
  ...more,
});
/** More than are shown at once. */
const towns: Town[] = [
  town('朝日', 'アサヒ', 1),
  town('大手', 'オオテ', 2),
  town('学園', 'ガクエン', 3),
  town('桜町', 'サクラマチ', 4),
  town('大字見本', 'オオアザミホン', 5, { blocks: ['1', '12'] }),
  town('中央', 'チュウオウ', 6, { chome: { from: 1, to: 2 } }),
  town('中央', 'チュウオウ', 7, { chome: { from: 3, to: 4 } }),
  town('富岡', 'トミオカ', 8, { chome: 'some' }),
  ...Array.from({ length: 8 }, (_, at) => town(`元町${'一二三四五六七八'[at]}`, 'モトマチ', 20 + at)),
];
const newAddress = factOf({ type: 'address', id: 'new-address', limits: { maxLength: 60 } });

function ask(props: Partial<AskedProps> = {}) {
  const answered = vi.fn<(statements: Statement[]) => void>();
  render(
    <Asked
      facts={[newAddress]}
      addressStart={() => '見本県みほん市'}
      towns={() => towns}
      wording={wording}
      {...props}
      onAnswer={answered}
    />,
  );
  return { user: userEvent.setup(), said: () => answered.mock.calls.map(([given]) => given[0]?.said) };
}

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const key = (name: string) => screen.getByRole('button', { name });
const choices = () => screen.getAllByRole('radio').map((one) => one.getAttribute('value'));

test('row, town, 丁目 and numbers are tapped; the building alone is typed', async () => {
  const { user, said } = ask();
  await user.click(radio('た行'));
  expect(screen.getByRole('radio', { name: '中央', description: 'チュウオウ' })).toBeTruthy();
  await user.click(radio('中央'));
  expect(document.activeElement?.textContent).toBe('見本県みほん市中央');
  expect(choices(), 'of both postcodes').toEqual(['1', '2', '3', '4']);
  await user.click(radio('3丁目'));
  await user.click(key('1'));
  await user.click(key('2'));
  await user.click(field('号（あるとき）'));
  await user.click(key('3'));
  fireEvent.change(field('建物の名前（あるとき）'), { target: { value: 'みほんハイツ' } });
  await user.click(field('部屋の番号（あるとき）'));
  await user.click(key('7'));
  await user.click(key('つぎへ'));
  expect(said()).toEqual([{ value: '見本県みほん市中央3丁目12番3号　みほんハイツ7' }]);
});

test('a postcode leads to its towns, and only to the 丁目 it is for', async () => {
  const { user } = ask();
  await user.click(radio('郵便番号で探す'));
  await user.keyboard('0000007');
  expect(choices()).toContain('中央');
  await user.click(radio('中央'));
  expect(choices()).toEqual(['3', '4']);
  await user.click(key('町を選びなおす'));
  await user.click(radio('郵便番号で探す'));
  await user.keyboard('0009');
  expect(screen.getByRole('alert').textContent).toContain('一覧にありません');
});

test('all by keyboard: where a choice leads on, the focus goes with it', async () => {
  const { user, said } = ask();
  const reach = async (name: string) => {
    for (let steps = 0; steps < 60 && document.activeElement !== radio(name); steps++) await user.tab();
    if (document.activeElement !== radio(name)) radio(name).focus(); // an arrow moves within a group
    await user.keyboard('{Enter}');
  };
  await reach('さ行');
  await reach('桜町');
  await user.keyboard('{Tab}{Tab}1{Tab}2{Enter}');
  expect(said()).toEqual([{ value: '見本県みほん市桜町1番2号' }]);
});

test('few blocks are tapped; 丁目 that nobody listed come from the pad', async () => {
  const { user, said } = ask();
  await user.click(radio('あ行'));
  await user.click(radio('大字見本'));
  await user.click(radio('12'));
  await user.click(key('5'));
  await user.click(key('つぎへ'));
  expect(said()).toEqual([{ value: '見本県みほん市大字見本12番地5' }]);
  await user.click(key('町を選びなおす'));
  await user.click(radio('た行'));
  await user.click(radio('富岡'));
  await user.click(key('4'));
  await user.click(field('番'));
  await user.click(key('8'));
  await user.click(key('つぎへ'));
  expect(said().at(-1)).toEqual({ value: '見本県みほん市富岡4丁目8番' });
});

test('few towns stand there at once, and a row without towns is not offered', async () => {
  const few = towns.slice(0, 3);
  ask({ towns: () => few });
  expect(choices()).toEqual(['朝日', '大手', '学園']);
  cleanup();
  ask();
  expect(screen.queryByRole('radio', { name: 'な行' })).toBeNull();
});

test('where choices do not lead on, Next does', async () => {
  const { user } = ask({ advance: false });
  const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'つぎへ' });
  await user.click(radio('か行'));
  expect(next().disabled).toBe(true);
  await user.click(radio('学園'));
  await user.click(next());
  expect(field('番')).toBeTruthy();
});

test('without the list it is typed, and back; what is too long is said', async () => {
  const { user, said } = ask();
  await user.click(key('一覧を使わずに、自分で入れる'));
  fireEvent.change(field('町の名前'), { target: { value: '新しい町' } });
  await user.click(key('つぎへ'));
  await waitFor(() => expect(said()).toEqual([{ value: '見本県みほん市新しい町' }]));
  await user.click(key('町の一覧から選ぶ'));
  await user.click(radio('あ行'));
  await user.click(radio('朝日'));
  fireEvent.change(field('建物の名前（あるとき）'), { target: { value: 'ハ'.repeat(60) } });
  await user.click(key('つぎへ'));
  expect(screen.getAllByRole('alert').map((one) => one.textContent)).toContain('60文字までです。いまは70文字です。');
  expect(said()).toHaveLength(1);
});

test('"I do not know" is one tap', async () => {
  const { user, said } = ask();
  await user.click(screen.getByRole('checkbox', { name: 'わからない' }));
  expect(said()).toEqual([{ unknown: true }]);
});

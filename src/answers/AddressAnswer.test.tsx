import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Statement } from '../case/index.ts';
import { Asked, type AskedProps, factOf } from './asked.tsx';
import { preloadAnswers } from './asks.ts';

beforeAll(preloadAnswers);
afterEach(cleanup);

const newAddress = factOf({ type: 'address', id: 'new-address', limits: { maxLength: 40 } });
const here = () => '見本県みほん市';

function ask(props: Partial<AskedProps> = {}) {
  const answered = vi.fn<(statements: Statement[]) => void>();
  render(<Asked facts={[newAddress]} {...props} onAnswer={answered} />);
  return { user: userEvent.setup(), said: () => answered.mock.calls.map(([given]) => given[0]?.said) };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const write = (name: string, text: string) => fireEvent.change(field(name), { target: { value: text } });
const key = (name: string) => screen.getByRole('button', { name });
const next = () => key('つぎへ');

test('the city stands there already, and the numbers come from the pad', async () => {
  const { user, said } = ask({ addressStart: here });
  expect(screen.queryByRole('textbox', { name: '都道府県・市区町村' })).toBeNull();
  write('町の名前', '中央一丁目');
  await user.click(field('番地'));
  await user.click(key('2'));
  await user.click(field('次の数字'));
  await user.click(key('3'));
  write('建物の名前（あるとき）', 'みほんハイツ');
  await user.click(field('部屋の番号（あるとき）'));
  await user.click(key('1'));
  await user.click(key('0'));
  await user.click(next());
  await waitFor(() => expect(said()).toEqual([{ value: '見本県みほん市中央一丁目2-3　みほんハイツ10' }]));
});

test('without a city that is sure, it is asked; a house without a number is fine; all by keyboard', async () => {
  const { user, said } = ask();
  await user.tab();
  await user.keyboard('見本県となり町{Tab}大字みほん{Enter}');
  await waitFor(() => expect(said()).toEqual([{ value: '見本県となり町大字みほん' }]));
});

test('digits typed with an input method are taken as digits', async () => {
  const { user, said } = ask({ addressStart: here });
  write('町の名前', '本町');
  write('番地', '１２ー３');
  await user.click(next());
  await waitFor(() => expect(said()).toEqual([{ value: '見本県みほん市本町123' }]));
});

test('a town is needed, and what no form can hold is refused where it stands', async () => {
  const { user, said } = ask({ addressStart: here });
  await user.click(next());
  await waitFor(() => expect(document.activeElement).toBe(field('町の名前')));
  expect(field('町の名前').getAttribute('aria-invalid')).toBe('true');
  write('町の名前', '中央');
  write('建物の名前（あるとき）', 'ハイツ😀');
  await user.click(next());
  await waitFor(() => expect(document.activeElement).toBe(field('建物の名前（あるとき）')));
  expect(field('町の名前').value).toBe('中央');
  expect(said()).toEqual([]);
});

test('an address too long for the fact is refused as a whole', async () => {
  const { user, said } = ask({ addressStart: here });
  write('町の名前', 'あ'.repeat(40));
  await user.click(next());
  await waitFor(() =>
    expect(
      screen
        .getAllByRole('alert')
        .map((one) => one.textContent)
        .join(''),
    ).toContain('40文字まで'),
  );
  expect(said()).toEqual([]);
});

test('an earlier address is kept with one tap, or written again', async () => {
  const before = { 'case/new-address': { value: '見本県みほん市本町1', check: true } };
  const { user, said } = ask({ addressStart: here, known: before });
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(screen.getByRole('radio', { name: '見本県みほん市本町1', description: /確かめてください/ }));
  expect(said()).toEqual([{ value: '見本県みほん市本町1' }]);
  await user.click(screen.getByRole('radio', { name: '入れなおす' }));
  write('町の名前', '中央');
  await user.click(next());
  await waitFor(() => expect(said().at(-1)).toEqual({ value: '見本県みほん市中央' }));
});

test('"I do not know" is one tap', async () => {
  const { user, said } = ask({ addressStart: here });
  await user.click(screen.getByRole('checkbox', { name: 'わからない' }));
  expect(said()).toEqual([{ unknown: true }]);
});

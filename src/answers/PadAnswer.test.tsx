import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import { Asked, type AskedProps, factOf } from './asked.tsx';
import { preloadAnswers } from './asks.ts';

beforeAll(preloadAnswers);
afterEach(cleanup);

const phone = factOf({ type: 'phone', id: 'phone' });
const account = factOf({ type: 'digits', id: 'account', limits: { digits: [7] } });
const income = factOf({ type: 'number', id: 'income', limits: { min: 10, max: 500 } });

function ask(fact: Fact, props: Partial<AskedProps> = {}) {
  const answered = vi.fn<(statements: Statement[]) => void>();
  const { container } = render(<Asked facts={[fact]} {...props} onAnswer={answered} />);
  return { user: userEvent.setup(), container, said: () => answered.mock.calls.map(([given]) => given[0]?.said) };
}

const next = () => screen.getByRole('button', { name: 'つぎへ' });
const error = () => screen.getByRole('alert').textContent;

test('a telephone number is typed anywhere on the screen, shown in groups, and taken with Enter', async () => {
  const { user, container, said } = ask(phone);
  await user.keyboard('09012345678');
  expect(container.textContent).toContain('090-1234-5678');
  await user.keyboard('{Enter}');
  expect(said()).toEqual([{ value: '09012345678' }]);
});

test('what is no telephone number is refused, and the digits stay', async () => {
  const { user, container, said } = ask(phone);
  await user.keyboard('12345');
  await user.click(next());
  expect(error()).toContain('0から始まる10けたか11けた');
  expect(container.textContent).toContain('123-45');
  expect(screen.getByRole('group', { name: '数字' }).contains(document.activeElement)).toBe(true);
  expect(said()).toEqual([]);
});

test('nobody has to have a telephone: that is an answer, and is shown again', async () => {
  const { user, said } = ask(phone);
  await user.click(screen.getByRole('checkbox', { name: '電話は使わない' }));
  expect(said()).toEqual([{ value: '' }]);
  cleanup();
  ask(phone, { known: { 'case/phone': { value: '' } } });
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '電話は使わない' }).checked).toBe(true);
});

test('digits have their length and keep their zeros, by touch', async () => {
  const { user, said } = ask(account);
  await user.keyboard('001234');
  await user.click(next());
  expect(error()).toContain('7けたの数字です。いまは6けたです。');
  await user.click(screen.getByRole('button', { name: '5' }));
  await user.click(next());
  expect(said()).toEqual([{ value: '0012345' }]);
});

test('a personal number is not taken as digits either', async () => {
  const { user, said } = ask(factOf({ type: 'digits', limits: { digits: [12] } }));
  await user.keyboard('123456789018');
  await user.click(next());
  expect(error()).toContain('個人番号');
  expect(said()).toEqual([]);
});

test('a number outside its limits is refused with them', async () => {
  const { user, said } = ask(income);
  await user.keyboard('501');
  await user.click(next());
  expect(error()).toContain('10から500まで');
  await user.keyboard('{Backspace}{Backspace}{Backspace}');
  await user.click(next());
  expect(error()).toContain('入れてください');
  await user.keyboard('100');
  await user.click(next());
  expect(said()).toEqual([{ value: 100 }]);
});

test('an earlier number stands on the pad, and "I do not know" said before is chosen', () => {
  const { container } = ask(income, { known: { 'case/income': { value: 120, check: true } } });
  expect(container.querySelector('.look-pad-digits')?.textContent).toBe('120');
  expect(screen.getByText('確かめてください')).toBeTruthy();
  cleanup();
  ask(income, { known: { 'case/income': { unknown: true } } });
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'わからない' }).checked).toBe(true);
});

import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import { createWording } from '../wording/index.ts';
import { Asked, type AskedProps, factOf } from './asked.tsx';
import { preloadAnswers } from './asks.ts';

beforeAll(preloadAnswers);
afterEach(cleanup);

const moveDate = factOf({ type: 'date', id: 'move-date' });
const birthDate = factOf({ type: 'date', id: 'birth-date', about: 'person', limits: { notAfter: 'today' } });

function ask(fact: Fact, props: Partial<AskedProps> = {}) {
  const answered = vi.fn<(statements: Statement[]) => void>();
  render(<Asked facts={[fact]} texts={{ [`fact.${fact.id}.label`]: '住み始めた日' }} {...props} onAnswer={answered} />);
  return { user: userEvent.setup(), said: () => answered.mock.calls.map(([given]) => given[0]?.said) };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'つぎへ' });
const error = () =>
  screen
    .getAllByRole('alert')
    .map((one) => one.textContent)
    .join('');

async function type(user: ReturnType<typeof userEvent.setup>, year: string, month: string, day: string) {
  for (const [name, digits] of [
    ['年', year],
    ['月', month],
    ['日', day],
  ] as const) {
    await user.clear(field(name));
    await user.type(field(name), digits);
  }
  await user.click(next());
}

test('what happened lately is one tap', async () => {
  const { user, said } = ask(moveDate);
  await user.click(screen.getByRole('radio', { name: '昨日', description: '11月20日（金）' }));
  expect(said()).toEqual([{ value: '2026-11-20' }]);
});

test('another day of this year is a month and a day', async () => {
  const { user, said } = ask(moveDate);
  await user.click(screen.getByRole('button', { name: '4 月' }));
  await user.click(screen.getByRole('button', { name: '1 日' }));
  expect(said()).toEqual([]);
  await user.click(next());
  expect(said()).toEqual([{ value: '2026-04-01' }]);
});

test('a date of birth has no quick days, and is typed in the calendar one thinks in', async () => {
  const { user, said } = ask(birthDate, { subjects: ['p1'] });
  expect(screen.queryByRole('radio', { name: '昨日' })).toBeNull();
  await user.click(screen.getByRole('radio', { name: '昭和' }));
  await type(user, '60', '3', '9');
  expect(said()).toEqual([{ value: '1985-03-09' }]);
});

test('31 February is refused beside the fields, the day is where one goes on, and nothing is lost', async () => {
  const { user, said } = ask(moveDate);
  await type(user, '2026', '2', '31');
  expect(said()).toEqual([]);
  expect(error()).toContain('2026年2月の最後の日は、28日です。');
  expect(document.activeElement).toBe(field('日'));
  expect(field('年').value).toBe('2026');
  await user.keyboard('28');
  expect(error()).toBe('');
  await user.click(next());
  expect(said()).toEqual([{ value: '2026-02-28' }]);
});

test('昭和65年 is refused with the year that may be meant', async () => {
  const { user, said } = ask(birthDate, { subjects: ['p1'] });
  await user.click(screen.getByRole('radio', { name: '昭和' }));
  await type(user, '65', '5', '1');
  expect(error()).toContain('昭和65年はありません。平成2年のことですか。');
  expect(document.activeElement).toBe(field('年'));
  expect(said()).toEqual([]);
});

test('a date in the future is refused where the fact says so', async () => {
  const { user, said } = ask(birthDate, { subjects: ['p1'] });
  await type(user, '2026', '11', '22');
  expect(error()).toContain('先の日付です');
  expect(error()).toContain('2026年11月21日');
  expect(said()).toEqual([]);
});

test('a date before the earliest day that another fact sets is refused', async () => {
  const fact = factOf({ type: 'date', id: 'move-date', limits: { notBefore: 'oldest-move' } });
  const { user, said } = ask(fact, { known: { 'case/oldest-move': { value: '1945-01-01' } } });
  await type(user, '1944', '12', '31');
  expect(error()).toContain('1945年1月1日');
  expect(said()).toEqual([]);
});

test('a part that is missing is asked for, and the focus goes there', async () => {
  const { user, said } = ask(moveDate);
  await user.click(screen.getByRole('button', { name: '4 月' }));
  await user.click(next());
  expect(error()).toContain('年・月・日を入れてください');
  expect(document.activeElement).toBe(field('日'));
  expect(said()).toEqual([]);
});

test('"I do not know" is one tap, and after typing begins it is taken back', async () => {
  const { user, said } = ask(moveDate, { advance: false });
  await user.click(screen.getByRole('radio', { name: 'わからない' }));
  await user.click(next());
  expect(said()).toEqual([{ unknown: true }]);
  await type(user, '2026', '4', '1');
  expect(said().at(-1)).toEqual({ value: '2026-04-01' });
});

test('the month and day of a partial date may be unknown', async () => {
  const { user, said } = ask(factOf({ type: 'partial-date', about: 'person' }), { subjects: ['p1'] });
  await user.type(field('年'), '1950');
  await user.click(field('月'));
  await user.click(screen.getByRole('button', { name: 'わからない' }));
  await user.click(next());
  expect(said()).toEqual([{ value: '1950' }]);
});

test('an earlier answer stands in the fields, with a notice when it has to be looked at again', async () => {
  const { user, said } = ask(moveDate, { known: { 'case/move-date': { value: '2026-04-01', check: true } } });
  expect(field('月').value).toBe('4');
  expect(screen.getByText('確かめてください')).toBeTruthy();
  await user.click(next());
  expect(said()).toEqual([{ value: '2026-04-01' }]);
});

test('refusals are in the words of the reader', async () => {
  const wording = createWording();
  await wording.choose('en');
  const { user } = ask(moveDate, { wording });
  await user.type(field('Month'), '2');
  await user.type(field('Day'), '31');
  await user.click(next());
  await waitFor(() => expect(error()).toContain('The last day of February 2026 is 28.'));
});

import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Statement } from '../case/index.ts';
import { Asked, type AskedProps, factOf } from './asked.tsx';

afterEach(cleanup);

const physical = factOf({ type: 'boolean', id: 'physical', about: 'person', sensitivity: 'private' });
const mental = factOf({ type: 'boolean', id: 'mental', about: 'person', sensitivity: 'private' });
const texts = {
  'fact.physical.label': '身体障害者手帳',
  'fact.mental.label': '精神障害者保健福祉手帳',
  'fact.dog.label': '犬',
  'fact.moped.label': 'バイク',
};

function ask(props: Omit<AskedProps, 'onAnswer' | 'texts'>) {
  const answered = vi.fn<(statements: Statement[]) => void>();
  const { container } = render(<Asked {...props} texts={texts} onAnswer={answered} />);
  return {
    user: userEvent.setup(),
    container,
    said: () =>
      answered.mock.calls.map(([given]) =>
        Object.fromEntries(given.map((one) => [`${one.subject}/${one.fact}`, one.said])),
      ),
  };
}

const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'つぎへ' });
const whom = (item: string) => within(screen.getByRole('group', { name: `「${item}」は、どなたですか` }));
const yes = { value: true };
const no = { value: false };

test('a tick asks whom it concerns, and says yes or no of everybody for every item', async () => {
  const { user, said } = ask({ facts: [physical, mental], over: 'movers', subjects: ['p1', 'p3'] });
  expect(screen.queryByRole('checkbox', { name: '見本　桜' })).toBeNull();
  await user.click(box('身体障害者手帳'));
  await user.click(whom('身体障害者手帳').getByRole('checkbox', { name: '見本　桜' }));
  await user.click(next());
  expect(said()).toEqual([{ 'p1/physical': no, 'p3/physical': yes, 'p1/mental': no, 'p3/mental': no }]);
});

test('a ticked item that concerns nobody yet is not taken: it says so, goes there, and loses nothing', async () => {
  const { user, said } = ask({ facts: [physical, mental], over: 'movers', subjects: ['p1', 'p3'] });
  await user.click(box('身体障害者手帳'));
  await user.click(whom('身体障害者手帳').getByRole('checkbox', { name: '見本　太郎' }));
  await user.click(box('精神障害者保健福祉手帳'));
  await user.click(next());
  expect(said()).toEqual([]);
  expect(screen.getByRole('alert').textContent).toContain('どなたのことかを選んでください');
  const person = whom('精神障害者保健福祉手帳').getByRole('checkbox', { name: '見本　太郎' });
  expect(document.activeElement).toBe(person);
  await user.keyboard(' ');
  expect(screen.queryByRole('alert')).toBeNull();
  await user.click(next());
  expect(said()).toEqual([{ 'p1/physical': yes, 'p3/physical': no, 'p1/mental': yes, 'p3/mental': no }]);
});

test.each([
  ['どれもない', no],
  ['わからない', { unknown: true }],
])('%s answers for all items and people in one tap', async (name, each) => {
  const { user, said } = ask({ facts: [physical, mental], over: 'movers', subjects: ['p1', 'p3'] });
  await user.click(box(name));
  expect(said()).toEqual([{ 'p1/physical': each, 'p3/physical': each, 'p1/mental': each, 'p3/mental': each }]);
});

test('of one person no further question is asked', async () => {
  const { user, said } = ask({ facts: [physical, mental], over: 'movers', subjects: ['p2'] });
  await user.click(box('精神障害者保健福祉手帳'));
  await user.click(next());
  expect(said()).toEqual([{ 'p2/physical': no, 'p2/mental': yes }]);
});

test('private items are small and marked, so that nobody reads them over a shoulder or hears them', () => {
  const { container } = ask({ facts: [physical, mental], over: 'movers', subjects: ['p1', 'p3'] });
  expect(box('身体障害者手帳').closest('[data-private]')).not.toBeNull();
  expect(container.querySelectorAll('.look-choice:not([data-size=compact])')).toHaveLength(0);
});

test('items of the case itself, by keyboard', async () => {
  const items = [factOf({ type: 'boolean', id: 'dog' }), factOf({ type: 'boolean', id: 'moped' })];
  const { user, said } = ask({ facts: items });
  expect(box('犬').closest('[data-private]')).toBeNull();
  await user.tab();
  await user.tab();
  await user.keyboard('{Enter}');
  await user.click(next());
  expect(said()).toEqual([{ 'case/dog': no, 'case/moped': yes }]);
});

test('earlier answers are ticked with their people and the amber mark', () => {
  ask({
    facts: [physical, mental],
    over: 'movers',
    subjects: ['p1', 'p3'],
    known: { 'p3/physical': { ...yes, check: true }, 'p1/physical': no, 'p1/mental': no, 'p3/mental': no },
  });
  expect(
    screen.getByRole('checkbox', { name: '身体障害者手帳', description: '確かめてください', checked: true }),
  ).toBeTruthy();
  expect(whom('身体障害者手帳').getByRole('checkbox', { checked: true })).toBe(
    whom('身体障害者手帳').getByRole('checkbox', { name: '見本　桜' }),
  );
});

import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Statement } from '../case/index.ts';
import { createWording } from '../wording/index.ts';
import { Asked, type AskedProps, factOf } from './asked.tsx';

afterEach(cleanup);

function ask(props: Omit<AskedProps, 'onAnswer'>) {
  const answered = vi.fn<(statements: Statement[]) => void>();
  render(<Asked {...props} onAnswer={answered} />);
  return {
    user: userEvent.setup(),
    /** What was said, without what all statements share. */
    said: () => answered.mock.calls.map(([given]) => given.map(({ subject, fact, said }) => [subject, fact, said])),
    answered,
  };
}

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'つぎへ' });

const yesNo = factOf({ type: 'boolean' });
const homeKind = factOf({ type: 'choice', id: 'home-kind', options: ['own', 'joining'] });
const homeTexts = { 'fact.home-kind.options.own': '{自分|じぶん}の家', 'fact.home-kind.options.joining': '人の家' };

test('a tap on yes is the whole answer, said by the resident', async () => {
  const { user, answered } = ask({ facts: [yesNo] });
  expect(next().disabled).toBe(true);
  await user.click(radio('はい'));
  expect(answered.mock.calls).toEqual([
    [[{ subject: 'case', fact: 'the-fact', said: { value: true }, source: 'resident' }]],
  ]);
});

test('by keyboard: arrows look, Space answers; "I do not know" is an answer', async () => {
  const { user, said } = ask({ facts: [yesNo] });
  await user.tab();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(said()).toEqual([]);
  await user.keyboard(' ');
  expect(said()).toEqual([[['case', 'the-fact', { unknown: true }]]]);
});

test('for people who confirm, a choice waits for Next', async () => {
  const { user, said } = ask({ facts: [yesNo], advance: false });
  await user.click(radio('いいえ'));
  expect(said()).toEqual([]);
  await user.click(next());
  expect(said()).toEqual([[['case', 'the-fact', { value: false }]]]);
});

test('a known answer is shown chosen, and an answer that came back carries the amber mark until it is changed', async () => {
  const { user, said } = ask({
    facts: [homeKind],
    texts: homeTexts,
    advance: false,
    known: { 'case/home-kind': { value: 'joining', check: true } },
  });
  expect(screen.getByRole('radio', { checked: true, description: '確かめてください' })).toBe(radio('人の家'));
  await user.click(next());
  expect(said()).toEqual([[['case', 'home-kind', { value: 'joining' }]]]);
  await user.click(screen.getByRole('radio', { name: /家/, checked: false }));
  expect(screen.queryByText('確かめてください')).toBeNull();
});

test('"I do not know" said before is shown chosen', () => {
  ask({ facts: [homeKind], texts: homeTexts, known: { 'case/home-kind': { unknown: true } } });
  expect(radio('わからない').checked).toBe(true);
});

test('an answer of another kind than the fact now has is not shown', () => {
  ask({ facts: [homeKind], texts: homeTexts, known: { 'case/home-kind': { value: 3 } } });
  expect(screen.queryByRole('radio', { checked: true })).toBeNull();
  expect(next().disabled).toBe(true);
});

test('options show their readings', () => {
  const { container } = render(<Asked facts={[homeKind]} texts={homeTexts} onAnswer={() => {}} />);
  expect(container.querySelector('ruby rt')?.textContent).toBe('じぶん');
});

test('the answers are named by the question, in the language of the reader', async () => {
  const wording = createWording();
  await wording.choose('en');
  ask({ facts: [yesNo], wording });
  expect(screen.getByRole('group', { name: 'The question' })).toBeTruthy();
  expect(radio("I don't know")).toBeTruthy();
});

test('a few numbers are tiles: one tap', async () => {
  const { user, said } = ask({ facts: [factOf({ type: 'number', limits: { min: 0, max: 6 } })] });
  await user.click(radio('0'));
  expect(said()).toEqual([[['case', 'the-fact', { value: 0 }]]]);
});

test('several options: ticks wait for Next, none and "I do not know" lead on', async () => {
  const fact = factOf({ type: 'set', options: ['a', 'b'] });
  const texts = { 'fact.the-fact.options.a': 'A', 'fact.the-fact.options.b': 'B' };
  const { user, said } = ask({ facts: [fact], texts });
  await user.click(box('B'));
  await user.click(box('A'));
  await user.click(next());
  await user.click(box('どれもない'));
  await user.click(box('わからない'));
  expect(said()).toEqual([
    [['case', 'the-fact', { value: ['a', 'b'] }]],
    [['case', 'the-fact', { value: [] }]],
    [['case', 'the-fact', { unknown: true }]],
  ]);
});

test('one of the people', async () => {
  const { user, said } = ask({ facts: [factOf({ type: 'person', id: 'new-head' })] });
  await user.click(screen.getByRole('radio', { name: '見本　太郎', description: '41歳' }));
  expect(said()).toEqual([[['case', 'new-head', { value: 'p1' }]]]);
});

test('several of the people, by keyboard', async () => {
  const { user, said } = ask({ facts: [factOf({ type: 'people', id: 'movers' })] });
  await user.tab();
  await user.keyboard(' ');
  await user.tab();
  await user.tab();
  await user.keyboard('{Enter}');
  for (let presses = 0; presses < 10 && document.activeElement !== next(); presses++) await user.tab();
  await user.keyboard('{Enter}');
  expect(said()).toEqual([[['case', 'movers', { value: ['p1', 'p3'] }]]]);
});

const insured = factOf({ type: 'boolean', id: 'employee-insured', about: 'person' });
const everyone = ['p1', 'p2', 'p3'];

test('over people: one answer says yes or no of everybody shown', async () => {
  const { user, said } = ask({ facts: [insured], over: 'movers', subjects: everyone });
  await user.click(box('見本　花子'));
  await user.click(next());
  expect(said()).toEqual([
    [
      ['p1', 'employee-insured', { value: false }],
      ['p2', 'employee-insured', { value: true }],
      ['p3', 'employee-insured', { value: false }],
    ],
  ]);
});

test.each([
  ['全員', { value: true }],
  ['だれもいない', { value: false }],
  ['わからない', { unknown: true }],
])('over people: %s is one tap', async (name, each) => {
  const { user, said } = ask({ facts: [insured], over: 'movers', subjects: everyone });
  await user.click(box(name));
  expect(said()).toEqual([everyone.map((person) => [person, 'employee-insured', each])]);
});

test('over people: what was answered before is ticked, and only those are shown whom it may concern', () => {
  ask({
    facts: [insured],
    over: 'movers',
    subjects: ['p1', 'p3'],
    known: { 'p1/employee-insured': { value: true, check: true }, 'p3/employee-insured': { value: false } },
  });
  expect(screen.queryByRole('checkbox', { name: '見本　花子' })).toBeNull();
  expect(screen.getByRole('checkbox', { checked: true, description: /確かめてください/ })).toBe(box('見本　太郎'));
  expect(box('見本　桜').checked).toBe(false);
});

test('over people: "nobody" said before is shown again', () => {
  const no = { value: false };
  ask({
    facts: [insured],
    over: 'movers',
    subjects: ['p1', 'p2'],
    known: { 'p1/employee-insured': no, 'p2/employee-insured': no },
  });
  expect(box('だれもいない').checked).toBe(true);
});

test('over one person alone: the person is the answer', async () => {
  const { user, said } = ask({ facts: [insured], over: 'movers', subjects: ['p2'] });
  expect(screen.queryByRole('radio', { name: '全員' })).toBeNull();
  await user.click(radio('見本　花子'));
  expect(said()).toEqual([[['p2', 'employee-insured', { value: true }]]]);
});

test('only what a resident may say is asked and answered', async () => {
  const forStaff = factOf({ type: 'boolean', id: 'for-staff', sources: ['staff'] });
  const { user, said } = ask({ facts: [insured, forStaff], over: 'movers', subjects: ['p1', 'p2'] });
  await user.click(box('全員'));
  expect(said()).toEqual([
    [
      ['p1', 'employee-insured', { value: true }],
      ['p2', 'employee-insured', { value: true }],
    ],
  ]);
});

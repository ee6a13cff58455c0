import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { DatePad, type DatePadProps, type DateParts } from './DatePad.tsx';

afterEach(cleanup);

const words = {
  year: 'year',
  month: 'month',
  day: 'day',
  pads: { year: 'Type the year', month: 'Choose the month', day: 'Choose the day' },
  era: 'Era',
  unknown: 'Not known',
  erase: 'Erase',
};
const eras = [
  { id: null, label: 'Western' },
  { id: 'showa', label: '昭和' },
];

let parts: DateParts;

function Pad(props: Partial<DatePadProps>) {
  const [value, setValue] = useState<DateParts>({ era: null, year: null, month: null, day: null });
  const change = (to: DateParts) => {
    parts = to;
    setValue(to);
  };
  return <DatePad legend="When?" words={words} value={value} onChange={change} {...props} />;
}

const tap = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const padNow = () => screen.getByRole('group', { name: /year|month|day/ }).getAttribute('aria-label');
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });

test('a date by taps: each pad follows the one before, and the field in use has the focus', async () => {
  render(<Pad />);
  for (const digit of ['1', '9', '8', '5']) await tap(digit);
  expect(padNow()).toBe('Choose the month');
  expect(document.activeElement).toBe(field('month'));
  await tap('4 month');
  expect(padNow()).toBe('Choose the day');
  await tap('30 day');
  expect(parts).toEqual({ era: null, year: 1985, month: 4, day: 30 });
  expect(screen.getByRole('button', { name: '30 day' }).getAttribute('aria-pressed')).toBe('true');
});

test('a year of an era is complete with two digits, and another era empties it', async () => {
  render(<Pad eras={eras} />);
  await userEvent.click(screen.getByRole('radio', { name: '昭和' }));
  await tap('6');
  await tap('0');
  expect(parts).toEqual({ era: 'showa', year: 60, month: null, day: null });
  expect(padNow()).toBe('Choose the month');
  await userEvent.click(screen.getByRole('radio', { name: 'Western' }));
  expect(parts).toEqual({ era: null, year: null, month: null, day: null });
  expect(padNow()).toBe('Type the year');
});

test('a date by typing, full-width digits too, with Enter or Tab to the next field', async () => {
  render(<Pad />);
  await userEvent.click(field('year'));
  await userEvent.keyboard('２０２６{Enter}12{Tab}');
  await userEvent.keyboard('5');
  expect(parts).toEqual({ era: null, year: 2026, month: 12, day: 5 });
});

test('digits typed while a key of the pad has the focus land in the field', async () => {
  render(<Pad />);
  screen.getByRole('button', { name: '1' }).focus();
  await userEvent.keyboard('2026');
  expect(parts.year).toBe(2026);
});

test('emits impossible dates as they were given: others judge them', async () => {
  render(<Pad />);
  await userEvent.type(field('year'), '2026');
  await userEvent.type(field('month'), '2');
  await userEvent.type(field('day'), '31');
  expect(parts).toEqual({ era: null, year: 2026, month: 2, day: 31 });
});

test('offers no day that the month never has', async () => {
  render(<Pad />);
  await userEvent.type(field('month'), '2');
  await userEvent.click(field('day'));
  expect(screen.queryByRole('button', { name: '29 day' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '30 day' })).toBeNull();
});

test('a part may be said to be unknown only where that is allowed', async () => {
  render(<Pad unknown={['day']} />);
  await userEvent.click(field('month'));
  expect(screen.queryByRole('button', { name: 'Not known' })).toBeNull();
  await userEvent.click(field('day'));
  await tap('Not known');
  expect(parts.day).toBe('unknown');
  expect(field('day').value).toBe('Not known');
  await userEvent.type(field('day'), '7');
  expect(parts.day).toBe(7);
});

test('a whole year that is gone back to is replaced, by tap and by typing', async () => {
  render(<Pad years={[2026]} />);
  await tap('2026 year');
  await userEvent.click(field('year'));
  await tap('1');
  expect(parts.year).toBe(1);
  await userEvent.type(field('month'), '11');
  await userEvent.tab({ shift: true });
  await userEvent.keyboard('1999{Tab}12');
  expect(parts).toEqual({ era: null, year: 1999, month: 12, day: null });
});

test('likely years are one tap', async () => {
  render(<Pad years={[2026, 2025]} />);
  await tap('2025 year');
  expect(parts.year).toBe(2025);
  expect(padNow()).toBe('Choose the month');
});

test('erasing takes the last digit of the year, and text that is no number is not taken', async () => {
  render(<Pad />);
  await tap('1');
  await tap('9');
  await tap('Erase');
  expect(parts.year).toBe(1);
  await userEvent.clear(field('year'));
  await tap('7');
  await userEvent.type(field('year'), '{Backspace}');
  expect(parts.year).toBeNull();
  await userEvent.type(field('year'), 'abc');
  expect(parts.year).toBeNull();
  expect(field('year').value).toBe('');
});

test('the error belongs to the whole date and is announced', () => {
  render(<Pad error="There is no 31 February" />);
  expect(screen.getByRole('alert').textContent).toBe('There is no 31 February');
  expect(within(screen.getByRole('group', { name: 'When?' })).getAllByRole('textbox')).toHaveLength(3);
  expect(field('day').getAttribute('aria-invalid')).toBe('true');
});

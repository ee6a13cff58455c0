import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Dialog } from './Dialog.tsx';
import { shuffledDigits } from './digits.tsx';
import { NumberPad, type NumberPadProps } from './NumberPad.tsx';

afterEach(cleanup);

const words = {
  label: 'PIN',
  announce: (count: number) => `${count} of 4`,
  eraseLabel: 'Erase',
  keysLabel: 'Digits',
};

function Pad(props: Partial<NumberPadProps>) {
  const [value, setValue] = useState('');
  return (
    <>
      <NumberPad {...words} length={4} value={value} onChange={setValue} {...props} />
      <span data-testid="value">{value}</span>
    </>
  );
}

const value = () => screen.getByTestId('value').textContent;
const key = (name: string) => screen.getByRole('button', { name });

test('takes digits by touch, up to its length, and erases the last one', async () => {
  render(<Pad />);
  for (const digit of ['1', '2', '3', '4', '5']) await userEvent.click(key(digit));
  expect(value()).toBe('1234');
  await userEvent.click(key('Erase'));
  expect(value()).toBe('123');
});

test('takes digits from a keyboard wherever the focus is, full-width ones too', async () => {
  render(<Pad />);
  document.body.focus();
  await userEvent.keyboard('40９{Backspace}7x');
  expect(value()).toBe('407');
});

test('a masked pad shows and announces how many, and never which', async () => {
  const { container } = render(<Pad masked />);
  await userEvent.keyboard('58');
  expect(screen.getByRole('status').textContent).toBe('2 of 4');
  expect(container.querySelectorAll('.look-pad-dots [data-filled]')).toHaveLength(2);
  container.querySelector('.look-keys')?.replaceChildren();
  expect(container.querySelector('.look-pad')?.outerHTML).not.toMatch(/(?<!\w)[58]/);
  expect(value()).toBe('58');
});

test('the same key counts again at once from a keyboard, and by touch after a short while', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  render(<Pad />);
  for (const pause of [1000, 119, 1]) {
    vi.advanceTimersByTime(pause);
    fireEvent.click(key('1'));
  }
  expect(value()).toBe('11');
  fireEvent.keyDown(document.body, { key: '1' });
  fireEvent.keyDown(document.body, { key: '1' });
  expect(value()).toBe('1111');
  vi.useRealTimers();
});

test('digits typed into a text field are not the pad’s', async () => {
  render(
    <>
      <input aria-label="Name" />
      <Pad />
    </>,
  );
  await userEvent.type(screen.getByLabelText('Name'), '12');
  expect(value()).toBe('');
});

test('under an open dialog it takes nothing', async () => {
  render(
    <>
      <Pad />
      <Dialog title="Wait">please</Dialog>
    </>,
  );
  await userEvent.keyboard('12');
  expect(value()).toBe('');
});

test('Enter is done, except on a key, which it presses', async () => {
  const done = vi.fn<() => void>();
  render(<Pad onEnter={done} />);
  await userEvent.keyboard('{Enter}');
  expect(done).not.toHaveBeenCalled();
  await userEvent.keyboard('12{Enter}');
  expect(done).toHaveBeenCalledTimes(1);
  act(() => key('3').focus());
  await userEvent.keyboard('{Enter}');
  expect(value()).toBe('123');
  expect(done).toHaveBeenCalledTimes(1);
});

test('the keys may stand in another order, and each digit is still there once', () => {
  const random = [0.9, 0.1, 0.5, 0.3, 0.7, 0.2, 0.8, 0.4, 0.6, 0];
  const order = shuffledDigits(() => random.shift() ?? 0);
  expect(order).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  render(<Pad order={order} />);
  const faces = screen.getAllByRole('button').map((button) => button.textContent);
  expect(faces).toEqual([...order.map(String), 'Erase']);
  expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('an error is announced', () => {
  render(<Pad error="Two tries left" />);
  expect(screen.getByRole('alert').textContent).toBe('Two tries left');
});

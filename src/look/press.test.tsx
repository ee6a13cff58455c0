import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ActionButton } from './ActionButton.tsx';
import { Choice } from './Choice.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const later = (ms: number) => vi.advanceTimersByTime(ms);

test('two taps of a shaking hand press a button once, and a later tap presses it again', () => {
  const pressed = vi.fn<() => void>();
  render(<ActionButton onPress={pressed}>Go</ActionButton>);
  const button = screen.getByRole('button', { name: 'Go' });

  later(1000);
  fireEvent.click(button);
  later(249);
  fireEvent.click(button);
  expect(pressed).toHaveBeenCalledTimes(1);
  later(1);
  fireEvent.click(button);
  expect(pressed).toHaveBeenCalledTimes(2);
});

test('two different buttons may be pressed quickly one after the other', () => {
  const pressed = vi.fn<(name: string) => void>();
  render(
    <>
      <ActionButton onPress={() => pressed('one')}>One</ActionButton>
      <ActionButton onPress={() => pressed('two')}>Two</ActionButton>
    </>,
  );
  later(1000);
  fireEvent.click(screen.getByText('One'), { detail: 1 });
  later(50);
  fireEvent.click(screen.getByText('Two'), { detail: 1 });
  expect(pressed.mock.calls).toEqual([['one'], ['two']]);
});

test('the second half of a double tap does not press what came under the finger meanwhile', () => {
  const first = vi.fn<() => void>();
  const second = vi.fn<() => void>();
  const { rerender } = render(
    <ActionButton key="1" onPress={first}>
      First
    </ActionButton>,
  );
  later(1000);
  fireEvent.click(screen.getByText('First'), { detail: 1 });
  rerender(
    <ActionButton key="2" onPress={second}>
      Second
    </ActionButton>,
  );
  later(120);
  fireEvent.click(screen.getByText('Second'), { detail: 2 });
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).not.toHaveBeenCalled();
});

test('a held-down Enter key does not press again and again', () => {
  render(<ActionButton onPress={() => {}}>Go</ActionButton>);
  const button = screen.getByRole('button');
  expect(fireEvent.keyDown(button, { key: 'Enter' })).toBe(true);
  expect(fireEvent.keyDown(button, { key: 'Enter', repeat: true })).toBe(false);
});

test('an unavailable button takes the focus, does nothing, and can say why', () => {
  const pressed = vi.fn<() => void>();
  const refused = vi.fn<() => void>();
  render(
    <ActionButton onPress={pressed} unavailable onRefused={refused}>
      Next
    </ActionButton>,
  );
  const button = screen.getByRole('button', { name: 'Next' });
  button.focus();
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  later(1000);
  fireEvent.click(button);
  expect(pressed).not.toHaveBeenCalled();
  expect(refused).toHaveBeenCalledTimes(1);
});

test('a double tap on a checkbox ticks it and leaves it ticked', () => {
  const picked = vi.fn<(checked: boolean) => void>();
  const choice = (checked: boolean) => (
    <Choice kind="checkbox" name="who" checked={checked} onPick={picked} label="Hanako" />
  );
  const { rerender } = render(choice(false));
  later(1000);
  fireEvent.click(screen.getByRole('checkbox'));
  rerender(choice(true));
  later(100);
  fireEvent.click(screen.getByRole('checkbox'));
  expect(picked.mock.calls).toEqual([[true]]);
  expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
});

import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ActionButton } from './ActionButton.tsx';
import { Choice } from './Choice.tsx';
import { Dialog } from './Dialog.tsx';
import { Frame } from './Frame.tsx';
import { NumberPad } from './NumberPad.tsx';
import { Question } from './Question.tsx';
import { type ScanningOptions, useScanning } from './useScanning.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(1000);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const INTERVAL = 1000;
const pressed = vi.fn<(name: string) => void>();

function Page({ children, ...options }: Partial<ScanningOptions> & { children?: ReactNode }) {
  useScanning({ enabled: true, interval: INTERVAL, ...options });
  const button = (name: string) => <ActionButton onPress={() => pressed(name)}>{name}</ActionButton>;
  return (
    <Frame
      screen="one"
      title="Here"
      moreLabel="More below"
      controls={
        <>
          {button('Language')}
          {button('Text size')}
        </>
      }
      back={button('Back')}
      call={button('Call')}
      next={button('Next')}
    >
      <Question>Who?</Question>
      <Choice kind="checkbox" name="who" checked={false} onPick={() => pressed('Hanako')} label="Hanako" />
      {children}
    </Frame>
  );
}

const scanned = () => {
  const marked = [...document.querySelectorAll('[data-scanned]')];
  expect(marked.length).toBeLessThan(2);
  const [one] = marked;
  return one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : one?.textContent;
};
const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms);
  });
const wait = () => pass(INTERVAL);
const wave = (steps: number) =>
  Array.from({ length: steps }, () => {
    wait();
    return scanned();
  });
const press = (key = ' ') => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key });
};

test('everything comes by in turn, question first, the header as one stop', () => {
  render(<Page />);
  const round = ['Hanako', 'Back', 'Call', 'Next', 'HereLanguageText size'];
  expect(wave(6)).toEqual([...round, 'Hanako']);
});

test('one key presses what is highlighted, and what is highlighted then stays its whole time', () => {
  pressed.mockClear();
  render(<Page />);
  wave(2);
  pass(INTERVAL - 1);
  press();
  expect(pressed.mock.calls).toEqual([['Back']]);
  pass(INTERVAL - 1);
  expect(scanned()).toBe('Back');
  pass(1);
  expect(scanned()).toBe('Call');
});

test('a group is entered, goes round by itself, and is left after two empty rounds', () => {
  pressed.mockClear();
  render(<Page />);
  wave(5);
  press();
  expect(scanned()).toBe('Language');
  expect(wave(3)).toEqual(['Text size', 'Language', 'Text size']);
  expect(wave(2)).toEqual(['HereLanguageText size', 'Hanako']);
  expect(pressed).not.toHaveBeenCalled();
});

test('a target in the group is pressed, and the scan goes on from the group', () => {
  pressed.mockClear();
  render(<Page />);
  wave(5);
  press();
  wait();
  press();
  expect(pressed.mock.calls).toEqual([['Text size']]);
  expect(scanned()).toBe('HereLanguageText size');
});

test('a PIN is given with one switch', () => {
  function WithPad() {
    const [pin, setPin] = useState('');
    return (
      <Page>
        <NumberPad
          label="PIN"
          value={pin}
          onChange={setPin}
          length={4}
          announce={String}
          eraseLabel="Erase"
          keysLabel="Digits"
        />
        <output data-testid="pin">{pin}</output>
      </Page>
    );
  }
  render(<WithPad />);
  expect(wave(5)).toEqual(['Hanako', '123', '456', '789', '0Erase']);
  wave(1 + 4 + 1); // Back … header, Hanako, first row
  press();
  wait();
  press(); // 2, the first row stays highlighted
  wait();
  press(); // into 456
  press();
  expect(screen.getByTestId('pin').textContent).toBe('24');
});

test('over an open dialog only the dialog is scanned', () => {
  render(
    <Page>
      <Dialog title="Wait" actions={<ActionButton onPress={() => pressed('time')}>More time</ActionButton>}>
        …
      </Dialog>
    </Page>,
  );
  expect(wave(2)).toEqual(['More time', 'More time']);
});

test('a dialog that stands in a group of the page is scanned target by target', () => {
  render(
    <Page>
      <div data-scan-group="">
        <Dialog title="Text size" actions={<ActionButton onPress={() => pressed('Close')}>Close</ActionButton>}>
          <Choice kind="checkbox" name="size" checked={false} onPick={() => pressed('Large')} label="Large" />
        </Dialog>
      </div>
    </Page>,
  );
  expect(wave(3)).toEqual(['Large', 'Close', 'Large']);
});

test('when the highlighted target is gone the scan begins again with the question', () => {
  const { rerender } = render(
    <Page>
      <ActionButton onPress={() => {}}>Extra</ActionButton>
    </Page>,
  );
  expect(wave(2)).toEqual(['Hanako', 'Extra']);
  rerender(<Page />);
  expect(wave(1)).toEqual(['Hanako']);
});

test('what is highlighted can be read aloud; another key can be the switch; other keys are left alone', () => {
  pressed.mockClear();
  const heard = vi.fn<(element: HTMLElement) => void>();
  render(<Page keys={['F8']} onHighlight={heard} />);
  wave(2);
  expect(heard.mock.calls.map(([element]) => element.localName)).toEqual(['input', 'button']);
  press('F8');
  expect(pressed.mock.calls).toEqual([['Back']]);
  expect(fireEvent.keyDown(document.body, { key: ' ' })).toBe(true);
});

test('switched off, nothing is highlighted any more', () => {
  const { rerender } = render(<Page />);
  wait();
  rerender(<Page enabled={false} />);
  expect(scanned()).toBeUndefined();
  wait();
  expect(scanned()).toBeUndefined();
});

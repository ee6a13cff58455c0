import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ActionButton } from './ActionButton.tsx';
import { setDisplay } from './display.ts';
import { Frame } from './Frame.tsx';
import { Notice } from './Notice.tsx';
import { Progress } from './Progress.tsx';
import { Question } from './Question.tsx';
import { OpenSheet, Sheet } from './Sheet.tsx';
import { Steps } from './Steps.tsx';
import { moveFocus } from './targets.ts';
import { TextField } from './TextField.tsx';

afterEach(cleanup);

test('the heading takes the focus when the screen changes, and only then', () => {
  const page = (name: string, question: string) => (
    <Frame screen={name} title="Here" moreLabel="More" next={<ActionButton onPress={() => {}}>Next</ActionButton>}>
      <Question>{question}</Question>
    </Frame>
  );
  const { rerender } = render(page('1', 'First?'));
  expect(document.activeElement?.textContent).toBe('First?');
  act(() => screen.getByRole('button').focus());
  rerender(page('1', 'First, said better?'));
  expect(document.activeElement?.textContent).toBe('Next');
  rerender(page('2', 'Second?'));
  expect(document.activeElement?.textContent).toBe('Second?');
});

test('the button for more shows only while something is below, and hands its focus on when it goes', () => {
  let tell: (visible: boolean) => void = () => {};
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      listener: (entries: { isIntersecting: boolean; target: Element }[]) => void;
      constructor(listener: (entries: { isIntersecting: boolean; target: Element }[]) => void) {
        this.listener = listener;
      }
      observe(target: Element) {
        tell = (isIntersecting) => this.listener([{ isIntersecting, target }]);
      }
      disconnect() {}
    },
  );
  render(
    <Frame screen="1" title="Here" moreLabel="More below" next={<ActionButton onPress={() => {}}>Next</ActionButton>}>
      long
    </Frame>,
  );
  const more = () => screen.queryByRole('button', { name: 'More below' });
  expect(more()).toBeNull();
  act(() => tell(false));
  act(() => more()?.focus());
  expect(document.activeElement).toBe(more());
  act(() => tell(true));
  expect(more()).toBeNull();
  moveFocus('next');
  expect(document.activeElement?.textContent).toBe('Next');
  vi.unstubAllGlobals();
});

test('progress draws what it is given, as dots or, when they are many, as a bar', () => {
  const { container, rerender } = render(<Progress done={2} total={6} text="about 4 more" />);
  expect(container.querySelectorAll('i')).toHaveLength(6);
  expect(container.querySelectorAll('i[data-done]')).toHaveLength(2);
  rerender(<Progress done={10} total={40} text="about 30 more" />);
  expect(container.querySelectorAll('i')).toHaveLength(0);
  expect(container.querySelector<HTMLElement>('[style]')?.style.inlineSize).toBe('25%');
  expect(screen.getByText('about 30 more')).toBeTruthy();
});

test('steps say their state in words and mark the one in hand', () => {
  const words = { todo: 'later', doing: 'now', done: 'done' };
  render(
    <Steps
      words={words}
      steps={[
        { id: '1', label: 'Lay it down', state: 'done' },
        { id: '2', label: 'Reading', state: 'doing' },
        { id: '3', label: 'Take it back', state: 'todo' },
      ]}
    />,
  );
  const items = screen.getAllByRole('listitem');
  expect(items.map((item) => item.lastChild?.textContent)).toEqual(['done', 'now', 'later']);
  expect(items.map((item) => item.getAttribute('aria-current'))).toEqual([null, 'step', null]);
});

test('a small sheet tells filled from empty and never what is written; a tap enlarges it', async () => {
  const opened = vi.fn<() => void>();
  const boxes = [
    { id: 'a', filled: true },
    { id: 'b', filled: false },
  ];
  const { container } = render(<Sheet title="Form" boxes={boxes} summary="1 of 2" onOpen={opened} />);
  expect(container.querySelectorAll('i[data-filled]')).toHaveLength(1);
  const sheet = screen.getByRole('button', { name: /Form\s*1 of 2/ });
  await userEvent.click(sheet);
  expect(opened).toHaveBeenCalledTimes(1);
});

test('each box of an enlarged sheet stands with its content and where that came from', () => {
  render(<OpenSheet boxes={[{ id: 'a', label: 'Name', value: 'みほん　花子', mark: 'Card' }]} />);
  expect(screen.getByRole('term').textContent).toBe('Name');
  expect(screen.getByRole('definition').textContent).toBe('みほん　花子Card');
});

test('a text field announces its hint and its error, and passes on what a form library needs', async () => {
  const changed = vi.fn<() => void>();
  let held: HTMLInputElement | null = null;
  render(
    <TextField
      label="Telephone"
      hint="Digits only"
      error="Too short"
      name="phone"
      onChange={changed}
      ref={(element) => {
        held = element;
      }}
    />,
  );
  const field = screen.getByRole('textbox', { name: 'Telephone', description: 'Digits only Too short' });
  expect(field).toBe(held);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('alert').textContent).toBe('Too short');
  await userEvent.type(field, '1');
  expect(changed).toHaveBeenCalledTimes(1);
});

test('only an error interrupts', () => {
  render(
    <>
      <Notice kind="check" title="Please check" />
      <Notice kind="error" title="The card was taken away" />
    </>,
  );
  expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual(['The card was taken away']);
});

test('text size and contrast are set on the root', () => {
  setDisplay({ textSize: 200, contrast: 'high' });
  expect(document.documentElement.dataset).toMatchObject({ textSize: '200', contrast: 'high' });
  setDisplay({ textSize: 100, contrast: 'normal' });
  expect(document.documentElement.dataset).toMatchObject({ textSize: '100', contrast: 'normal' });
});

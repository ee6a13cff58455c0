import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ActionButton } from './ActionButton.tsx';
import { Choice } from './Choice.tsx';
import { ChoiceGroup } from './ChoiceGroup.tsx';
import { Dialog } from './Dialog.tsx';
import { Disclosure } from './Disclosure.tsx';
import { Frame } from './Frame.tsx';
import { NumberPad } from './NumberPad.tsx';
import { Question } from './Question.tsx';
import { TextField } from './TextField.tsx';
import { type KeypadActions, useKeypad } from './useKeypad.ts';

afterEach(cleanup);

const picked = vi.fn<(name: string) => void>();

function Page({ actions = {}, more }: { actions?: KeypadActions; more?: React.ReactNode }) {
  useKeypad(actions);
  return (
    <Frame
      screen="one"
      title="Here"
      moreLabel="More below"
      controls={
        <ActionButton kind="quiet" onPress={() => {}}>
          Text size
        </ActionButton>
      }
      back={<ActionButton onPress={() => {}}>Back</ActionButton>}
      call={<ActionButton onPress={() => {}}>Call</ActionButton>}
      next={<ActionButton onPress={() => picked('next')}>Next</ActionButton>}
    >
      <Question id="who">Who?</Question>
      <ChoiceGroup labelledBy="who">
        {['a', 'b'].map((each) => (
          <Choice key={each} kind="radio" name="who" checked={false} onPick={() => picked(each)} label={each} />
        ))}
      </ChoiceGroup>
      <Disclosure summary="Why?">
        <ActionButton onPress={() => {}}>Folded</ActionButton>
      </Disclosure>
      {more}
    </Frame>
  );
}

const focused = () => {
  const { activeElement } = document;
  return activeElement instanceof HTMLInputElement
    ? activeElement.labels?.[0]?.textContent
    : activeElement?.textContent;
};

async function walk(key: string, times: number) {
  const seen = [];
  for (let step = 0; step < times; step++) {
    await userEvent.keyboard(key);
    seen.push(focused());
  }
  return seen;
}

test('one key walks from the question through footer and header and round again, and answers nothing', async () => {
  picked.mockClear();
  render(<Page />);
  expect(focused()).toBe('Who?');
  const round = ['a', 'b', 'Why?', 'Back', 'Call', 'Next', 'Text size'];
  expect(await walk('{ArrowRight}', 8)).toEqual([...round, 'a']);
  expect(await walk('4', 7)).toEqual(round.toReversed());
  expect(picked).not.toHaveBeenCalled();
});

test('what is folded away is no target until it is unfolded', async () => {
  render(<Page />);
  await walk('6', 3);
  expect(focused()).toBe('Why?');
  act(() => {
    screen.getByText('Why?').closest('details')?.setAttribute('open', '');
  });
  expect(await walk('6', 1)).toEqual(['Folded']);
});

test('5 presses: an answer, a button', async () => {
  picked.mockClear();
  render(<Page />);
  await userEvent.keyboard('65');
  expect(picked.mock.calls).toEqual([['a']]);
  act(() => screen.getByRole('button', { name: 'Next' }).focus());
  await userEvent.keyboard('5');
  expect(picked.mock.calls).toEqual([['a'], ['next']]);
});

test.each([
  ['0', 'onBack'],
  ['{Backspace}', 'onBack'],
  ['3', 'onNext'],
  ['{PageDown}', 'onNext'],
  ['*', 'onCall'],
  ['{F1}', 'onCall'],
  ['9', 'onRepeat'],
] as const)('%s is %s', async (key, name) => {
  const action = vi.fn<() => void>();
  render(<Page actions={{ [name]: action }} />);
  await userEvent.keyboard(key);
  expect(action).toHaveBeenCalledTimes(1);
});

test('in a text field keys write; up and down leave it', async () => {
  const back = vi.fn<() => void>();
  render(<Page actions={{ onBack: back }} more={<TextField label="Telephone" />} />);
  const field = screen.getByLabelText<HTMLInputElement>('Telephone');
  await userEvent.type(field, '0580{Backspace}');
  expect(field.value).toBe('058');
  expect(back).not.toHaveBeenCalled();
  await userEvent.keyboard('{ArrowDown}');
  expect(focused()).toBe('Back');
});

test('where a number pad is on the screen, digits are its and arrows still move', async () => {
  const typed = vi.fn<(value: string) => void>();
  const pad = (
    <NumberPad
      label="PIN"
      value=""
      onChange={typed}
      length={4}
      announce={String}
      eraseLabel="Erase"
      keysLabel="Digits"
    />
  );
  render(<Page more={pad} />);
  await userEvent.keyboard('5');
  expect(typed.mock.calls).toEqual([['5']]);
  expect(await walk('{ArrowRight}', 1)).toEqual(['a']);
});

test('over an open dialog only the dialog is walked', async () => {
  render(
    <Page
      more={
        <Dialog title="Wait" actions={<ActionButton onPress={() => {}}>More time</ActionButton>}>
          …
        </Dialog>
      }
    />,
  );
  expect(await walk('{ArrowRight}', 2)).toEqual(['More time', 'More time']);
});

test('switched off, it leaves the keys alone', async () => {
  const back = vi.fn<() => void>();
  render(<Page actions={{ onBack: back, enabled: false }} />);
  await userEvent.keyboard('0');
  expect(back).not.toHaveBeenCalled();
});

import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Choice } from './Choice.tsx';
import { ChoiceGroup } from './ChoiceGroup.tsx';

afterEach(cleanup);

function Answers({ onAnswer }: { onAnswer: (answer: string) => void }) {
  const [answer, setAnswer] = useState<string | null>(null);
  return (
    <ChoiceGroup legend="Which?">
      {['a', 'b', 'c'].map((each) => (
        <Choice
          key={each}
          kind="radio"
          name="which"
          checked={answer === each}
          onPick={() => {
            setAnswer(each);
            onAnswer(each);
          }}
          label={`Answer ${each}`}
          note={each === 'b' ? 'second line' : undefined}
          pleaseCheck={each === 'c' ? 'Please check' : undefined}
        />
      ))}
    </ChoiceGroup>
  );
}

test('arrow keys look at the answers without giving one; Space and Enter give it', async () => {
  const answered = vi.fn<(answer: string) => void>();
  render(<Answers onAnswer={answered} />);
  const user = userEvent.setup();

  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Answer a' }));
  await user.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Answer b' }));
  expect(answered).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(answered.mock.calls).toEqual([['b']]);
  await user.keyboard('{ArrowRight} ');
  expect(answered.mock.calls).toEqual([['b'], ['c']]);
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Answer c' }).checked).toBe(true);
});

test('pressing the answer that is already chosen says so again, so that it can lead on', async () => {
  const picked = vi.fn<(checked: boolean) => void>();
  render(<Choice kind="radio" name="which" checked onPick={picked} label="Yes" />);
  await userEvent.click(screen.getByRole('radio'));
  expect(picked.mock.calls).toEqual([[true]]);
});

test('the second line and the mark are read as a description, not as the name', () => {
  render(<Answers onAnswer={() => {}} />);
  expect(screen.getByRole('radio', { description: 'second line' })).toBe(
    screen.getByRole('radio', { name: 'Answer b' }),
  );
  expect(screen.getByRole('radio', { description: 'Please check' })).toBe(
    screen.getByRole('radio', { name: 'Answer c' }),
  );
});

test('the group is named by its legend, or by the question above it', () => {
  render(
    <>
      <Answers onAnswer={() => {}} />
      <h1 id="asked">Who?</h1>
      <ChoiceGroup labelledBy="asked">
        <Choice kind="checkbox" name="who" checked={false} onPick={() => {}} label="Hanako" />
      </ChoiceGroup>
    </>,
  );
  expect(screen.getByRole('group', { name: 'Which?' })).toBeTruthy();
  expect(screen.getByRole('group', { name: 'Who?' })).toBeTruthy();
});

import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Enrolment } from '../../sync/index.ts';
import { createWording, WordsProvider } from '../../wording/index.ts';
import { stillKiosk } from '../fixture/still-kiosk.ts';
import { KioskContext } from '../kiosk-context.tsx';
import { TroubleScreen } from './Trouble.tsx';

const wording = createWording();
await wording.complete();
const { t } = wording.words;
afterEach(cleanup);

/** The screen, at a hub that answers so. */
function shown(trouble: 'not-enrolled' | 'other-hub', enrol: (code: string) => Promise<Enrolment>) {
  const send = vi.fn<(typeof stillKiosk)['send']>();
  const screen = render(
    <KioskContext value={{ ...stillKiosk, send, desk: { ...stillKiosk.desk, enrol } }}>
      <WordsProvider wording={wording} furigana={false}>
        <TroubleScreen trouble={trouble} />
      </WordsProvider>
    </KioskContext>,
  );
  const user = userEvent.setup();
  const button = (name: string) => screen.getByRole('button', { name });
  return {
    screen,
    send,
    enter: async (code: string) => {
      await user.clear(screen.getByLabelText(t('enrol.code')));
      await user.type(screen.getByLabelText(t('enrol.code')), code);
      await user.keyboard('{Enter}');
    },
    join: () => user.click(button(t('enrol.join'))),
    again: () => user.click(button(t('action.again'))),
  };
}

test('staff enter the code that they were given, and are told why one is not taken', async () => {
  const refusals = ['wrong', 'expired', 'used', 'later', 'unreachable'] as const;
  const outcomes: Enrolment[] = [...refusals, 'enrolled'];
  const codes: string[] = [];
  const { screen, enter } = shown('not-enrolled', (code) => {
    codes.push(code);
    return Promise.resolve(outcomes.shift() ?? 'wrong');
  });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(t('trouble.not-enrolled.title'));
  for (const refusal of refusals) {
    await enter('7k3m-q2wx');
    await screen.findByText(t(`enrol.${refusal}`));
  }
  await enter('7k3m-q2wx');
  expect(screen.queryByText(t('enrol.unreachable'))).toBeNull();
  expect(codes).toEqual(Array.from({ length: 6 }, () => '7k3m-q2wx'));
});

test('a kiosk that could not keep its enrolment says so, and takes the same code again', async () => {
  const enrol = vi.fn<(code: string) => Promise<Enrolment>>(() => Promise.reject(new Error('full')));
  const { screen, enter, join } = shown('not-enrolled', enrol);
  await enter('7K3M-Q2WX');
  await screen.findByText(t('enrol.not-kept'));
  await join();
  expect(enrol.mock.calls).toEqual([['7K3M-Q2WX'], ['7K3M-Q2WX']]);
});

test('where another hub answers it is said in one sentence, and the right one may be back', async () => {
  const { screen, send, again } = shown('other-hub', () => Promise.resolve('unreachable'));
  expect(screen.getByText(t('trouble.other-hub.text'))).toBeDefined();
  await again();
  expect(send).toHaveBeenCalledWith({ type: 'RETRY' });
});

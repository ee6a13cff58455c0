import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Action } from '../case/index.ts';
import type { NumberedCase, Resumable, ResumeCaseAnswer } from '../protocol/index.ts';
import { createWording, WordsProvider } from '../wording/index.ts';
import { stillKiosk } from './fixture/still-kiosk.ts';
import { type Kiosk, KioskContext } from './kiosk-context.tsx';
import { ResumeCase } from './ResumeCase.tsx';

const wording = createWording();
await wording.complete();
const { forStaff: staff } = wording.words;

afterEach(cleanup);

const one: NumberedCase = {
  case: '01999999-0001-7000-8000-000000000000',
  receipt: 'A-1032',
  events: ['moving-in'],
  ended: 'left',
  preparedAt: '2026-11-20T01:45:00.000Z',
  now: { standing: 'ready' },
};
const opened: Action = {
  id: '01999999-0001-7000-8000-000000000001',
  at: '2026-11-20T01:32:00.000Z',
  by: { role: 'resident' },
  device: 'A',
  content: 'abc',
  type: 'opened',
  format: 1,
  case: one.case,
  today: '2026-11-20',
  municipality: 'mihon',
  events: ['moving-in'],
  visitor: 'a',
};
const given: ResumeCaseAnswer = { protocol: 1, outcome: 'given', actions: [opened] };
const resumed: Resumable = { standing: 'resumed', at: '2026-11-20T02:05:00.000Z', kiosk: 'B' };

/** The dialog over a hub that has these cases and answers so. */
function open(cases: readonly NumberedCase[], answers: ResumeCaseAnswer[] = [given], events = ['moving-in']) {
  const resumeCase = vi.fn<(earlier: readonly Action[]) => void>();
  const asked = vi.fn<(code: string, caseId: string, again: boolean) => void>();
  const desk = {
    ...stillKiosk.desk,
    findCases: vi.fn<Kiosk['desk']['findCases']>(async () => ({
      ok: true as const,
      value:
        cases.length > 0
          ? { protocol: 1 as const, outcome: 'found' as const, cases: [...cases] }
          : { protocol: 1 as const, outcome: 'not-found' as const },
    })),
    resumeCase: async (code: string, caseId: string, again: boolean) => {
      asked(code, caseId, again);
      return { ok: true as const, value: answers.shift() ?? given };
    },
    delivered: async () => [{ ...one, caseId: one.case, receivedAt: one.preparedAt }],
  };
  render(
    <KioskContext value={{ ...stillKiosk, desk, opening: events, resumeCase }}>
      <WordsProvider wording={wording} furigana={false}>
        <ResumeCase code="482913" onClose={() => undefined} />
      </WordsProvider>
    </KioskContext>,
  );
  return { resumeCase, asked, findCases: desk.findCases };
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
async function type(digits: string) {
  for (const digit of digits) await press(digit);
  await press(staff('resume.find'));
}

test('staff type the number, see what it is but not of whom, and the case goes on here', async () => {
  const { resumeCase, asked, findCases } = open([one]);
  await type('1032');
  expect(findCases).toHaveBeenCalledWith('482913', '1032');
  await screen.findByText('A-1032');
  await press(staff('resume.open'));
  expect(asked).toHaveBeenCalledWith('482913', one.case, false);
  expect(resumeCase).toHaveBeenCalledWith([opened]);
});

test('what was left behind here is offered by its number', async () => {
  const { findCases } = open([one]);
  await screen.findByText(staff('resume.recent'));
  await press(/A-1032/);
  expect(findCases).toHaveBeenCalledWith('482913', 'A-1032');
});

test('resumed before: said in words, and given only to who wants it nevertheless', async () => {
  const { resumeCase, asked } = open([{ ...one, now: resumed }]);
  await type('1032');
  await screen.findByText(staff('resume.standing.resumed', { time: '11/20 11:05', kiosk: 'B' }));
  expect(screen.queryByRole('button', { name: staff('resume.open') })).toBeNull();
  await press(staff('resume.open-again'));
  expect(asked).toHaveBeenCalledWith('482913', one.case, true);
  expect(resumeCase).toHaveBeenCalledOnce();
});

test('another kiosk is faster: staff are told, and nothing begins here', async () => {
  const { resumeCase, findCases } = open([one], [{ protocol: 1, outcome: 'not-given', now: resumed }]);
  await type('1032');
  await screen.findByText('A-1032');
  await press(staff('resume.open'));
  expect(findCases).toHaveBeenCalledTimes(2);
  expect(resumeCase).not.toHaveBeenCalled();
});

test.each<[string, Resumable, string]>([
  [
    'continued',
    { standing: 'continued', receipt: 'B-1105' },
    staff('resume.standing.continued', { receipt: 'B-1105' }),
  ],
  ['a task', { standing: 'task' }, staff('resume.standing.task')],
  ['arriving', { standing: 'arriving' }, staff('resume.standing.arriving')],
])('%s: it says so, and there is nothing to press', async (_, now, words) => {
  open([{ ...one, now }]);
  await type('1032');
  await screen.findByText(words);
  expect(screen.queryByRole('button', { name: staff('resume.open') })).toBeNull();
});

test('no such number, an event that is not here, and an action that this version does not know: told, and nothing begins', async () => {
  open([]);
  await type('9876');
  await screen.findByText(staff('resume.not-found'));
  cleanup();
  const elsewhere = open([one], [given], ['birth']);
  await type('1032');
  await press(staff('resume.open'));
  await screen.findByText(staff('resume.not-here'));
  expect(elsewhere.asked).not.toHaveBeenCalled();
  cleanup();
  const later = open([one], [{ protocol: 1, outcome: 'given', actions: [opened, { type: 'of-later' }] }]);
  await type('1032');
  await press(staff('resume.open'));
  await screen.findByText(staff('resume.unreadable'));
  expect(later.resumeCase).not.toHaveBeenCalled();
});

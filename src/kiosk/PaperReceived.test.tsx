import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { createWording, WordsProvider } from '../wording/index.ts';
import { Band } from './Band.tsx';
import { stillKiosk } from './fixture/still-kiosk.ts';
import { type Kiosk, KioskContext } from './kiosk-context.tsx';
import { PaperReceived } from './PaperReceived.tsx';

const wording = createWording();
await wording.complete();
afterEach(cleanup);

function show(part: React.ReactNode, kiosk: Partial<Kiosk> = {}) {
  render(
    <KioskContext value={{ ...stillKiosk, ...kiosk }}>
      <WordsProvider wording={wording} furigana={false}>
        {part}
      </WordsProvider>
    </KioskContext>,
  );
  return userEvent.setup();
}

async function type(user: ReturnType<typeof userEvent.setup>, year: string, month: string, day: string) {
  for (const [name, digits] of [
    ['年', year],
    ['月', month],
    ['日', day],
  ] as const) {
    const field = screen.getByRole('textbox', { name });
    await user.clear(field);
    await user.type(field, digits);
  }
}

test('staff tap or type the day on which a paper was received; what cannot be is refused with the reason', async () => {
  const enterPaper = vi.fn<(received: string) => void>();
  const onClose = vi.fn<() => void>();
  const user = show(<PaperReceived onClose={onClose} />, { today: '2026-11-21', enterPaper });
  const go = async () => {
    await new Promise((later) => setTimeout(later, 300)); // a second press sooner than that is none
    await user.click(screen.getByRole('button', { name: 'この日で始める' }));
  };
  const refused = async (why: RegExp) => expect(await screen.findByText(why, {}, { timeout: 5000 })).toBeDefined();
  await go();
  await refused(/年・月・日とも/);
  await type(user, '2026', '11', '22');
  await go();
  await refused(/今日より後の日/);
  await type(user, '2026', '10', '20');
  await go();
  await refused(/31日より前に受け取った/);
  expect(enterPaper).not.toHaveBeenCalled();
  await user.click(screen.getByRole('radio', { name: /11月18日/ }));
  await go();
  expect(enterPaper.mock.calls).toEqual([['2026-11-18']]);
  expect(onClose).toHaveBeenCalledOnce();
}, 20_000);

test('the band says practice, and which paper is being entered; otherwise there is none', () => {
  show(<Band />);
  expect(screen.queryByRole('note')).toBeNull();
  cleanup();
  show(<Band />, { practice: true });
  expect(screen.getByRole('note').textContent).toBe('練習手続きにはなりません');
  cleanup();
  show(<Band />, { paperDay: '2026-11-18', today: '2026-11-21' });
  expect(screen.getByRole('note').textContent).toContain('受け取った日 11月18日');
});

import { cleanup, render, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { fail, ok } from '../../basics/index.ts';
import { splitCode } from '../../paperwork/index.ts';
import { homeCodeRefusal, type OpenHomeCodeAnswer, PROTOCOL } from '../../protocol/index.ts';
import { createWording, WordsProvider } from '../../wording/index.ts';
import { stillKiosk } from '../fixture/still-kiosk.ts';
import { type HomeCodeWork, KioskContext } from '../kiosk-context.tsx';
import { HomeCodeScreen } from './HomeCodeScreen.tsx';

const wording = createWording();
await wording.complete();
const { t } = wording.words;
afterEach(cleanup);

const sealed = Uint8Array.from({ length: 800 }, (_, n) => n % 251);
const split = splitCode(sealed, '019aa000-0000-7000-8000-00005f0a93c1');
const texts = split.ok ? split.value : [];
const [first = '', second = '', third = ''] = texts;
const parent = `p${'0'.repeat(31)}1`;
const child = `p${'0'.repeat(31)}2`;
const found: OpenHomeCodeAnswer = {
  protocol: PROTOCOL,
  outcome: 'found',
  events: ['moving-in'],
  language: 'ja',
  dropped: 0,
  visitor: parent,
  people: [
    { person: parent, facts: [] },
    { person: child, facts: [{ fact: 'name', value: '架空 花' }] },
  ],
  case: [],
};

type Open = (typeof stillKiosk)['hub']['openHomeCode'];

/** The screen, with a hub that answers so, and hands that scan and press. */
async function shown(openHomeCode: Open = () => Promise.resolve(ok(found)), more: Partial<HomeCodeWork> = {}) {
  const onClose = vi.fn<() => void>();
  const hub = Object.assign(Object.create(stillKiosk.hub) as (typeof stillKiosk)['hub'], { openHomeCode });
  const screen = render(
    <KioskContext value={{ ...stillKiosk, hub, homeCodes: { ...stillKiosk.homeCodes, ...more } }}>
      <WordsProvider wording={wording} furigana={false}>
        <HomeCodeScreen onClose={onClose} />
      </WordsProvider>
    </KioskContext>,
  );
  const user = userEvent.setup();
  await screen.findByText(t('home-code.camera.instead'));
  const scan = async (text: string) => {
    const field = screen.getByLabelText(t('home-code.scanner'));
    await user.click(field);
    await user.paste(text);
    await user.keyboard('{Enter}');
    // What the hub answers comes after the key.
    await waitFor(() => expect(screen.container.querySelector('[data-screen=waiting]')).toBeNull());
  };
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  return { ...screen, onClose, user, scan, press };
}

test('parts are collected in any order, and how many are there is said', async () => {
  const asked = vi.fn<Open>(() => Promise.resolve(ok(found)));
  const { scan, findByText, queryByText } = await shown(asked);
  await scan(third);
  await findByText(t('home-code.progress', { read: 1, of: 3 }));
  await scan(third);
  await scan(first);
  await findByText(t('home-code.progress', { read: 2, of: 3 }));
  expect(queryByText(t('home-code.who'))).toBeNull();
  await scan(second);
  await findByText(t('home-code.who'));
  expect(asked).toHaveBeenCalledWith('019aa000-0000-7000-8000-000000000001', sealed);
});

test('without a camera that is said, and the hand scanner is offered', async () => {
  const { findByText, getByLabelText } = await shown();
  await findByText(/カメラ.*(使えません|許可されていません)/);
  await findByText(t('home-code.camera.instead'));
  expect(getByLabelText(t('home-code.scanner'))).toBeTruthy();
});

test('something else and something misread are told apart, and change nothing that was read', async () => {
  const { scan, findByText } = await shown();
  await scan(first);
  await scan('https://example.jp/');
  await findByText(t('home-code.last.foreign'));
  await scan(second.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await findByText(t('home-code.last.damaged'));
  expect(await findByText(t('home-code.progress', { read: 1, of: 3 }))).toBeTruthy();
});

test('who came is one of the people of the code, or somebody else', async () => {
  const begin = vi.fn<HomeCodeWork['begin']>();
  const { scan, findByLabelText, user } = await shown(undefined, { begin });
  for (const text of texts) await scan(text);
  await user.click(await findByLabelText(t('person.named', { name: '架空 花' })));
  await user.click(await findByLabelText(t('home-code.who.other')));
  expect(begin.mock.calls.map(([from]) => from.came)).toEqual([child, undefined]);
});

test.each(homeCodeRefusal.options)('%s is refused in words of its own, and one can answer here', async (outcome) => {
  const { scan, findByText, press, onClose } = await shown(() => Promise.resolve(ok({ protocol: PROTOCOL, outcome })));
  for (const text of texts) await scan(text);
  await findByText(t(`home-code.${outcome}.title`));
  await findByText(t(`home-code.${outcome}.text`));
  await press(t('home-code.answer-here'));
  expect(onClose).toHaveBeenCalled();
});

test('where the hub does not answer, nothing is read again: one tries once more', async () => {
  const open = vi.fn<Open>().mockResolvedValueOnce(fail('unreachable')).mockResolvedValue(ok(found));
  const { scan, findByText, press } = await shown(open);
  for (const text of texts) await scan(text);
  await findByText(t('home-code.offline.title'));
  await press(t('action.again'));
  await findByText(t('home-code.who'));
  expect(open.mock.calls[0]).toEqual(open.mock.calls[1]);
});

test('a later format is told at once', async () => {
  const { scan, findByText } = await shown();
  await scan(first.replace('KKN1', 'KKN2'));
  expect(await findByText(t('home-code.newer.title'))).toBeTruthy();
});

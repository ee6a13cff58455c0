import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { compileContent } from '../../content/authoring.ts';
import { compile, Course } from '../../engine/index.ts';
import { applications } from '../../paperwork/index.ts';
import { readInput, run } from '../../scenario/index.ts';
import { createWording, WordsProvider } from '../../wording/index.ts';
import { CaseSession } from '../case-session.ts';
import { stillKiosk } from '../fixture/still-kiosk.ts';
import { KioskContext } from '../kiosk-context.tsx';
import { Signing } from './Signing.tsx';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const sources = globSync('**/*.yaml', { cwd: 'flows' }).map((path) => ({
  path,
  text: readFileSync(`flows/${path}`, 'utf8'),
}));
/** さかえ市 lets people sign one of its forms on the screen. */
const { content, japanese } = compileContent(sources, 'sakae', hash);
const course = new Course(compile(content, ['birth']));
const story = readInput(parse(readFileSync('flows/examples/birth/designated-city-third-child.yaml', 'utf8')));
const wording = createWording();
wording.addContent('ja', japanese);
await wording.complete();

beforeEach(() => {
  vi.spyOn(SVGElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 200));
  Object.assign(SVGElement.prototype, { setPointerCapture: () => undefined });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function open(): CaseSession {
  if (!story.ok) throw new Error('no story');
  const ids = {
    now: () => Date.parse('2026-11-20T05:05:00Z'),
    random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
  const lived = run(course, story.value).client.visit.actions;
  const session = CaseSession.resume(course, { append: () => Promise.resolve() }, { ids, device: 'A' }, lived);
  render(
    <WordsProvider wording={wording} furigana={false}>
      <KioskContext value={{ ...stillKiosk, session, japanese, attempt: (deed) => void deed }}>
        <Signing />
      </KioskContext>
    </WordsProvider>,
  );
  return session;
}

const button = (name: string | RegExp) => screen.getByRole('button', { name, hidden: true });
/** Not so soon after the press before that it is taken for a shaking hand. */
async function press(name: string | RegExp): Promise<void> {
  await pause(260);
  fireEvent.click(button(name));
}

async function write(): Promise<void> {
  const field = await screen.findByLabelText('署名を書く枠');
  const at = (clientX: number, clientY: number) => ({ clientX, clientY, pointerId: 1, isPrimary: true });
  fireEvent.pointerDown(field, at(100, 100));
  fireEvent.pointerMove(field, at(200, 50));
  fireEvent.pointerMove(field, at(300, 150));
  fireEvent.pointerUp(field, at(300, 150));
}

const signatures = (session: CaseSession) =>
  applications(session.visit.outlook).flatMap(({ procedure, boxes }) =>
    boxes.flatMap(({ signature }) => (signature ? [{ procedure, ...signature }] : [])),
  );

test('one form is signed on the screen, over its content; a change voids it, and it is asked for again', async () => {
  const session = open();
  await press(/^画面で署名する: さかえ市出産祝い金 申請書/);
  // What is signed stands above the field.
  expect(screen.getByText('金融機関・支店')).toBeTruthy();
  await press('この内容で署名する');
  expect(screen.getByText('枠の中に、まだ何も書かれていません。')).toBeTruthy();
  await write();
  await press('この内容で署名する');
  await screen.findByText('画面で署名しました');
  expect(signatures(session)).toMatchObject([
    { procedure: 'third-child-gift', strokes: [[500, 500, 1000, 250, 1500, 750]], at: '2026-11-20T05:05:00.000Z' },
  ]);

  await session.record([{ subject: 'case', fact: 'phone', said: { value: '09000000009' }, source: 'resident' }]);
  await screen.findByText('内容が変わったので、前の署名は使えません');
  expect(signatures(session)).toEqual([]);
  await press(/^画面で署名する/);
  await write();
  await press('この内容で署名する');
  await screen.findByText('画面で署名しました');
  await press('署名を取り消す');
  await screen.findByRole('button', { name: /^画面で署名する/ });
  expect(signatures(session)).toEqual([]);
});

test('whoever cannot or does not want to draw signs the print: a button says so, and nothing is signed', async () => {
  const hand = userEvent.setup();
  const session = open();
  button(/^画面で署名する/).focus();
  await hand.keyboard('{Enter}');
  await write();
  button('画面ではなく紙に署名する').focus();
  await hand.keyboard('{Enter}');
  expect(screen.queryByLabelText('署名を書く枠')).toBeNull();
  expect(signatures(session)).toEqual([]);
});

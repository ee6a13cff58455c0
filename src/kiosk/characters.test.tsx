import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { toEra } from '../basics/index.ts';
import type { BasicFour, CardInfo } from '../card/index.ts';
import { compileContent } from '../content/authoring.ts';
import { type CardDescription, cardFor, sampleCards, simulatedReader } from '../devices/index.ts';
import { compile, Course } from '../engine/index.ts';
import { applications } from '../paperwork/index.ts';
import { createWording, WordsProvider } from '../wording/index.ts';
import { CardReading } from './card-reading.ts';
import { statementsFromCard } from './cards.ts';
import { CaseSession } from './case-session.ts';
import { unshownIn } from './characters.ts';
import { stillKiosk } from './fixture/still-kiosk.ts';
import { KioskContext } from './kiosk-context.tsx';
import { Printed } from './Printed.tsx';
import { Household } from './screens/Household.tsx';

const TODAY = '2026-11-20';
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
/** The real content: its forms are what is printed. */
const readFlows = () =>
  globSync('**/*.yaml', { cwd: 'flows' }).map((path) => ({ path, text: readFileSync(`flows/${path}`, 'utf8') }));
const { content, japanese } = compileContent(readFlows(), 'mihon', hash);
const course = new Course(compile(content, ['moving-in']));
const wording = createWording();
wording.addContent('ja', japanese);
await wording.complete();

afterEach(cleanup);

/** A new case of this kiosk, kept nowhere. */
function newCase(): Promise<CaseSession> {
  const ids = {
    now: () => Date.parse(`${TODAY}T02:00:00Z`),
    random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
  return CaseSession.begin(
    course,
    () => Promise.resolve({ append: () => Promise.resolve() }),
    { ids, device: 'A' },
    { today: TODAY, municipality: 'mihon', events: ['moving-in'] },
  );
}

const settled = (reading: CardReading): Promise<void> =>
  new Promise((resolve) => {
    const stop = reading.subscribe(() => {
      if (['looking', 'reading'].includes(reading.state.at)) return;
      stop();
      resolve();
    });
  });

/** Reads a card as its holder would: with the PIN, or where there is none with what is printed on it. */
async function read(card: CardDescription): Promise<{ basicFour: BasicFour; info: CardInfo } | undefined> {
  const reader = simulatedReader({ sleep: () => Promise.resolve() });
  const reading = new CardReading(reader);
  reading.subscribe(() => undefined);
  const simulated = cardFor(card);
  const lay = () => {
    const done = settled(reading);
    reader.place(simulated);
    return done;
  };
  await lay();
  if (reading.state.at === 'failed' && reading.state.failure.kind === 'removed') await lay();
  if (reading.state.at === 'last-try') reading.useLastTry();
  if (reading.state.at === 'pin') await reading.enter(card.pin);
  if (reading.state.at === 'locked') {
    await reading.useCheckCode();
    const [year = '', month = '', day = ''] = card.birthDate.split('-');
    const era = toEra(`${year}-${month}-${day}`);
    if (era.ok)
      await reading.enterPrinted({
        birth: { year: era.value.year, month: Number(month), day: Number(day) },
        expiryYear: Number(card.expiry.slice(0, 4)),
        securityCode: card.checkCodeSecurity,
      });
  }
  return reading.state.at === 'read' ? reading.state : undefined;
}

const unreadable = ['broken-file', 'blank', 'transit', 'android-phone', 'iphone', 'resident-card'];
const readable = sampleCards.filter(({ id }) => !unreadable.includes(id));

test.each(readable.map(({ id, card }) => [id, card] as const))(
  '%s: name and address are the same bytes on the card, on the screen, on paper and in the application data',
  async (_, card) => {
    const got = await read(card);
    if (!got) throw new Error('the card was not read');
    const session = await newCase();
    const visitor = session.visit.outlook.situation.ids[0] ?? '';
    await session.record(statementsFromCard(visitor, got.basicFour, got.info, TODAY));

    const say = (fact: string, value: string | string[]) =>
      ({ subject: 'case', fact, said: { value }, source: 'resident' }) as const;
    await session.record([
      say('out-notice', 'paper'),
      say('move-date', '2026-11-15'),
      say('movers', [visitor]),
      say('new-head', visitor),
    ]);

    const data = Buffer.from(JSON.stringify(applications(session.visit.outlook)));
    const shown = render(
      <KioskContext value={{ ...stillKiosk, today: TODAY, session, japanese }}>
        <WordsProvider wording={wording} furigana>
          <Household />
          <div data-testid="paper">
            <Printed receipt="A-1100" preview={false} onReady={() => undefined} onClose={() => undefined} />
          </div>
        </WordsProvider>
      </KioskContext>,
    );
    const bytes = (text: string | null) => Buffer.from(text ?? '').toString('hex');
    const name = bytes(card.name);
    expect(bytes(shown.container.querySelector('.kiosk-people strong')?.textContent ?? '')).toBe(name);
    expect(bytes(shown.getByTestId('paper').textContent)).toContain(name);
    expect(data.toString('hex')).toContain(name);
    expect(bytes(shown.getByTestId('paper').textContent)).toContain(bytes(card.address));
    expect(data.toString('hex')).toContain(bytes(card.address));
  },
);

test('of the sample cards only those that cannot be read are left out', () => {
  expect(readable.length + unreadable.length).toBe(sampleCards.length);
});

test('what the fonts of the page lack is found character by character, variants apart from what is missing', async () => {
  const inFonts = (character: string) => Promise.resolve(!'䴗𪚥\u{E000}'.includes(character));
  const found = await unshownIn('渡邉󠄂﨑　𠮷髙󠄀　見本　䴗𪚥\u{E000}䴗カ゚ﾊ', inFonts);
  expect(found).toEqual([
    { written: '邉󠄂', why: 'variant', codes: 'U+9089 U+E0102' },
    { written: '髙󠄀', why: 'variant', codes: 'U+9AD9 U+E0100' },
    { written: '䴗', why: 'lacking', codes: 'U+4D17' },
    { written: '𪚥', why: 'lacking', codes: 'U+2A6A5' },
    { written: '\u{E000}', why: 'lacking', codes: 'U+E000' },
  ]);
});

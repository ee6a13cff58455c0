import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutFurigana } from '../../src/content/index.ts';
import { formatDate, formatDay, type Words } from '../../src/wording/index.ts';
import { Listener, voices } from './listener.ts';
import { type KioskWindow, type Office, openOffice, shows } from './office.ts';
import { example, Visitor } from './visitor.ts';
import { questionIn, wordsIn } from './words.ts';

const family = example('flows/examples/moving-in/family-of-four.yaml');
const couple = example('flows/examples/moving-in/couple.yaml');
const taro = '例示 太郎';

let office: Office;
let words: Words;
beforeAll(async () => {
  [office, words] = await Promise.all([openOffice(), wordsIn('ja')]);
});
afterAll(() => office.close());

/** A kiosk that reads aloud, as staff turn it on for somebody, with or without headphones. */
async function talkingKiosk(headphones: boolean): Promise<KioskWindow> {
  const kiosk = await office.kiosk({ at: '2026-11-20T02:00:00Z', before: voices });
  const { page } = kiosk;
  await shows(page, 'attract');
  await page.locator('.look-frame-controls button').first().click();
  await page.locator('dialog input[name=speech]').click();
  if (headphones) await page.locator('dialog input[name=headphones]').click();
  await page.locator('.look-dialog-actions button').click();
  return kiosk;
}

test.concurrent('a whole visit by ear and keyboard: what is asked, what can be answered, what applies and what comes next is said', async () => {
  const { page, complaints, close } = await talkingKiosk(true);
  const ear = new Listener(page);
  const question = (id: string) => questionIn(words, id, taro);
  const option = (fact: string, one: string) => withoutFurigana(words.content(`fact.${fact}.options.${one}`));
  const say: Words['plain'] = (key, values) => words.plain(key, values);
  const lays = async (name: string, pin: string) => {
    await ear.finds(name);
    await ear.hears(say('card.pin.title'));
    await ear.types(pin);
    await ear.hears(say('pad.count', { count: 4 }));
    await ear.presses('Enter');
    const heard = await ear.hears(say('card.whose'), say('person.named', { name }));
    if (!heard.includes(say('card.whose'))) return;
    await ear.finds(say('card.whose.mine'));
    await ear.hears(say('person.named', { name }));
  };
  /** What is heard, and what is done about it. */
  const visit: [heard: string, answer: string | (() => Promise<void>)][] = [
    [say('attract.ask'), withoutFurigana(words.content('event.moving-in.plain'))],
    [say('purpose.why.text', { city: 'みほん市' }), say('purpose.go')],
    [question('out-notice'), option('out-notice', 'card')],
    [question('move-date'), formatDay('2026-11-14', 'ja', '2026-11-20')],
    [
      say('card.lead'),
      async () => {
        await lays(taro, '4788');
        await lays('例示 花子', '6565');
        await lays('例示 空', '8342');
        await lays('例示 海', '0119');
        await ear.finds(say('card.enough'));
      },
    ],
    [say('household.lead'), say('action.next')],
    [
      question('pin-known'),
      async () => {
        await ear.finds(taro);
        await ear.finds(say('action.next'));
      },
    ],
    [question('home-kind'), option('home-kind', 'own')],
    [question('new-head'), taro],
    [question('students-supported'), '0'],
    [question('school'), say('answer.none')],
    [question('care'), say('answer.none')],
    [question('has-welfare-items'), say('answer.no')],
    [question('foreign'), say('answer.nobody')],
    [question('home-items'), say('answer.none')],
    [
      say('results.lead'),
      async () => {
        const heard = await ear.heard();
        for (const { procedure } of family.expect?.applies ?? [])
          expect(heard).toContain(withoutFurigana(words.content(`procedure.${procedure}.plain`)));
        expect(heard).toContain(say('deadline.until', { date: formatDate('2026-11-30', 'ja') }));
        await ear.finds(say('action.next'));
      },
    ],
    [
      question('details.phone'),
      async () => {
        await ear.types('09000001021');
        await ear.hears(say('pad.count', { count: 11 }));
        await ear.presses('Enter');
      },
    ],
    [question('details.use-public-account'), say('answer.yes')],
    [
      say('check.lead'),
      async () => {
        expect(await ear.heard()).toContain('みどり台5丁目9番2号');
        await ear.finds(say('check.right'));
      },
    ],
  ];
  await ear.presses('PageUp');
  for (const [heard, answer] of visit) {
    await ear.hears(heard);
    await (typeof answer === 'string' ? ear.finds(answer) : answer());
  }
  const end = await ear.hears(say('prepared.title'));
  expect(end).toContain('A-1100');
  await ear.finds(say('prepared.finish'));
  await shows(page, 'attract');
  expect(new Set((await ear.everything()).map(({ voice }) => voice))).toEqual(new Set(['machine']));
  expect(complaints).toEqual([]);
  await close();
});

test.concurrent('without headphones nothing private is said: not the question, not its answers, no address, no number', async () => {
  const { page, close } = await talkingKiosk(false);
  const ear = new Listener(page);
  const visitor = new Visitor(page, couple, office.content);
  visitor.watch = async (screen) => {
    if (screen !== 'has-welfare-items') return;
    expect(await ear.heard()).toContain(words.plain('speech.private'));
    await page.keyboard.press('PageUp');
    for (let step = 0; step < 4; step++) await page.keyboard.press('Tab');
  };
  await visitor.live((screen) => screen === 'prepared');
  const said = (await ear.everything()).map(({ text }) => text).join('');
  expect(said).toContain(questionIn(words, 'out-notice', ''));
  const secrets = [questionIn(words, 'has-welfare-items', ''), questionIn(words, 'foreign', ''), '港町', '09000001014'];
  expect(secrets.filter((one) => said.includes(one))).toEqual([]);
  await close();
});

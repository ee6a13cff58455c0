import { createServer } from 'node:net';
import type { Page, Route } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action, Statement } from '../../src/case/index.ts';
import type { HouseholdAnswer, HouseholdRequest } from '../../src/protocol/index.ts';
import type { Words } from '../../src/wording/index.ts';
import { bridgeWithFakePcsc } from '../pcsc/benches.ts';
import { CardOnTable } from '../pcsc/card-on-table.ts';
import { sampleOf } from '../pcsc/run-scenario.ts';
import { expectEventually } from './expect-eventually.ts';
import { QuickFinger } from './hands.ts';
import { draftIn } from './kept-cases.ts';
import { type KioskOptions, type Office, openOffice, shows, written } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

const family = example('flows/examples/moving-in/family-of-four.yaml');
const STAFF_CODE = '482913';

let office: Office;
let words: Words;
let bridge: Awaited<ReturnType<typeof bridgeWithFakePcsc>>;
beforeAll(async () => {
  // Hub and bridge name each other: the page of the one may ask the other, and nobody else may.
  const port = await freePort();
  bridge = await bridgeWithFakePcsc('hurries', `http://localhost:${port}`);
  office = await openOffice({ port, args: ['--reader', bridge.url, '--staff-code', STAFF_CODE] });
  words = await wordsIn('ja');
});
afterAll(async () => {
  await office.close();
  await bridge.bridge.close();
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

async function atCards(options: KioskOptions = {}) {
  const kiosk = await office.kiosk({ at: '2026-11-20T02:00:00Z', ...options });
  const { page } = kiosk;
  const visitor = new Visitor(page, family, office.content, new QuickFinger(page));
  await visitor.live((screen) => screen === 'cards');
  const press = (name: string) => page.getByRole('button', { name }).last().click();
  return {
    ...kiosk,
    visitor,
    press,
    says: (text: string) => page.getByText(text).first().waitFor(),
    pin: async (digits: string) => {
      await shows(page, 'cards-pin');
      await page.keyboard.type(digits);
      await page.keyboard.press('Enter');
    },
    /** Lays a card that is there to show something. */
    lay: async (id: string) => {
      const card = page.locator(`input[name=demo-card][value=${id}]`);
      if ((await card.count()) === 0) await page.locator('summary', { hasText: words.plain('demo.special') }).click();
      await card.click();
    },
    /** What staff do who were called. */
    asStaff: async () => {
      await press(words.plain('staff.only'));
      await page.locator('dialog .look-pad').waitFor();
      await page.keyboard.type(STAFF_CODE);
      await page.keyboard.press('Enter');
      await page.locator('.kiosk-staff').waitFor();
    },
    statements: async () => (await draftIn(await traces(page), office.hub)).flatMap(said),
  };
}

const said = (action: Action): (Statement & { by: string })[] =>
  'statements' in action ? action.statements.map((one) => ({ ...one, by: action.by.role })) : [];

describe.concurrent('a real reader behind its bridge', () => {
  test('reads a card, is missed when it is unplugged, and comes back by itself', async () => {
    const { pcsc, reader, url } = bridge;
    const settings = `reader=${encodeURIComponent(url)}&code=${bridge.bridge.code}`;
    const { page, close, press, pin, says, statements } = await atCards({ settings });
    await shows(page, 'cards-waiting');
    pcsc.unplug(reader);
    await says(words.plain('card.reader-gone.title'));
    pcsc.plugIn(reader);
    await shows(page, 'cards-waiting');
    pcsc.place(reader, new CardOnTable(sampleOf('old-address')));
    await pin('1234');
    await press(words.plain('card.whose.mine'));
    await page.locator('.kiosk-lines li', { hasText: '仮名　次郎' }).waitFor();
    expect(await page.evaluate(() => location.search)).not.toContain('code');
    expect(await statements()).toContainEqual(
      expect.objectContaining({ fact: 'name', said: { value: '仮名　次郎' }, source: 'card' }),
    );
    await close();
  });

  test('a bridge that is not there, or that the page may not ask, is no reader: the visit goes on', async () => {
    for (const reader of ['http://127.0.0.1:9', 'http://reader.example:8179']) {
      const { page, close, visitor } = await atCards({
        settings: `reader=${encodeURIComponent(reader)}&code=AAAA-BBBB`,
      });
      await page.getByText(words.plain('card.reader-gone.title')).first().waitFor();
      for (let screen = await visitor.screen(); screen === 'cards'; screen = await visitor.screen()) {
        await visitor.next();
        await page.waitForTimeout(400);
      }
      expect(await visitor.screen()).toBe('household');
      await close();
    }
  });
});

describe.concurrent('what is printed on the card', () => {
  test('reads a card that has no PIN; a wrong one is told with its own tries', async () => {
    const { page, visitor, close, press, lay, says, statements } = await atCards();
    await lay('pinless');
    await says(words.plain('card.locked.title'));
    await press(words.plain('card.use-printed'));
    await shows(page, 'cards-check-code-birth');
    const fields = page.locator('.look-date-fields input');
    for (const [index, part] of ['1990', '4', '1'].entries()) await visitor.hands.part(fields.nth(index), part);
    await visitor.next();
    await shows(page, 'cards-check-code-code');
    expect((await written(page, '.kiosk-check li span')).join()).toContain('2031');
    await page.keyboard.type('0000');
    await page.keyboard.press('Enter');
    await says(words.plain('card.printed.wrong'));
    await says(words.plain('card.pin.tries', { count: 9 }));
    await page.keyboard.type('7788');
    await page.keyboard.press('Enter');
    await press(words.plain('card.whose.mine'));
    await page.locator('.kiosk-lines li', { hasText: '見本　花子' }).waitFor();
    expect(await statements()).toContainEqual(
      expect.objectContaining({ fact: 'birth-date', said: { value: '1990-04-01' }, source: 'card' }),
    );
    await close();
  });

  test('who does not know the PIN loses no try, and may go on without', async () => {
    const { page, visitor, close, press, lay } = await atCards();
    await lay('usual');
    await shows(page, 'cards-pin');
    await press(words.plain('card.pin.forgot'));
    await press(words.plain('card.use-printed'));
    await shows(page, 'cards-check-code-birth');
    await press(words.plain('action.back'));
    await shows(page, 'cards-pin');
    await visitor.next();
    await shows(page, 'cards-other-ways');
    await visitor.next();
    expect(await visitor.past('cards')).toBe('household');
    await close();
  });
});

test.concurrent('characters that the fonts lack are marked, and staff are told which', async () => {
  const { page, visitor, close, press, lay, pin, asStaff } = await atCards();
  await lay('lacking-characters');
  await pin('1234');
  await press(words.plain('card.whose.mine'));
  await page.locator('.kiosk-lines li', { hasText: '䴗𪚥\u{E000}' }).waitFor();
  await visitor.next();
  await visitor.past('cards');
  const substitute = () =>
    page.evaluate(() =>
      [...document.fonts].some(({ family, status }) => family.includes('Kakanai Substitute') && status === 'loaded'),
    );
  await expectEventually(substitute, true);
  await press(words.plain('action.call-staff'));
  await asStaff();
  await page.locator('.kiosk-staff [data-characters=known]').waitFor();
  const told = await page.locator('.kiosk-staff [data-characters]').innerText();
  for (const code of ['U+4D17', 'U+2A6A5', 'U+E000']) expect(told).toContain(code);
  await close();
});

describe.concurrent('without a card', () => {
  test('staff say which kind of document they saw, then type for the resident: all of it theirs', async () => {
    const { page, visitor, close, press, asStaff, statements } = await atCards();
    await visitor.next();
    await page.locator('input[value=document]').click();
    await asStaff();
    await page.locator('.kiosk-staff input[value=residence-card]').click();
    await expectEventually(async () => (await statements()).some(({ fact }) => fact === 'document-seen'), true);
    await press('入力を始める');
    await visitor.next();
    await visitor.past('cards');
    await visitor.next();
    const name = await visitor.past('household');
    expect(name).toMatch(/^name\./);
    await page.getByText(words.plain('staff.writes')).waitFor();
    await visitor.hands.write(page.locator('.look-frame-main input[type=text]').first(), '在留　花');
    await visitor.next();
    await visitor.past(name);
    await press(`${words.plain('staff.writes')}：${words.plain('staff.writes.end')}`);
    const kept = await statements();
    expect(kept).toContainEqual(
      expect.objectContaining({
        subject: 'case',
        fact: 'document-seen',
        said: { value: ['residence-card'] },
        source: 'staff',
        by: 'staff',
      }),
    );
    expect(kept).toContainEqual(
      expect.objectContaining({ fact: 'name', said: { value: '在留　花' }, source: 'staff', by: 'staff' }),
    );
    await close();
  });

  test('a wrong code opens nothing', async () => {
    const { page, visitor, close, press, says } = await atCards();
    await visitor.next();
    await page.locator('input[value=staff]').click();
    await press(words.plain('staff.only'));
    await page.locator('dialog .look-pad').waitFor();
    await page.keyboard.type('0000');
    await page.keyboard.press('Enter');
    await says(words.plain('staff.code.wrong'));
    expect(await page.locator('.kiosk-staff').count()).toBe(0);
    await close();
  });
});

type Answer = (request: HouseholdRequest) => HouseholdAnswer | 'broken' | 'gone';

describe.concurrent('what the records answer', () => {
  /** The visitor of the answers below, and what the record says of them and of one more. */
  const found = ({ person }: HouseholdRequest): HouseholdAnswer => ({
    protocol: 1,
    outcome: 'found',
    visitor: `p${'1'.repeat(32)}`,
    people: [
      {
        person: `p${'1'.repeat(32)}`,
        facts: [
          { fact: 'name', value: person.name },
          { fact: 'birth-date', value: person.birthDate },
          { fact: 'sex', value: 'male' },
        ],
      },
      {
        person: `p${'2'.repeat(32)}`,
        facts: [
          { fact: 'name', value: '台帳　子' },
          { fact: 'birth-date', value: '2020-02-02' },
        ],
      },
    ],
    case: [],
  });
  const plainly =
    (outcome: 'late' | 'not-found' | 'staff' | 'unavailable'): Answer =>
    () => ({ protocol: 1, outcome });

  /** A kiosk at which the visitor has laid their card; the records answer in turn, the last answer for ever. */
  async function asked(...answers: readonly Answer[]) {
    let turn = 0;
    const kiosk = await atCards({
      prepare: (_, page) =>
        page.route('**/register/**', async (route: Route) => {
          const request = route.request().postDataJSON() as HouseholdRequest;
          const answer = answers[Math.min(turn++, answers.length - 1)]?.(request);
          if (answer === 'gone') await route.abort('connectionrefused');
          else if (answer === 'broken') await route.fulfill({ status: 503, body: '{}' });
          else await route.fulfill({ json: answer });
        }),
    });
    await kiosk.lay('usual');
    await kiosk.pin('1234');
    await kiosk.press(words.plain('card.whose.mine'));
    await kiosk.page.locator('.kiosk-lines li').waitFor();
    return kiosk;
  }
  const people = (page: Page) => page.locator('.kiosk-people > li');

  const fruitless: readonly ['not-found' | 'unavailable' | 'refused', Answer][] = [
    ['not-found', plainly('not-found')],
    ['unavailable', plainly('unavailable')],
    ['unavailable', () => 'gone'],
    ['refused', () => 'broken'],
  ];
  test.each(fruitless)('%s is said, and the family is tapped in', async (state, answer) => {
    const { page, visitor, close, says } = await asked(answer);
    await visitor.next();
    expect(await visitor.past('cards')).toBe('household');
    await says(words.plain(`household.${state}`));
    await page.getByRole('button', { name: words.plain('household.add') }).click();
    await people(page).nth(1).waitFor();
    await close();
  });

  test('staff are called without a word why, as for any other call', async () => {
    const { page, visitor, close, press, says } = await asked(plainly('staff'));
    await says(words.plain('staff.called.title'));
    await says(words.plain('staff.called.text'));
    await press(words.plain('action.continue'));
    await visitor.next();
    expect(await visitor.past('cards')).toBe('household');
    expect(await page.locator('.look-notice').count()).toBe(0);
    await close();
  });

  test('a late record does not hold up the visit, changes no answer, and brings nobody in behind the resident', async () => {
    const late = plainly('late');
    const { page, visitor, close, press, says, asStaff, statements } = await asked(late, late, found);
    await visitor.next();
    await visitor.past('cards');
    await says(words.plain('household.late'));
    await visitor.next();
    const movers = await visitor.past('household');
    expect(movers).toBe('movers');
    await page.waitForResponse(async (response) => (await response.text()).includes('台帳'));
    await page.waitForTimeout(300);
    expect(await visitor.screen(), 'nothing moves under a finger').toBe('movers');
    await page.locator('.look-choices input').first().click();
    await visitor.past('movers');
    const kept = await statements();
    expect(kept).toContainEqual(
      expect.objectContaining({ fact: 'sex', said: { value: 'male' }, source: 'certificate', by: 'device' }),
    );
    // The card said female, the record male: both are there, one is used, and staff see it.
    await press(words.plain('action.call-staff'));
    await asStaff();
    const rows = await page
      .locator('.kiosk-staff tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')));
    expect(rows).toContainEqual(['転出証明書', '男', '使っています']);
    expect(rows).toContainEqual(['カード', '女', '']);
    expect(await page.locator('.kiosk-staff').innerText()).toContain('台帳　子');
    await page.keyboard.press('Escape');
    expect(await page.locator('.look-frame-main').innerText()).not.toContain('台帳　子');
    await close();
  });

  test('somebody is missing, or too many: staff hear of it and the visit goes on', async () => {
    const { page, visitor, close, press, says, asStaff } = await asked(found);
    await visitor.next();
    await visitor.past('cards');
    await says(words.plain('household.found'));
    await people(page).nth(1).waitFor();
    await page.locator('summary', { hasText: words.plain('household.differs') }).click();
    await press(words.plain('household.too-many'));
    await says(words.plain('staff.called.title'));
    await asStaff();
    expect(await page.locator('.kiosk-staff').innerText()).toContain('いないはずの方がいる');
    await press('職員の画面を閉じる');
    await visitor.next();
    expect(await visitor.past('household')).not.toBe('household');
    await close();
  });
});

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageIds, type Words } from '../../src/wording/index.ts';
import { expectEventually } from './expect-eventually.ts';
import { pressNextAgain, QuickFinger } from './hands.ts';
import { draftIn, opened, outboxIn } from './kept-cases.ts';
import { misfits } from './layout.ts';
import { heading, type KioskOptions, lying, type Office, openOffice, shows, standing } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { questionIn, wordsIn } from './words.ts';

const couple = example('flows/examples/moving-in/couple.yaml');
const at = '2026-11-13T02:00:00Z';

let office: Office;
let words: Words;
beforeAll(async () => {
  [office, words] = await Promise.all([openOffice(), wordsIn('ja')]);
});
afterAll(() => office.close());

/** A kiosk at which the couple has come as far as this screen. */
async function kioskAt(screen: string, options: KioskOptions = { at }) {
  const kiosk = await office.kiosk(options);
  const visitor = new Visitor(kiosk.page, couple, office.content, new QuickFinger(kiosk.page));
  await visitor.live((one) => one.startsWith(screen));
  return { ...kiosk, visitor };
}

describe.concurrent('nobody touches the kiosk', () => {
  const [warn, lock, leave, erase] = [90_000, 60_000, 300_000, 120_000];
  /** A kiosk whose clock the test has in hand. */
  const waitingAt = (screen: string) => kioskAt(screen, { prepare: (_, page) => page.clock.install({ time: at }) });
  const dialog = (page: Page) => page.locator('dialog[open]');

  test('a warning, and as much more time as somebody wants, by pointer and by key', async () => {
    const { page, close } = await waitingAt('movers');
    for (const press of [
      () => dialog(page).locator('[data-kind=primary]').click(),
      () => page.keyboard.press('Escape'),
    ]) {
      await page.clock.fastForward(warn);
      expect(await dialog(page).locator('h2').innerText()).toBe(words.plain('idle.title'));
      await press();
      await dialog(page).waitFor({ state: 'detached' });
      await shows(page, 'movers');
    }
    await close();
  });

  test('the one who ends the visit is heard, and the case is sealed for staff', async () => {
    const { page, close } = await waitingAt('movers');
    await page.clock.fastForward(warn);
    await dialog(page).getByText(words.plain('idle.end')).click();
    await shows(page, 'attract');
    expect(outboxIn(await traces(page)).map(({ ended }) => ended)).toEqual(['left']);
    await close();
  });

  test('covered, the screen shows nothing of anybody; whoever was here comes back by their birthday', async () => {
    const { page, visitor, close } = await waitingAt('movers');
    const before = await draftIn(await traces(page), office.hub);
    await page.clock.fastForward(warn);
    await page.clock.fastForward(lock);
    await shows(page, 'locked');
    const { screen } = await traces(page);
    expect(['架空', '一郎', '双葉', '1981'].filter((one) => screen.includes(one))).toEqual([]);
    await page.keyboard.type('1231');
    await pressNextAgain(page);
    await page.getByText(words.plain('lock.wrong')).waitFor();
    await page.keyboard.type('0203');
    await pressNextAgain(page);
    await shows(page, 'movers');
    expect(await draftIn(await traces(page), office.hub)).toEqual(before);
    await visitor.act('movers');
    await shows(page, 'has-card');
    await close();
  });

  test('three wrong birthdays, and the case is sealed for staff; the next person finds nothing', async () => {
    const { page, close } = await waitingAt('movers');
    const before = await draftIn(await traces(page), office.hub);
    await page.clock.fastForward(warn);
    await page.clock.fastForward(lock);
    await shows(page, 'locked');
    for (const wrong of ['1231', '0101', '0302']) {
      await page.keyboard.type(wrong);
      await pressNextAgain(page);
    }
    await shows(page, 'attract');
    await expectLeft(page, before.length);
    await close();
  });

  test('nobody comes back: late, the case is sealed for staff and wiped', async () => {
    const { page, close } = await waitingAt('movers');
    const before = await draftIn(await traces(page), office.hub);
    await page.clock.fastForward(warn);
    await page.clock.fastForward(lock);
    await shows(page, 'locked');
    await page.clock.fastForward(leave);
    await shows(page, 'attract');
    await expectLeft(page, before.length);
    await close();
  });

  test('the last screen erases itself, later for who asks', async () => {
    const { page, close } = await waitingAt('prepared');
    await page.clock.fastForward(erase - 5000);
    await page.getByRole('button', { name: words.plain('prepared.more-time') }).click();
    await page.clock.fastForward(erase - 5000);
    await shows(page, 'prepared');
    await page.clock.fastForward(5000);
    await shows(page, 'attract');
    expect((await traces(page)).text).not.toContain('架空');
    await close();
  });

  test('a card left on the reader is not asked for its PIN by the next person', async () => {
    const { page, visitor, close } = await waitingAt('cards');
    await page.locator('.look-choice', { hasText: '例示 太郎' }).locator('input').click();
    await shows(page, 'cards-pin');
    for (const time of [warn, lock, leave]) await page.clock.fastForward(time);
    await shows(page, 'attract');
    await visitor.live((screen) => screen === 'cards');
    await page.clock.runFor(2000);
    expect(await shows(page, 'cards')).toBe('cards-waiting');
    await close();
  });

  /** One case of so many actions is sealed for staff, and nothing else is left. */
  async function expectLeft(page: Page, actions: number): Promise<void> {
    const left = await traces(page);
    expect(left.databases.map(({ name }) => name)).toEqual(['kakanai', 'kakanai-device']);
    expect(['架空', '一郎', '双葉', '1981-02-03'].filter((one) => left.text.includes(one))).toEqual([]);
    const rows = outboxIn(left);
    expect(rows.map(({ ended, receipt }) => [ended, receipt])).toEqual([['left', 'A-1100']]);
    const [row] = rows;
    expect(row && (await opened(row, office.hub)).actions.length).toBe(actions);
  }
});

describe.concurrent('display', () => {
  test('another language in the middle of a visit keeps the place, the answers, and the ticks not sent yet', async () => {
    const { page, close } = await kioskAt('employee-insured');
    const before = await draftIn(await traces(page), office.hub);
    await page.locator('.look-frame-main .look-choice', { hasText: '架空 双葉' }).locator('input').click();
    for (const language of ['en', 'ja-easy', 'ja'] as const) {
      await page.locator('.look-frame-controls button').last().click();
      await page.locator('dialog .look-choice input').nth(languageIds.indexOf(language)).click();
      const spoken = await wordsIn(language);
      await expectEventually(() => heading(page), questionIn(spoken, 'employee-insured', ''));
      expect(await page.locator('html').getAttribute('lang')).toBe(spoken.locale);
      expect(await page.locator('.look-frame-main input:checked').count()).toBe(1);
    }
    expect((await draftIn(await traces(page), office.hub)).slice(0, before.length)).toEqual(before);
    await close();
  });

  test('what one person set is gone for the next: language, text size, contrast, voice, switch', async () => {
    const { page, visitor, close } = await kioskAt('out-notice');
    const root = page.locator('html');
    await page.locator('.look-frame-controls button').first().click();
    await page.locator('dialog .look-choice', { hasText: '200%' }).locator('input').click();
    for (const name of ['contrast', 'furigana', 'speech']) await page.locator(`dialog input[name=${name}]`).click();
    await page.locator('.look-dialog-actions button').click();
    await page.locator('.look-frame-controls button').last().click();
    await page.locator('dialog .look-choice', { hasText: 'English' }).locator('input').click();
    await expectEventually(() => root.getAttribute('lang'), 'en');
    expect(await root.getAttribute('data-text-size')).toBe('200');
    expect(await root.getAttribute('data-contrast')).toBe('high');
    await visitor.live((screen) => screen === 'prepared');
    expect(await root.getAttribute('data-text-size')).toBe('200');
    await visitor.next();
    await shows(page, 'attract');
    await expectEventually(() => root.getAttribute('lang'), 'ja');
    expect(await root.getAttribute('data-text-size')).toBe('100');
    expect(await root.getAttribute('data-contrast')).toBe('normal');
    expect(await page.locator('ruby').count()).toBe(0);
    expect(await heading(page)).toBe(words.plain('attract.ask'));
    await close();
  });

  test('who chooses a language on the first screen and goes away leaves it as it was', async () => {
    const { page, close } = await kioskAt('attract', { prepare: (_, one) => one.clock.install({ time: at }) });
    await page.locator('.look-frame-controls button').last().click();
    await page.locator('dialog .look-choice', { hasText: 'English' }).locator('input').click();
    await expectEventually(() => page.locator('html').getAttribute('lang'), 'en');
    await page.clock.fastForward(90_000);
    await expectEventually(() => heading(page), words.plain('attract.ask'));
    await close();
  });

  test.each([
    ['lying', lying],
    ['standing', standing],
  ])('at twice the size by the browser’s own zoom nothing is cut (%s)', async (_, { width, height }) => {
    const { page, close } = await kioskAt('home-kind', { at, size: { width: width / 2, height: height / 2 } });
    expect(await misfits(page)).toEqual([]);
    await close();
  });
});

/** The kiosk's own clock, set to that instant. The test driver's keeps hold of what waits for it, and so of the visit. */
const clockAt = (instant: string) => `{
  const RealDate = Date;
  const ahead = ${Date.parse(instant)} - RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [RealDate.now() + ahead]));
    }
    static now() {
      return RealDate.now() + ahead;
    }
  };
}`;

/** Every text in the memory of a page, after what nobody holds was let go of. */
async function memoryOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings;
}

test.concurrent('without the hub, and without any network, a visit that has begun ends sealed in the outbox, and of it nothing else is left, not in the memory of the page', async () => {
  const alone = await openOffice();
  const { page, close } = await alone.kiosk({ before: clockAt(at) });
  await shows(page, 'attract');
  await page.waitForLoadState('networkidle');
  await alone.hub.kill();
  const visitor = new Visitor(page, couple, office.content, new QuickFinger(page));
  await visitor.live((screen) => screen === 'prepared');
  expect(await heading(page)).toBe(words.plain('prepared.title'));
  await page.locator('.kiosk-buttons button').first().click();
  await page.locator('img.kiosk-code').waitFor();
  await page.locator('.look-dialog-actions button').click();
  const said = ['架空 一郎', '架空 双葉', '1981-02-03', '1983-09-28', '港町3番14号', '09000001014'];
  const during = await memoryOf(page);
  expect(said.filter((one) => !during.some((text) => text.includes(one)))).toEqual([]);
  await visitor.next();
  await shows(page, 'attract');
  const left = await traces(page);
  expect(outboxIn(left).map(({ ended }) => ended)).toEqual(['prepared']);
  expect(['架空', '港町', '09000001014'].filter((one) => left.text.includes(one))).toEqual([]);
  expect(await page.evaluate(() => [history.length, location.search, document.title])).toEqual([
    2,
    '?hold',
    '書かない窓口',
  ]);
  expect(await page.evaluate(() => speechSynthesis.pending || speechSynthesis.speaking)).toBe(false);
  const after = await memoryOf(page);
  expect(said.filter((one) => after.some((text) => text.includes(one)))).toEqual([]);
  await close();
  await alone.browser.close();
});

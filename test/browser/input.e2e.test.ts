import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutFurigana } from '../../src/content/index.ts';
import { formatDate, type Words } from '../../src/wording/index.ts';
import { expectEventually } from './expect-eventually.ts';
import { pressNextAgain } from './hands.ts';
import { draftIn } from './kept-cases.ts';
import { misfits } from './layout.ts';
import { lying, type Office, openOffice, shows, standing } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

const couple = example('flows/examples/moving-in/couple.yaml');

let office: Office;
let words: Words;
beforeAll(async () => {
  [office, words] = await Promise.all([openOffice(), wordsIn('ja')]);
});
afterAll(() => office.close());

/** A kiosk at which the people of an example have come as far as this screen. */
async function kioskAt(screen: string, told = couple) {
  const kiosk = await office.kiosk({ at: `${told.date}T02:00:00Z` });
  const visitor = new Visitor(kiosk.page, told, office.content);
  const at = await visitor.live((one) => one.startsWith(screen));
  return { ...kiosk, visitor, at };
}

const complaint = (page: Page) => page.locator('[role=alert]:not(:empty)').innerText();
const fields = (page: Page) => page.locator('.look-date-fields input');

/** Writes a date into the three fields, in a calendar, and goes on. */
async function writeDate(page: Page, calendar: string, parts: readonly string[]): Promise<void> {
  await page.locator('.look-date .look-choice', { hasText: calendar }).locator('input').click();
  for (const [index, part] of parts.entries()) await fields(page).nth(index).fill(part);
  await pressNextAgain(page);
}

test.concurrent('days that do not exist are told, with what was probably meant, and can be put right', async () => {
  const { page, at, close } = await kioskAt('birth-date');
  await writeDate(page, words.plain('date.western'), ['1981', '2', '31']);
  expect(await complaint(page)).toBe(
    words.plain('error.no-such-day', { month: formatDate('1981-02', 'ja'), last: 28 }),
  );
  await writeDate(page, words.plain('era.showa'), ['65', '5', '5']);
  expect(await complaint(page)).toBe(words.plain('error.not-in-era', { written: '昭和65年', meant: '平成2年' }));
  await writeDate(page, words.plain('date.western'), ['2031', '5', '5']);
  expect(await complaint(page)).toBe(words.plain('error.future', { today: formatDate('2026-11-13', 'ja') }));
  expect(await shows(page, 'birth-date')).toBe(at);
  await writeDate(page, words.plain('era.heisei'), ['2', '5', '5']);
  await page.locator(`.look-frame:not([data-screen="${at}"])`).waitFor();
  await close();
});

test.concurrent('an answer that contradicts another is not taken, and can be put right', async () => {
  const { page, visitor, at, close } = await kioskAt(
    'relation-to-head',
    example('flows/examples/moving-within/foreign-family.yaml'),
  );
  await page.locator('.look-choices input[value=father]').click();
  await expectEventually(
    async () => (await complaint(page)).split('\n')[0],
    withoutFurigana(words.content('condition.parent-younger-than-head.contradiction')),
  );
  expect(await misfits(page)).toEqual([]);
  expect(await shows(page, 'relation-to-head')).toBe(at);
  expect(JSON.stringify(await draftIn(await traces(page), office.hub))).not.toContain('father');
  await visitor.act(at);
  await page.locator(`.look-frame:not([data-screen="${at}"])`).waitFor();
  await close();
});

test.concurrent('who has not moved yet is told when to come back and what to bring, and can still mend the day', async () => {
  const { page, visitor, close } = await kioskAt('move-date');
  for (const [index, part] of ['2026', '11', '25'].entries()) await fields(page).nth(index).fill(part);
  await pressNextAgain(page);
  await shows(page, 'stop-not-yet-moved');
  expect(await page.locator('h1').innerText()).toBe(withoutFurigana(words.content('stop.not-yet-moved.title')));
  const bring = await page.locator('.look-notice li').allInnerTexts();
  expect(bring).toContain(withoutFurigana(words.content('document.move-out-certificate.name')));
  await page.locator('.look-frame-footer button').first().click();
  await shows(page, 'move-date');
  await visitor.act('move-date');
  await shows(page, 'cards');
  await close();
});

test.concurrent('what a paper cannot hold is told: emoji, control characters, nothing at all, a personal number', async () => {
  const { page, at, close } = await kioskAt('name');
  const name = page.locator('.look-frame-main input[type=text]');
  const told: [string, string][] = [
    ['', words.plain('error.empty')],
    ['架空 😀', words.plain('error.emoji')],
    ['架空\u0007一郎', words.plain('error.control-character')],
    ['123456789018', words.plain('error.personal-number')],
    ['字'.repeat(101), words.plain('error.too-long', { max: 100, count: 101 })],
  ];
  for (const [written, words_] of told) {
    await name.fill(written);
    await pressNextAgain(page);
    await expectEventually(() => complaint(page), words_);
    expect(await shows(page, 'name')).toBe(at);
  }
  const left = await traces(page);
  expect(left.databases.flatMap(({ rows }) => JSON.stringify(rows)).join()).not.toContain('123456789018');
  expect(JSON.stringify(await draftIn(left, office.hub))).not.toContain('123456789018');
  await close();
});

test.concurrent('a name of a hundred characters is kept whole and shown whole, in every size', async () => {
  const { page, visitor, at, close } = await kioskAt('name');
  const long = '寿限無'.repeat(33) + '𠮷';
  await page.locator('.look-frame-main input[type=text]').fill(long);
  await pressNextAgain(page);
  let screen = await visitor.past(at);
  expect(JSON.stringify(await draftIn(await traces(page), office.hub))).toContain(long);
  const found: string[] = [];
  let shown = '';
  for (; screen !== 'new-address'; screen = await visitor.past(screen)) {
    for (const size of [standing, lying])
      for (const text of ['200', '100']) {
        await page.setViewportSize(size);
        await page.evaluate((percent) => {
          document.documentElement.dataset.textSize = percent;
        }, text);
        for (const misfit of await misfits(page)) found.push(`${screen} ${size.width} ${text} %: ${misfit}`);
      }
    shown += await page.locator('.look-frame-main').innerText();
    await visitor.act(screen);
  }
  expect(shown).toContain(long);
  expect(found).toEqual([]);
  await close();
});

test.concurrent('a new address is tapped, and every part of it fits in every size', async () => {
  const { page, at, close } = await kioskAt('new-address');
  const main = page.locator('.look-frame-main');
  const found: string[] = [];
  const look = async (part: string) => {
    for (const size of [standing, lying])
      for (const text of ['200', '100']) {
        await page.setViewportSize(size);
        await page.evaluate((percent) => {
          document.documentElement.dataset.textSize = percent;
        }, text);
        for (const misfit of await misfits(page)) found.push(`${part} ${size.width} ${text} %: ${misfit}`);
      }
  };
  await look('rows');
  await main.locator('input[value=postcode]').click();
  await look('postcode');
  await main.locator('input[value="た"]').click();
  await look('towns');
  await main.locator('input[value="中央"]').click();
  await look('丁目');
  await main.locator('input[value="2"]').click();
  await main.locator('.look-key', { hasText: '7' }).click();
  await look('numbers');
  await pressNextAgain(page);
  await page.locator(`.look-frame:not([data-screen="${at}"])`).waitFor();
  expect(JSON.stringify(await draftIn(await traces(page), office.hub))).toContain('見本県みほん市中央2丁目7番');
  expect(found).toEqual([]);
  await close();
});

test.concurrent('a double tap answers one question, not two', async () => {
  const { page, close } = await kioskAt('home-kind');
  await page.locator('input[value=own]').dblclick();
  await shows(page, 'new-head');
  await page.waitForTimeout(400);
  expect(await shows(page, 'new-head')).toBe('new-head');
  const answered = (await draftIn(await traces(page), office.hub)).filter(({ type }) => type === 'answered');
  expect(answered.filter((one) => 'step' in one && one.step === 'home-kind')).toHaveLength(1);
  await close();
});

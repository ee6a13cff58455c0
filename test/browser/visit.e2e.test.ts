import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutFurigana } from '../../src/content/index.ts';
import type { Language, Words } from '../../src/wording/index.ts';
import { misfits } from './layout.ts';
import { type KioskWindow, lying, type Office, openOffice, shows, standing } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

const family = example('flows/examples/moving-in/family-of-four.yaml');
/** Of the family, what must be nowhere when they have gone. */
const personal = ['例示', '太郎', '花子', 'レイジ', '1985-04-12', '1986-08-30', '2016-05-21', 'みどり台', '手本町', '09000001021'];

/** What is asked when everybody has a card and the certificate is there, in this order; and between which screens. */
const way = [
  'attract',
  'purpose',
  'out-notice',
  'move-date',
  'cards',
  'household',
  'pin-known',
  'home-kind',
  'new-head',
  'students-supported',
  'school',
  'care',
  'has-welfare-items',
  'foreign',
  'home-items',
  'results',
  'details.phone',
  'check',
];

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** One visit, looked at on every screen. */
async function visit(language: Language) {
  const window = await office.kiosk({ size: language === 'ja-easy' ? standing : lying, at: '2026-11-20T02:00:00Z' });
  const { page } = window;
  const words = await wordsIn(language);
  const faults: string[] = [];
  const headings = new Map<string, string>();
  const visitor = new Visitor(page, family, office.content);
  visitor.watch = async (screen) => {
    if (screen === 'attract' && language !== 'ja') await chooseLanguage(page, words);
    headings.set(screen, await textOf(page, 'h1'));
    faults.push(...(await flaws(window, screen)));
  };
  await shows(page, 'attract');
  const end = await visitor.live((screen) => screen === 'prepared');
  return { window, page, words, faults, headings, visitor, end };
}

test.each(['ja-easy', 'en'] as const)('x %s', async (language) => {
  const { faults, headings, visitor, end, window } = await visit(language);
  console.log(end, visitor.screens.join(' '));
  console.log([...headings]);
  console.log(faults.join('\n'));
  console.log(window.complaints);
});

async function chooseLanguage(page: KioskWindow['page'], words: Words): Promise<void> {
  await page.locator('.look-frame-controls button').nth(1).click();
  await page.locator('dialog .look-choice').nth(words.language === 'en' ? 2 : 1).click();
  await page.locator('h1', { hasText: words.plain('attract.ask').slice(0, 3) }).or(page.locator('h1 ruby')).first().waitFor();
}

/** The text of an element as it is read, without the readings above it. */
async function textOf(page: KioskWindow['page'], selector: string): Promise<string> {
  return page.locator(`.look-frame ${selector}`).last().evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const reading of copy.querySelectorAll('rt, rp')) reading.remove();
    return copy.textContent ?? '';
  });
}

async function flaws({ page }: KioskWindow, screen: string): Promise<string[]> {
  const found: string[] = [];
  const t0 = performance.now();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze();
  const t1 = performance.now();
  for (const { id, nodes } of violations) found.push(`${screen}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
  for (const size of [standing, lying])
    for (const text of ['100', '200']) {
      await page.setViewportSize(size);
      await page.evaluate((percent) => {
        document.documentElement.dataset.textSize = percent;
      }, text);
      for (const misfit of await misfits(page)) found.push(`${screen} ${size.width} ${text}%: ${misfit}`);
    }
  await page.evaluate(() => { document.documentElement.dataset.textSize = '100'; });
  console.log(screen, Math.round(t1 - t0), Math.round(performance.now() - t1));
  const shown = await page.evaluate(() => document.body.innerText);
  for (const [mark] of shown.matchAll(/.{0,20}[{}|].{0,20}/g)) found.push(`${screen}: markup is shown: ${mark}`);
  return found;
}

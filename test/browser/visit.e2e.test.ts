import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutFurigana } from '../../src/content/index.ts';
import type { Language } from '../../src/wording/index.ts';
import { expectEventually } from './expect-eventually.ts';
import { opened, outboxIn, type OutboxRow } from './kept-cases.ts';
import { misfits } from './layout.ts';
import { heading, lying, type Office, openOffice, shows, standing, written } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { questionIn, wordsIn } from './words.ts';

/** A family of four, each with a card; the certificate of their last municipality is there. */
const family = example('flows/examples/moving-in/family-of-four.yaml');
/** What must be found nowhere when they have gone. */
const personal =
  '例示 太郎 花子 レイジ 手本町 みどり台 09000001021 1985-04-12 1986-08-30 2016-05-21 2019-07-07 昭和60年 1985'.split(
    ' ',
  );

/** What they see, in this order: nothing more is asked of them. */
const way = `attract purpose out-notice move-date cards household pin-known home-kind new-head students-supported school
  care has-welfare-items foreign home-items results details.phone.case details.use-public-account check prepared`.split(
  /\s+/,
);
const questions = way.filter(
  (screen) => !['attract', 'purpose', 'cards', 'household', 'results', 'check', 'prepared'].includes(screen),
);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test.concurrent.each(['ja', 'ja-easy', 'en'] as const)(
  'a family of four moves in by pointer, from the first screen to the erased one, in %s',
  async (language) => {
    const size = language === 'ja-easy' ? standing : lying;
    const { page, complaints, close } = await office.kiosk({ size, at: '2026-11-20T02:00:00Z' });
    const words = await wordsIn(language);
    const visitor = new Visitor(page, family, office.content);
    const faults: string[] = [];
    const headings: Record<string, string> = {};
    const procedures: string[] = [];
    visitor.watch = async (screen) => {
      if (screen === 'attract') await choose(page, language);
      if (screen === 'results') procedures.push(...(await written(page, '.kiosk-results h3')));
      // Four cards show the same screens four times.
      if (screen.startsWith('cards-') && headings[screen] !== undefined) return;
      headings[withoutPerson(screen)] = await heading(page);
      faults.push(...(await flaws(page, screen, language)));
    };
    await shows(page, 'attract');
    const before = await page.evaluate(() => ({ address: location.href, steps: history.length }));
    const end = await visitor.live((screen) => screen === 'prepared');

    // The way, and each question in the words of this language.
    expect([...visitor.screens, end].map(withoutPerson)).toEqual(way);
    for (const id of questions) expect(headings[id]).toBe(questionIn(words, id, '例示 太郎'));

    // What applies, by what is lost first, and nothing that must not appear.
    const nameOf = (id: string) => withoutFurigana(words.content(`procedure.${id}.plain`));
    const expected = [...new Set(family.expect?.applies.map(({ procedure }) => nameOf(procedure)))];
    expect(procedures[0]).toBe(nameOf('move-in-special-card'));
    expect(procedures).toEqual(expect.arrayContaining(expected));
    expect(procedures.filter((one) => family.expect?.not.map(nameOf).includes(one))).toEqual([]);

    // Prepared, not filed.
    expect(headings.prepared).toBe(words.plain('prepared.title'));
    expect(await page.locator('.kiosk-receipt strong').innerText()).toBe('A-1100');
    expect((await traces(page)).text).toContain('例示 太郎');

    // Erased.
    await visitor.next();
    await shows(page, 'attract');
    const left = await traces(page);
    expect(personal.filter((one) => left.text.includes(one))).toEqual([]);
    expect(left.databases.map(({ name }) => name)).toEqual(['kakanai', 'kakanai-device']);
    expect(await page.evaluate(() => ({ address: location.href, steps: history.length }))).toEqual(before);
    const rows = outboxIn(left);
    expect(rows).toHaveLength(1);
    const [row] = rows as [OutboxRow];
    expect(row).toMatchObject({ ended: 'prepared', receipt: 'A-1100', events: ['moving-in'], state: 'waiting' });
    const readable = ['caseId', 'ended', 'events', 'preparedAt', 'receipt', 'sealed', 'state', 'tries'];
    expect(Object.keys(row).sort()).toEqual(readable);
    const { ended, actions, lost, unread } = await opened(row, office.hub);
    expect({ ended, lost, unread }).toEqual({ ended: 'prepared', lost: 0, unread: [] });
    expect(actions.at(-1)?.type).toBe('prepared');
    expect(JSON.stringify(actions)).toContain('例示 花子');

    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  },
  180_000,
);

/** The key of a screen without the id that a person has only in this case. */
const withoutPerson = (screen: string) => screen.replace(/\.[0-9a-f-]{36}$/, '');

async function choose(page: Page, language: Language): Promise<void> {
  if (language === 'ja') return;
  await page.locator('.look-frame-controls button').last().click();
  const name = { en: 'English', 'ja-easy': 'やさしい' }[language];
  await page.locator('dialog .look-choice', { hasText: name }).locator('input').click();
  const words = await wordsIn(language);
  await expectEventually(() => heading(page), words.plain('attract.ask'));
}

/** All that is wrong with what is shown now, lying and standing, in the ordinary and the largest text. */
async function flaws(page: Page, screen: string, language: Language): Promise<string[]> {
  const found = await seen(page, screen, language);
  for (const dialog of (language === 'en' && dialogsOf[screen]) || []) {
    await page.locator(dialog).first().click();
    await page.locator('dialog[open]').waitFor();
    found.push(...(await seen(page, `${screen} ${dialog}`, language)));
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  }
  const shown = await page.locator('.look-frame').last().innerText();
  for (const [mark] of shown.matchAll(/.{0,20}[{}|].{0,20}/g)) found.push(`${screen}: markup is shown: ${mark}`);
  if (language === 'en') {
    const said = await written(
      page,
      'h1, h2, h3, header button, footer button, summary, label:not(:has([name=demo-card]))',
    );
    for (const one of said) if (/[ぁ-んァ-ヶ]/.test(one)) found.push(`${screen}: not in English: ${one}`);
  }
  return found;
}

/** What opens a dialog on a screen. */
const dialogsOf: Record<string, string[]> = {
  attract: ['.look-frame-controls button:first-child', '.look-frame-controls button:last-child'],
  check: ['.look-frame-aside .look-sheet', '.look-frame-footer > :nth-child(2) button'],
  prepared: ['.kiosk-buttons button'],
};

async function seen(page: Page, screen: string, language: Language): Promise<string[]> {
  const found: string[] = [];
  // In plain Japanese the same elements stand there as with furigana.
  if (language !== 'ja') {
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    for (const { id, nodes } of (await axe.analyze()).violations)
      found.push(`${screen}: ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
  }
  const usual = page.viewportSize();
  for (const size of [standing, lying])
    for (const text of ['200', '100']) {
      await page.setViewportSize(size);
      await page.evaluate((percent) => {
        document.documentElement.dataset.textSize = percent;
      }, text);
      for (const misfit of await misfits(page)) found.push(`${screen}, ${size.width} wide, ${text} %: ${misfit}`);
    }
  if (usual) await page.setViewportSize(usual);
  return found;
}

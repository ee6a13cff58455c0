import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutFurigana } from '../../src/content/index.ts';
import { misfits } from './layout.ts';
import { heading, lying, type Office, openOffice, standing, written } from './office.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test.concurrent('enough for today: the list is prepared as it stands, and the sheet says what is left by its days', async () => {
  const told = example('flows/examples/bereavement/self-employed-father.yaml');
  const { page, complaints, close } = await office.kiosk({ size: standing, at: '2026-11-20T02:00:00Z' });
  const words = await wordsIn('ja');
  const visitor = new Visitor(page, told, office.content);
  await visitor.live((screen) => screen === 'results');
  await page.locator('[data-order]').waitFor({ state: 'attached' });
  await page.locator('.kiosk-buttons .look-button').last().click();
  expect(await page.locator('dialog h2, dialog h1').first().innerText()).toBe(words.plain('early.title'));
  await page.locator('dialog .look-button[data-kind=primary]').click();
  await page.locator('[data-screen=prepared]').waitFor();
  const lines = await page.locator('.kiosk-print text').allTextContents();
  expect(lines.join('')).toContain(words.plain('early.sheet'));
  const days = lines.filter((line) => /^(\d{4}年)?\d+月\d+日（.）まで$/.test(line));
  expect(days.length).toBeGreaterThan(3);
  expect(complaints).toEqual([]);
  await close();
});

test.concurrent.each([
  ['birth/single-mother', lying],
  ['bereavement/self-employed-father', standing],
  ['long-term-care/facility-and-costs', lying],
] as const)(
  '%s: a whole visit by pointer shows what applies, nothing that must not, and ends prepared',
  async (name, size) => {
    const told = example(`flows/examples/${name}.yaml`);
    const { page, complaints, close } = await office.kiosk({ size, at: '2026-11-20T02:00:00Z' });
    const words = await wordsIn('ja');
    const nameOf = (id: string) => withoutFurigana(words.content(`procedure.${id}.plain`));
    const visitor = new Visitor(page, told, office.content);
    const faults: string[] = [];
    const procedures: string[] = [];
    visitor.watch = async (screen) => {
      faults.push(...(await misfits(page)).map((fault) => `${screen}: ${fault}`));
      if (screen !== 'results') return;
      procedures.push(...(await written(page, '.kiosk-results h3')));
      const { violations } = await new AxeBuilder({ page }).analyze();
      faults.push(...violations.map(({ id }) => `${screen}: ${id}`));
    };
    expect(await visitor.live((screen) => screen === 'prepared')).toBe('prepared');
    const discreet = new Set(office.content.procedures.flatMap((one) => (one.discreet ? [one.id] : [])));
    // What only staff or the register know is not known here: it is not promised.
    const staffOnly = Object.values({
      ...told.facts,
      ...Object.assign({}, ...Object.values(told.people).map(({ facts }) => facts)),
    }).some((fact) => typeof fact === 'object' && fact !== null && 'source' in fact);
    const expected = (told.expect?.applies ?? [])
      .filter(({ procedure }) => !discreet.has(procedure))
      .map(({ procedure }) => nameOf(procedure));
    const shown = new Set(procedures);
    expect(expected.filter((one) => !shown.has(one)).length).toBeLessThanOrEqual(staffOnly ? 8 : 0);
    const mustNot = new Set((told.expect?.not ?? []).map(nameOf));
    const alsoApplies = new Set(expected);
    expect(procedures.filter((one) => mustNot.has(one) && !alsoApplies.has(one) && !staffOnly)).toEqual([]);
    expect(await heading(page)).toBe(words.plain('prepared.title'));
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  },
);

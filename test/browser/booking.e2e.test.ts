import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutFurigana } from '../../src/content/index.ts';
import { expectEventually } from './expect-eventually.ts';
import { BETWEEN_PRESSES, Finger, QuickFinger } from './hands.ts';
import { draftIn, outboxIn } from './kept-cases.ts';
import { misfits } from './layout.ts';
import { lying, type Office, openOffice, shows, written } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

const STAFF = '482913';
const file = 'flows/examples/bereavement/booked-visit.yaml';
const repository = path.resolve(import.meta.dirname, '../..');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ args: ['--staff-code', STAFF] });
});
afterAll(() => office.close());

const book = (...more: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['src/start/command-line.ts', 'booking', file, '--hub', office.hub.address, ...more],
    { cwd: repository },
  );

test('staff swept the ledgers and open the booking; the family is asked only what nobody could know', async () => {
  const number = (await book('--code', STAFF)).stdout.trim();
  expect(number).toMatch(/^\d{6}$/);
  const { page, complaints, close } = await office.kiosk({ size: lying, at: '2026-11-20T02:00:00Z' });
  const words = await wordsIn('ja');
  const told = example(file);
  const dialog = page.locator('dialog');
  const type = async (digits: string) => {
    for (const digit of digits) await page.keyboard.press(digit);
    await page.waitForTimeout(BETWEEN_PRESSES);
    await dialog.locator('.look-button[data-kind=primary]').click();
  };

  await page.locator('[data-screen=attract] .kiosk-buttons button').last().click();
  await dialog.locator('.look-button[data-kind=quiet]').click();
  await dialog.locator('.look-pad, [data-keys]').first().waitFor();
  await type(STAFF);
  await dialog.getByText(words.plain('booking.title')).waitFor();
  await type('000000');
  await dialog.getByText(words.plain('booking.not-found')).waitFor();
  await type(number);
  await page.locator('.look-frame:not([data-screen=attract])').waitFor();

  const visitor = new Visitor(page, told, office.content, new QuickFinger(page));
  const faults: string[] = [];
  const procedures: string[] = [];
  visitor.watch = async (screen) => {
    faults.push(...(await misfits(page)).map((fault) => `${screen}: ${fault}`));
    if (screen === 'results') procedures.push(...(await written(page, '.kiosk-results h3')));
  };
  expect(await visitor.live((screen) => screen === 'prepared')).toBe('prepared');
  const asked = visitor.screens.map((screen) => screen.split('.')[0]);
  for (const known of [
    'death-notified',
    'death-date',
    'name',
    'birth-date',
    'deceased',
    'insurance-of-deceased',
    'death-family',
    'death-welfare',
  ])
    expect(asked).not.toContain(known);
  for (const open of ['funeral-by', 'represents-heirs', 'death-home']) expect(asked).toContain(open);
  const expected = (told.expect?.applies ?? [])
    .map(({ procedure }) => procedure)
    .filter((id) => !office.content.procedures.find((one) => one.id === id)?.discreet)
    .map((id) => withoutFurigana(words.content(`procedure.${id}.plain`)));
  const shown = new Set(procedures);
  expect(expected.filter((one) => !shown.has(one))).toEqual([]);
  expect(faults).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('a visit left behind at one kiosk goes on at another, by its number, where it stood', async () => {
  const at = '2026-11-13T02:00:00Z';
  const couple = example('flows/examples/moving-in/couple.yaml');
  const first = await office.kiosk({ prepare: (_, page) => page.clock.install({ time: at }) });
  const visitor = new Visitor(first.page, couple, office.content);
  await visitor.live((screen) => screen === 'movers');
  await first.page.clock.fastForward(90_000);
  await first.page.locator('dialog .look-button[data-kind=secondary]').click();
  await shows(first.page, 'attract');
  const [left] = outboxIn(await traces(first.page));
  if (!left) throw new Error('nothing waits for the hub');
  const { caseId, receipt } = left;
  expect(receipt).toBe('A-1100');
  // The same kiosk, now one that sends.
  await first.page.goto(office.hub.address);
  await expectEventually(async () => outboxIn(await traces(first.page)).length, 0);
  await first.close();

  const { page, complaints, close } = await office.kiosk({ at, settings: 'kiosk=B' });
  const words = await wordsIn('ja');
  const dialog = page.locator('dialog');
  await page.locator('[data-screen=attract] .kiosk-buttons button').last().click();
  await dialog.locator('.look-button[data-kind=quiet]').click();
  const finger = new Finger(page);
  const type = async (digits: string) => {
    await dialog.locator('[data-keys]').waitFor();
    await finger.digits(digits);
    await dialog.locator('.look-button[data-kind=primary]').click();
  };
  await type(STAFF);
  await dialog.getByText(words.forStaff('resume.title')).click();
  await type('1100');
  expect(await misfits(page)).toEqual([]);
  await dialog.getByText(words.forStaff('resume.open')).click();
  await shows(page, 'movers');
  const again = new Visitor(page, couple, office.content, finger, visitor.named);
  await again.act('movers');
  await shows(page, 'has-card');
  const actions = await draftIn(await traces(page), office.hub);
  expect(actions[0]).toMatchObject({ type: 'opened', continues: caseId, device: 'B' });
  expect(actions.slice(1, 3)).toMatchObject([{ device: 'A' }, { device: 'A' }]);
  expect(complaints).toEqual([]);
  await close();
});

test('without the code nothing is booked, and the command says what to do', async () => {
  await expect(book('--code', '000000')).rejects.toMatchObject({ stderr: expect.stringContaining('code of staff') });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zxingReader } from '../../src/devices/index.ts';
import type { ScenarioInput } from '../../src/scenario/index.ts';
import { codeInRoom, writeFilm } from './code-film.ts';
import { misfits } from './layout.ts';
import { lying, type Office, openOffice, shows, standing, written } from './office.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

const told = example('flows/examples/moving-in/family-of-four.yaml');
const at = `${told.date}T02:00:00Z`;
const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-film-'));
const film = path.join(folder, 'codes.y4m');
const empty = { width: 640, height: 480, pictures: [new Uint8Array(640 * 480).fill(70)] };

let office: Office;
let texts: string[] = [];
beforeAll(async () => {
  writeFilm(film, empty);
  office = await openOffice(undefined, [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

/** The same people with no cards and no certificate, the visitor under the name by which the page calls them. */
function atHome(you: string): ScenarioInput {
  const { certificate: _, ...input } = structuredClone(told);
  const visitor = input.visitor ?? Object.keys(input.people)[0];
  for (const [id, { card: __, ...person }] of Object.entries(input.people)) {
    const name = id === visitor ? { name: you } : {};
    input.people[id] = { ...person, facts: { ...person.facts, ...name } };
  }
  return input;
}

/** Where a picture of each screen is wanted to look at: `SCREENSHOTS=folder`. */
async function picture(page: Page, name: string): Promise<void> {
  const { SCREENSHOTS } = process.env;
  if (SCREENSHOTS === undefined) return;
  for (const size of [lying, standing, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(150);
    writeFileSync(path.join(SCREENSHOTS, `${name}-${size.width}.png`), await page.screenshot());
  }
  await page.setViewportSize(lying);
}

test('at home the same is asked without a card, and ends in a picture of QR codes', async () => {
  const words = await wordsIn('ja');
  // The card will say the name of whoever comes; here they are called what the page calls them.
  const input = atHome(words.plain('home.you'));
  const { page, complaints, close } = await office.kiosk({ size: lying, at, screen: 'home' });
  const missing: string[] = [];
  page.on('requestfailed', (request) => missing.push(request.url()));
  const visitor = new Visitor(page, input, office.content);
  visitor.knownByName = input.visitor ?? Object.keys(input.people)[0];
  const faults: string[] = [];
  visitor.watch = async (screen) => {
    faults.push(...(await misfits(page)).map((fault) => `${screen}: ${fault}`));
    // From here on there is no network: the codes are made on the device itself.
    if (screen === 'results') await page.context().setOffline(true);
    if (['attract', 'purpose', 'household', 'results', 'check', 'home-codes'].includes(screen))
      await picture(page, `home-${screen}`);
  };
  expect(await visitor.live((screen) => screen === 'home-codes')).toBe('home-codes');
  const asked = visitor.screens.map((screen) => screen.split('.')[0]);
  expect(asked).not.toContain('cards');
  for (const decides of ['move-date', 'household', 'birth-date', 'movers', 'results']) expect(asked).toContain(decides);
  expect(asked.filter((one) => one === 'name')).toHaveLength(Object.keys(told.people).length - 1);

  await page.locator('.kiosk-home-code').waitFor();
  await picture(page, 'home-codes');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.look-frame-main .look-button[data-kind=primary]').click(),
  ]);
  const saved = readFileSync(await download.path());
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const { readBarcodes } = await import('zxing-wasm/reader');
  await zxingReader(new Uint8Array(wasm));
  texts = (await readBarcodes(new Uint8Array(saved), { formats: ['QRCode'] })).map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => !text.startsWith('KKN1:'))).toEqual([]);

  await page.context().setOffline(false);
  // Closing the browser's page loses nothing; nothing of it is in the address.
  await page.reload();
  expect(await shows(page, 'home-codes')).toBe('home-codes');
  expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
  await page.locator('.look-frame-footer > :nth-child(2) button').click();
  await picture(page, 'home-erase');
  await page.locator('dialog .look-button[data-kind=primary]').click();
  expect(await shows(page, 'attract')).toBe('attract');
  await page.reload();
  expect(await shows(page, 'attract')).toBe('attract');
  expect(faults).toEqual([]);
  // Without a network rare characters come in another font; nothing else is missed.
  expect(missing.filter((url) => !url.endsWith('.woff2'))).toEqual([]);
  expect(complaints.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await close();
});

test('the kiosk reads them with its camera, asks who came, and then only what is missing', async () => {
  const pictures = texts.flatMap((text) => Array.from({ length: 6 }, () => codeInRoom(text)));
  writeFilm(film, { width: 640, height: 480, pictures });
  const { page, complaints, close } = await office.kiosk({ size: lying, at });
  const faults: string[] = [];
  const look = async (screen: string) => {
    faults.push(...(await misfits(page)).map((fault) => `${screen}: ${fault}`));
    await picture(page, `kiosk-${screen}`);
  };
  await shows(page, 'attract');
  await look('attract');
  await page.locator('.look-frame-footer > :first-child button').click();
  await page.locator('[data-screen=home-code-who]').waitFor();
  await look('home-code-who');
  await page.locator('input[value=self]').click();
  await page.locator('.look-frame:not([data-screen^=home-code])').waitFor();

  const visitor = new Visitor(page, told, office.content);
  visitor.watch = async (screen) => {
    faults.push(...(await misfits(page)).map((fault) => `${screen}: ${fault}`));
    if (['household', 'check'].includes(screen)) await picture(page, `kiosk-${screen}`);
  };
  expect(await visitor.live((screen) => screen === 'prepared')).toBe('prepared');
  const asked = visitor.screens.map((screen) => screen.split('.')[0]);
  for (const known of ['move-date', 'name', 'birth-date', 'movers', 'new-address', 'phone'])
    expect(asked).not.toContain(known);
  expect(asked).toContain('cards');
  expect(await written(page, '.kiosk-receipt')).toHaveLength(1);
  expect(faults).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('a code that was used is refused kindly, also by the hand scanner, and one can answer here', async () => {
  writeFilm(film, empty);
  const words = await wordsIn('ja');
  const { page, complaints, close } = await office.kiosk({ size: lying, at });
  await shows(page, 'attract');
  await page.locator('.look-frame-footer > :first-child button').click();
  await shows(page, 'home-code');
  await page.locator('video').waitFor();
  await picture(page, 'kiosk-home-code');
  for (const [index, text] of texts.entries()) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    if (index === 0 && texts.length > 1) {
      await page.getByText(words.plain('home-code.progress', { read: 1, of: texts.length })).waitFor();
      await picture(page, 'kiosk-home-code-part');
    }
  }
  await page.locator('[data-screen=home-code-used]').waitFor();
  expect(await misfits(page)).toEqual([]);
  await picture(page, 'kiosk-home-code-used');
  await page.locator('.look-frame-footer > :last-child button').click();
  await shows(page, 'attract');
  expect(complaints).toEqual([]);
  await close();
});

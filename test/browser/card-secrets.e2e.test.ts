import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type CardDescription,
  checkCodeDigits,
  sampleCards,
  simulatedPersonalNumber,
} from '../../src/devices/index.ts';
import { cardGallery } from '../../src/protocol/index.ts';
import type { Words } from '../../src/wording/index.ts';
import { QuickFinger } from './hands.ts';
import { draftIn, opened, outboxIn } from './kept-cases.ts';
import { type Office, openOffice, shows } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

const family = example('flows/examples/moving-in/family-of-four.yaml');

let office: Office;
let words: Words;
beforeAll(async () => {
  office = await openOffice();
  words = await wordsIn('ja');
});
afterAll(() => office.close());

/** What must never be written: personal numbers and what opens a card. PINs are short, and looked for standing alone. */
function secretsOf(cards: readonly CardDescription[]): RegExp[] {
  const pins = cards.flatMap(({ pin, otherPins = {} }) => [pin, ...Object.values(otherPins)]);
  const long = cards.flatMap((card) => [checkCodeDigits(card), simulatedPersonalNumber]);
  return [
    ...[...new Set(long)].map((one) => new RegExp(one)),
    ...[...new Set(pins)].map((one) => new RegExp(`(?<![\\w.+/-])${one}(?![\\w.+/-])`)),
  ];
}

/** Everything of a file as text, in each way in which a number could lie there. */
const asText = (bytes: Buffer): string => `${bytes.toString('latin1')}\n${bytes.toString('utf16le')}`;

/** What the hub keeps, but for the content it serves; in its log a process id or a port is no PIN. */
function keptByHub(data: string): string {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\/content(\/|$)/.test(entry.parentPath))
    .filter((entry) => /\.(log|ndjson)$/.test(entry.name))
    .map((entry) => asText(readFileSync(path.join(entry.parentPath, entry.name))))
    .join('\n')
    .replaceAll(/"(pid|port|time)":\d+/g, '');
}

/** All that a page hands out: what it sends, what it says on its console, what it lets be downloaded. */
function handedOut(page: Page): string[] {
  const out: string[] = [];
  page.on('request', (request) => out.push(request.url(), request.postData() ?? ''));
  page.on('console', (message) => out.push(message.text()));
  page.on('download', (download) => out.push(download.suggestedFilename()));
  return out;
}

const found = (texts: Record<string, string>, secrets: readonly RegExp[]): string[] =>
  Object.entries(texts).flatMap(([where, text]) =>
    secrets.flatMap((secret) => {
      const at = secret.exec(text)?.index;
      return at === undefined ? [] : [`${where}: ${text.slice(Math.max(0, at - 40), at + 40)}`];
    }),
  );

test.concurrent('a whole visit with four cards writes no personal number, no PIN and no printed code, nowhere', async () => {
  const { page, close } = await office.kiosk({ at: '2026-11-20T02:00:00Z' });
  const out = handedOut(page);
  const { cards } = cardGallery.parse(await (await fetch(`${office.hub.address}/demo/cards`)).json());
  const names = Object.values(family.people).map(({ facts }) => facts?.name);
  const held = cards.filter(({ card }) => names.includes(card.name)).map(({ card }) => card);
  expect(held.length).toBeGreaterThanOrEqual(4);
  const secrets = secretsOf(held);

  const visitor = new Visitor(page, family, office.content, new QuickFinger(page));
  await visitor.live((screen) => screen === 'check');
  const draft = await traces(page);
  const actions = JSON.stringify(await draftIn(draft, office.hub));
  expect(actions).toContain('"source":"card"');
  await visitor.next();
  await shows(page, 'prepared');
  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('.kiosk-print').innerText();
  expect(paper).toContain('例示');
  await page.emulateMedia({ media: 'screen' });
  const prepared = await traces(page);
  const [row] = outboxIn(prepared);
  if (!row) throw new Error('nothing waits for the hub');
  const sealed = JSON.stringify((await opened(row, office.hub)).actions);
  await visitor.next();
  await shows(page, 'attract');
  const texts = {
    draft: draft.text,
    actions,
    paper,
    prepared: prepared.text,
    sealed,
    left: (await traces(page)).text,
    out: out.join('\n'),
    hub: keptByHub(office.hub.data),
  };
  expect(found(texts, secrets)).toEqual([]);
  // The search itself is no blind one.
  expect(found({ one: `"${held[0]?.pin}"`, other: simulatedPersonalNumber }, secrets).length).toBeGreaterThanOrEqual(2);
  await close();
});

test.concurrent('nor do the sample cards, read by PIN and by what is printed on them', async () => {
  const { page, close } = await office.kiosk({ at: '2026-11-20T02:00:00Z' });
  const out = handedOut(page);
  const visitor = new Visitor(page, family, office.content, new QuickFinger(page));
  await visitor.live((screen) => screen === 'cards');
  const lay = async (id: string) => {
    const card = page.locator(`input[name=demo-card][value=${id}]`);
    if ((await card.count()) === 0) await page.locator('summary', { hasText: words.plain('demo.special') }).click();
    await card.click();
  };
  const press = (name: string) => page.getByRole('button', { name }).last().click();
  const read = page.locator('.kiosk-lines li');

  await lay('pinless');
  await press(words.plain('card.use-printed'));
  await shows(page, 'cards-check-code-birth');
  const fields = page.locator('.look-date-fields input');
  for (const [index, part] of ['1990', '4', '1'].entries()) await visitor.hands.part(fields.nth(index), part);
  await visitor.next();
  await shows(page, 'cards-check-code-code');
  await page.keyboard.type('7788');
  await page.keyboard.press('Enter');
  await press(words.plain('card.whose.mine'));
  await read.nth(0).waitFor();
  for (const [at, [id, pin]] of [
    ['alphabet', '4649'],
    ['variant-characters', '1234'],
  ].entries()) {
    await lay(id ?? '');
    await shows(page, 'cards-pin');
    await page.keyboard.type('0000');
    await page.keyboard.press('Enter');
    await page.getByText(words.plain('card.wrong.title')).waitFor();
    await page.keyboard.type(pin ?? '');
    await page.keyboard.press('Enter');
    await read.nth(at + 1).waitFor();
  }
  await visitor.next();
  expect(await visitor.past('cards')).toBe('household');
  const kept = await traces(page);
  const texts = {
    kept: kept.text,
    actions: JSON.stringify(await draftIn(kept, office.hub)),
    out: out.join('\n'),
    hub: keptByHub(office.hub.data),
  };
  expect(texts.actions).toContain('ＭＩＨＯＮ');
  expect(found(texts, secretsOf(sampleCards.map(({ card }) => card)))).toEqual([]);
  await close();
});

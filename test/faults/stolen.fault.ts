import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScenarioInput } from '../../src/scenario/index.ts';
import { QuickFinger } from '../browser/hands.ts';
import { type HubProcess, startHub } from '../browser/hub-process.ts';
import { openProfile } from '../browser/killed-browser.ts';
import { Visitor } from '../browser/visitor.ts';
import { content, example } from '../flows/example-files.ts';
import { randomOf } from '../random.ts';
import { searched } from './profile-search.ts';
import { tell } from './toll.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-stolen-'));
const profile = path.join(root, 'profile');
let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub({ data: path.join(root, 'data') });
});
afterAll(async () => {
  await hub.kill();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const random = randomOf('stolen');
const among = (characters: string, length: number) =>
  Array.from({ length }, () => characters.charAt(random.below(characters.length))).join('');

/** Two people whom no content, no gallery and no other test knows. */
function people(): ScenarioInput {
  const { input } = example('moving-in/couple');
  const [family, address] = [
    among('鰐蕨蠣鯵鰯鱒鮎鯉', 3),
    `仮名市${among('蕨鯉鰐蠣', 3)}町${random.below(90) + 9}丁目7番`,
  ];
  const facts = (reading: string, year: number) => ({
    name: `${family} ${among('亀鶴鷹鷲鳩', 3)}`,
    reading: `${among('ヌヘモユヨラ', 4)} ${reading}`,
    'birth-date': `${year}-${10 + random.below(3)}-${11 + random.below(17)}`,
    'former-address': `見本県${address}3号`,
  });
  const { ichiro, futaba } = input.people;
  return {
    ...input,
    people: {
      ichiro: { ...ichiro, facts: { ...ichiro?.facts, ...facts('ヌヌイチ', 1951) } },
      futaba: { ...futaba, facts: { ...futaba?.facts, ...facts('ヌヌフタ', 1967) } },
    },
    facts: {
      ...input.facts,
      'new-address': `みほん市${among('蕨鯉鰐蠣', 3)}9番7号`,
      phone: `090-${among('346789', 4)}-${among('346789', 4)}`,
    },
  };
}

/** What must not be readable: names with and without their space, readings, dates as people and programs write them. */
function personal({ people: all, facts }: ScenarioInput): string[] {
  const texts = [...Object.values(all).map((one) => one.facts), facts].flatMap((one) =>
    ['name', 'reading', 'birth-date', 'former-address', 'new-address', 'phone'].flatMap((fact) => {
      const said = one?.[fact];
      return typeof said === 'string' ? [said] : [];
    }),
  );
  return [...new Set(texts.flatMap(written))];
}

function written(text: string): string[] {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (date) {
    const [, year = '', month = '', day = ''] = date;
    const showa = `昭和${Number(year) - 1925}年${Number(month)}月${Number(day)}日`;
    return [
      text,
      `${year}年${Number(month)}月${Number(day)}日`,
      showa,
      `${year}${month}${day}`,
      `${year}/${month}/${day}`,
    ];
  }
  if (/^[\d-]+$/.test(text)) return [text, text.replaceAll('-', '')];
  const parts = text.split(' ').filter((part) => part.length > 2);
  return [text, text.replace(' ', '　'), text.replace(' ', ''), ...parts, text.replace(/^(見本県|みほん市)/, '')];
}

test('stolen tablet', async (context) => {
  const [finished, under] = [people(), people()];
  const texts = [...personal(finished), ...personal(under)];
  const at = '2026-11-13T02:00:00Z';
  const browser = await openProfile(profile, hub.address, at);
  const { page } = browser;
  const visit = (input: ScenarioInput) => new Visitor(page, input, content, new QuickFinger(page));
  const first = visit(finished);
  await first.live((screen) => screen === 'prepared');
  await page.locator('.kiosk-print .kiosk-paper').first().waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  await page.pdf(); // what the printer's dialogue is given
  await page.emulateMedia({ media: 'screen' });
  await first.next();
  await first.past('prepared');
  // Somebody else has answered everything when the tablet is taken away.
  const second = visit(under);
  await second.live((screen) => screen === 'check');
  await page.screenshot();
  await page.waitForTimeout(6000); // Chromium writes some of its files seconds later
  await browser.kill();

  const result = searched(profile, texts);
  // The search is no blind one: texts that somebody writes into the same storage are found, also when they are compressed.
  const planted = people();
  const other = await openProfile(profile, hub.address, at);
  await other.page.evaluate(plant, personal(planted));
  await other.page.waitForTimeout(3000);
  await other.close();
  const control = searched(profile, personal(planted));
  tell(context, {
    fault: 'Tablet stolen in the middle of a visit, its profile searched byte by byte',
    times: 1,
    of: `texts looked for, ${result.files} files, ${Math.round(result.bytes / 2 ** 20)} MiB`,
    kept: texts.length,
    lost: new Set(result.found).size,
    doubled: 0,
  });
  console.log(result.readings);
  expect(result.found).toEqual([]);
  const missed = ['Local Storage', 'IndexedDB', 'CacheStorage'].flatMap((place) => {
    const there = control.found.filter((one) => one.includes(`/${place}/`));
    return personal(planted).flatMap((text) =>
      there.some((one) => one.startsWith(`${text} (`)) ? [] : [`${place}: ${text}`],
    );
  });
  expect(missed).toEqual([]);
  expect(control.found.filter((one) => one.endsWith('(Snappy value)'))).not.toEqual([]);
}, 180_000);

/** Runs in the page: writes texts where a careless program would. */
async function plant(texts: string[]): Promise<void> {
  localStorage.setItem('careless', JSON.stringify(texts));
  const cache = await caches.open('careless');
  await cache.put('/careless', new Response(JSON.stringify(texts)));
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('careless', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true });
    opening.onerror = () => reject(new Error('no database'));
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.objectStore('rows').add({ texts });
      // So large that Chromium compresses it.
      transaction.objectStore('rows').add({ texts, much: Array.from({ length: 9000 }, () => texts[0]) });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(new Error('not written'));
    };
  });
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { catalogue } from '../flows/catalogue.ts';
import { expectEventually } from './expect-eventually.ts';
import { type HubProcess, startHub } from './hub-process.ts';
import { opened, outboxIn } from './kept-cases.ts';
import { type KioskBrowser, openProfile } from './killed-browser.ts';
import { shows } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';

const content = catalogue();
const couple = example('flows/examples/moving-in/couple.yaml');
const root = mkdtempSync(join(tmpdir(), 'kakanai-offline-'));
let count = 0;
let data: string;
let profile: string;
let hub: HubProcess;
let browser: KioskBrowser | undefined;

beforeEach(async () => {
  data = join(root, `data-${++count}`);
  profile = join(root, `profile-${count}`);
  hub = await startHub({ data });
});
afterEach(async () => {
  await browser?.close().catch(() => undefined);
  browser = undefined;
  await hub.kill().catch(() => undefined);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A kiosk of this profile; `?idle=20` keeps nothing waiting for long. */
async function kiosk(path = '/'): Promise<Page> {
  browser = await openProfile(profile, hub.address, undefined, path);
  return browser.page;
}

/** Everything for a start without the hub is here: the program and the content. */
async function isReady(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => navigator.serviceWorker.controller !== null && (await caches.match('/content/kept.json')) !== undefined,
    undefined,
    { polling: 100 },
  );
  // Chromium writes its list of caches to the disk some seconds later.
  await page.waitForTimeout(6000);
}

const port = () => Number(new URL(hub.address).port);
const journal = () =>
  readFileSync(join(data, 'cases/journal.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

test('killed, with no hub and no network, a kiosk starts, serves a whole visit, and delivers it once when the hub is back', async () => {
  await isReady(await kiosk());
  await browser?.kill();
  const gone = port();
  await hub.kill();

  const page = await kiosk();
  const visitor = new Visitor(page, couple, content);
  await visitor.live((screen) => screen === 'prepared');
  await page.locator('.kiosk-paper svg, .kiosk-print svg').first().waitFor({ state: 'attached' });
  await visitor.next();
  await shows(page, 'attract');
  const [row, ...more] = outboxIn(await traces(page));
  expect(more).toEqual([]);
  expect(row?.ended).toBe('prepared');

  hub = await startHub({ data, port: gone });
  if (!row) throw new Error('the case is in the outbox');
  expect((await opened(row, hub)).actions.at(-1)?.type).toBe('prepared');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expectEventually(async () => outboxIn(await traces(page)).length, 0);
  expect(journal()).toHaveLength(1);
}, 60_000);

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Browser, type BrowserContext, type CDPSession, chromium as playwright, type Page } from 'playwright';
import { chromium } from '../browser/chromium.ts';
import { startHub } from '../browser/hub-process.ts';
import { watchScreens } from './watch-screens.ts';

/** The size of the kiosk's screen, in CSS pixels. */
const viewport = { width: 1280, height: 800 };

const repository = path.resolve(import.meta.dirname, '../..');

let built = false;

/** Builds the kiosk as `npm start` does, once. */
export function build(): void {
  if (built) return;
  const { status, stderr } = spawnSync(
    path.join(repository, 'node_modules/.bin/vite'),
    ['build', '--logLevel', 'error'],
    { cwd: repository, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the kiosk does not build: ${stderr}`);
  built = true;
}

/** Runs `work` with a browser and the address of a hub of its own, and closes both. */
export async function withKiosk<Value>(work: (browser: Browser, address: string) => Promise<Value>): Promise<Value> {
  build();
  const hub = await startHub();
  try {
    const browser = await playwright.launch(await chromium());
    try {
      return await work(browser, hub.address);
    } finally {
      await browser.close();
    }
  } finally {
    await hub.kill();
  }
}

/** A page that was never here: nothing cached, nothing stored. Its screens are watched from the start. */
export interface FreshPage {
  page: Page;
  cdp: CDPSession;
  close: () => Promise<void>;
}

export async function freshPage(browser: Browser, throttling: number): Promise<FreshPage> {
  const context: BrowserContext = await browser.newContext({ viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.addInitScript(watchScreens);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttling });
  return { page, cdp, close: () => context.close() };
}

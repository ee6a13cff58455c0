import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright';
import type { Content } from '../../src/content/index.ts';
import { catalogue } from '../flows/catalogue.ts';
import { chromium } from './chromium.ts';
import { type HubProcess, startHub } from './hub-process.ts';
import { PATIENCE } from './patience.ts';

/** The sizes that the kiosk is made for: standing and lying. */
export const standing = { width: 768, height: 1024 };
export const lying = { width: 1280, height: 800 };

export interface KioskOptions {
  size?: { width: number; height: number };
  /** The instant at which the kiosk's clock stands; without, the clock of this machine. */
  at?: string;
  /** The screen, where it is not the kiosk. */
  screen?: 'home';
  /** Settings in the address, such as `idle=2`. */
  settings?: string;
  /** Runs in the page before the kiosk does. */
  before?: string;
  /** Done with the browser's window before the kiosk is opened in it. */
  prepare?: (context: BrowserContext, page: Page) => Promise<unknown>;
}

/** A kiosk nobody has used, in a browser profile of its own. Its finished cases stay in its outbox. */
export interface KioskWindow {
  page: Page;
  /** What went wrong without anybody seeing it: errors and warnings, and requests to elsewhere. */
  complaints: string[];
  close: () => Promise<void>;
}

/** A hub, a browser, and the content that is served. One for a test file. */
export interface Office {
  hub: HubProcess;
  browser: Browser;
  content: Content;
  kiosk: (options?: KioskOptions) => Promise<KioskWindow>;
  close: () => Promise<void>;
}

/** The browser that comes with `npm ci` does not know every feature that the hub's header forbids. */
const isAboutThisBrowser = (text: string) =>
  text.includes('Permissions-Policy header') || text.includes('Service Worker registration blocked');

/** `hubOptions`: how the hub is started, where that matters. */
export async function openOffice(
  hubOptions?: Parameters<typeof startHub>[0],
  moreArgs: readonly string[] = [],
): Promise<Office> {
  const launch = await chromium();
  const [hub, browser] = await Promise.all([
    startHub(hubOptions),
    playwright.launch({ ...launch, args: [...launch.args, ...moreArgs] }),
  ]);
  return {
    hub,
    browser,
    content: catalogue(),
    kiosk: (options) => openKiosk(browser, hub.address, options),
    close: async () => {
      await browser.close();
      await hub.kill();
    },
  };
}

async function openKiosk(browser: Browser, address: string, options: KioskOptions = {}): Promise<KioskWindow> {
  const context = await browser.newContext({
    viewport: options.size ?? lying,
    locale: 'ja-JP',
    // What is kept for a start without the hub has tests of its own; elsewhere a test may stand between page and hub.
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = listenTo(page, address);
  if (options.at !== undefined) await page.clock.setFixedTime(options.at);
  if (options.before !== undefined) await page.addInitScript(options.before);
  await options.prepare?.(context, page);
  // A kiosk holds its finished cases back here; a page at home has none to send.
  const settings = [...(options.screen === undefined ? ['hold'] : []), ...(options.settings ?? '').split('&')];
  const query = settings.filter((one) => one !== '').join('&');
  await page.goto(`${address}/${options.screen === undefined ? '' : `${options.screen}/`}${query && `?${query}`}`);
  return { page, complaints, close: () => context.close() };
}

/** Writes down what a page complains about from now on. */
export function listenTo(page: Page, address: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !isAboutThisBrowser(text))
      complaints.push(`${message.type()}: ${text}`);
  });
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== address) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  return complaints;
}

/** The texts of such elements on the screen as they are written: without the readings above them. */
export function written(page: Page, selector: string): Promise<string[]> {
  const shown = page.locator('.look-frame').last().locator(selector);
  return shown.evaluateAll((elements) =>
    elements.map((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const reading of copy.querySelectorAll('rt, rp')) reading.remove();
      return (copy.textContent ?? '').trim();
    }),
  );
}

/** What the screen asks or says first. */
export const heading = async (page: Page): Promise<string> => (await written(page, 'h1'))[0] ?? '';

/** Waits for a screen by its key, or by what its key begins with (`trouble-`), and returns the key. */
export async function shows(page: Page, screen: string): Promise<string> {
  const frame = page.locator(`.look-frame[data-screen^="${screen}"]`).last();
  await frame.waitFor();
  return (await frame.getAttribute('data-screen')) ?? '';
}

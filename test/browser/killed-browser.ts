import { globSync, readFileSync } from 'node:fs';
import { type BrowserContext, chromium as playwright, type Page } from 'playwright';
import { chromium } from './chromium.ts';
import { lying } from './office.ts';
import { PATIENCE } from './patience.ts';

/** A browser with a profile on the disk, as a kiosk has; it can be killed as a power cut of its process would. */
export interface KioskBrowser {
  page: Page;
  /** The screens that were on show, as far as the news of them came out. */
  shown: string[];
  /** SIGKILL to the browser and everything it started. Resolves when they are gone. */
  kill: () => Promise<void>;
  close: () => Promise<void>;
}

/** Tells of each screen at the moment at which it is there. */
const tellScreens = `new MutationObserver(() => {
  const now = [...document.querySelectorAll('.look-frame')].at(-1)?.dataset.screen;
  if (now && now !== globalThis.lastTold) globalThis.tellScreen((globalThis.lastTold = now));
}).observe(document, { subtree: true, childList: true, attributeFilter: ['data-screen'] });`;

/** `at`: where its clock stands; without, the clock of this machine. `path`: with `?hold` finished cases stay there. */
export async function openProfile(
  profile: string,
  address: string,
  at: string | undefined,
  path = '/?hold',
): Promise<KioskBrowser> {
  const context: BrowserContext = await playwright.launchPersistentContext(profile, {
    ...(await chromium()),
    viewport: lying,
  });
  const processes = browserProcesses(profile);
  const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(PATIENCE);
  const shown: string[] = [];
  if (at !== undefined) await context.clock.setFixedTime(at);
  await page.exposeBinding('tellScreen', (_, screen: string) => shown.push(screen));
  await page.addInitScript(tellScreens);
  await page.goto(address + path);
  return {
    page,
    shown,
    kill: async () => {
      for (const pid of [...processes, ...browserProcesses(profile)]) end(pid);
      await gone;
    },
    close: () => context.close(),
  };
}

/** The processes of the browser that works on this profile; its first one leads a group of its own. */
function browserProcesses(profile: string): number[] {
  return globSync('/proc/[0-9]*/cmdline').flatMap((file) => {
    const words = textOf(file).split('\0');
    return words.includes(`--user-data-dir=${profile}`) ? [Number(file.split('/')[2])] : [];
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}

function end(pid: number): void {
  for (const whom of [-pid, pid])
    try {
      process.kill(whom, 'SIGKILL');
    } catch {
      // no group of that name, or gone already
    }
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { catalogue } from '../flows/catalogue.ts';
import { randomOf, seed } from '../random.ts';
import { DeadlyFinger, killedIn, LATEST, plain, said } from './deadly-finger.ts';
import { QuickFinger } from './hands.ts';
import { type HubProcess, startHub } from './hub-process.ts';
import { draftIn, opened, outboxIn, type OutboxRow } from './kept-cases.ts';
import { openProfile } from './killed-browser.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';

/** How often the browser is killed; 200 times, over all life events: test/faults/kill-browser.fault.ts. */
const KILLS = 10;

const content = catalogue();
/** Without cards, so that all of it is answered. */
const couple = example('flows/examples/moving-in/couple.yaml');
/** What of them must not be readable on the disk. */
const personal = ['架空 一郎', 'カクウ イチロウ', '港町3番14号', '09000001014', '1981-02-03'];

let hub: HubProcess;
let profile: string;
beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'kakanai-profile-'));
  hub = await startHub();
});
afterAll(async () => {
  rmSync(profile, { recursive: true, force: true });
  await hub.kill();
});

test(
  `killed ${KILLS} times within ${LATEST} ms of a tap, the kiosk stands where it stood, with every answer once`,
  async () => {
    console.log(`KAKANAI_SEED=${seed}`);
    const random = randomOf('kill');
    const undisturbed = await wholeVisit();
    /** What is on the disk for sure: the actions of the case under way, and the sealed cases. */
    let stored: Action[] = [];
    let sealed = 1;
    let lastShown = 'attract';
    let survived = 0;
    const named = new Map<string, string>();

    for (let kill = 0; kill < KILLS; kill++) {
      const browser = await open();
      const visitor = new Visitor(browser.page, couple, content, new QuickFinger(browser.page), named);
      let screen = await visitor.past('');

      const found = await foundIn(browser.page, screen);
      if (found.outbox.length > sealed) await expectSealed(found, sealed + 1, undisturbed.said);
      else expectUnderWay(found, { stored, sealed, lastShown }, undisturbed);
      survived += found.outbox.length > sealed || found.actions.length > stored.length ? 1 : 0;

      for (let steps = Math.floor(random() * 4); steps > 0; steps--) {
        await (screen === 'prepared' ? visitor.next() : visitor.act(screen));
        screen = await visitor.past(screen);
      }
      const before = await traces(browser.page);
      [stored, sealed] = [await draftIn(before, hub), outboxIn(before).length];
      const deadly = new DeadlyFinger(browser, random() * LATEST);
      await killedIn(
        screen === 'prepared' ? deadly.next() : new Visitor(browser.page, couple, content, deadly, named).act(screen),
      );
      lastShown = plain(browser.shown.findLast((one) => one !== 'waiting') ?? 'attract');
    }

    const browser = await open();
    const visitor = new Visitor(browser.page, couple, content, new QuickFinger(browser.page), named);
    await visitor.live((screen) => screen === 'prepared');
    const outbox = outboxIn(await traces(browser.page));
    expect(await saidIn(outbox)).toEqual(outbox.map(() => undisturbed.said));
    await browser.close();
    expect(personal.filter((one) => isReadable(one, profile))).toEqual([]);
    console.log(`${survived} of ${KILLS} taps were on the disk when the browser was killed`);
  },
  60_000 + KILLS * 6000,
);

const open = () => openProfile(profile, hub.address, '2026-11-13T02:00:00Z');

/** The visit without a kill: its screens, and what was said. */
async function wholeVisit(): Promise<{ screens: string[]; said: unknown[] }> {
  const browser = await open();
  const visitor = new Visitor(browser.page, couple, content, new QuickFinger(browser.page));
  const end = await visitor.live((screen) => screen === 'prepared');
  const [row] = outboxIn(await traces(browser.page));
  if (!row) throw new Error('the case is not in the outbox');
  const { actions } = await opened(row, hub);
  await visitor.next();
  await visitor.past('prepared');
  await browser.close();
  return { screens: [...visitor.screens, end].map(plain), said: said(actions) };
}

interface Found {
  screen: string;
  actions: Action[];
  outbox: OutboxRow[];
}

/** What a kiosk shows and holds on its disk. */
async function foundIn(page: Page, screen: string): Promise<Found> {
  const left = await traces(page);
  return { screen, actions: await draftIn(left, hub), outbox: outboxIn(left) };
}

/** The case was sealed: it is there once, and whole, and nothing else is. Stored before the kill and sealed after it, its receipt is shown. */
async function expectSealed({ screen, actions, outbox }: Found, cases: number, whole: unknown[]): Promise<void> {
  expect({ actions, cases: outbox.length }).toEqual({ actions: [], cases });
  expect(['attract', 'prepared']).toContain(screen);
  expect(await saidIn(outbox)).toEqual(outbox.map(() => whole));
}

/** All that was stored is there, each answer once, and the screen is none before the last that was shown. */
function expectUnderWay(
  { screen, actions, outbox }: Found,
  before: { stored: Action[]; sealed: number; lastShown: string },
  undisturbed: { screens: string[]; said: unknown[] },
): void {
  expect(outbox).toHaveLength(before.sealed);
  expect(actions.slice(0, before.stored.length)).toEqual(before.stored);
  expect(said(actions)).toEqual(undisturbed.said.slice(0, actions.length));
  const place = (one: string) => undisturbed.screens.indexOf(plain(one));
  if (actions.length > 0) expect(place(screen)).toBeGreaterThanOrEqual(place(before.lastShown));
  else expect(screen).toBe('attract');
}

/** What was said in each of the sealed cases. */
const saidIn = (outbox: readonly OutboxRow[]): Promise<unknown[][]> =>
  Promise.all(outbox.map(async (row) => said((await opened(row, hub)).actions)));

/** Whether a text can be read in any file of a folder. */
function isReadable(text: string, folder: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) => {
    if (!entry.isFile()) return false;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'));
  });
}

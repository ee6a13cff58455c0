import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { QuickFinger } from '../browser/hands.ts';
import { fillDisk } from '../browser/full-disk.ts';
import { draftIn, opened, outboxIn } from '../browser/kept-cases.ts';
import { type KioskOptions, type Office, openOffice, shows } from '../browser/office.ts';
import { traces } from '../browser/traces.ts';
import { Visitor } from '../browser/visitor.ts';
import { content, example } from '../flows/example-files.ts';
import { randomOf } from '../random.ts';
import { against, tell, times } from './toll.ts';

const { input: couple } = example('moving-in/couple');
const TODAY = '2026-11-13T02:00:00Z';
const A_DAY_BEFORE = '2026-11-12T02:00:00Z';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** Somebody at a kiosk who has come through so many screens. */
/** A visit that stands at a question after so many screens. Who lives there is several actions: not that one. */
async function visitAfter(screens: number, options: KioskOptions = {}) {
  const { page, close } = await office.kiosk({ at: TODAY, ...options });
  const visitor = new Visitor(page, couple, content, new QuickFinger(page));
  let left = screens;
  const screen = await visitor.live((one) => one === 'check' || (left-- <= 0 && one !== 'household'));
  return { page, visitor, screen, close };
}

const draft = async (page: Page): Promise<Action[]> => draftIn(await traces(page), office.hub);

/** The actions of the cases in the outbox, opened as the hub opens them. */
async function sealed(page: Page): Promise<Action[]> {
  const cases = await Promise.all(outboxIn(await traces(page)).map((row) => opened(row, office.hub)));
  return cases.flatMap(({ actions }) => actions);
}

const again = (page: Page) => page.locator('.look-frame-footer > :last-child button').click();
const ids = (actions: readonly Action[]) => actions.map(({ id }) => id);

/** Of what was stored before a fault, what is in the finished cases, once. */
function expectOnce(
  context: TestContext,
  fault: string,
  count: number,
  before: readonly Action[],
  after: readonly Action[],
) {
  const stored = new Set(ids(before));
  const result = against(
    stored,
    ids(after).filter((id) => stored.has(id)),
  );
  const twice = after.length - new Set(ids(after)).size;
  tell(context, { fault, times: count, of: 'answers', ...result, doubled: twice });
  expect({ lost: result.lost, twice }).toEqual({ lost: 0, twice: 0 });
}

test('kiosk: disk full', async (context) => {
  const fault = 'Storage of the kiosk full in the middle of a visit (quota exceeded)';
  const random = randomOf(fault);
  const rounds = times(4);
  const [before, after]: Action[][] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const origin = office.hub.address;
    const { page, visitor, screen, close } = await visitAfter(2 + random.below(12), {
      prepare: async (context_, one) => {
        const browser = await context_.newCDPSession(one);
        await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
      },
    });
    before?.push(...(await draft(page)));
    await fillDisk(page);
    await visitor.act(screen);
    await shows(page, 'trouble-full');
    const browser = await page.context().newCDPSession(page);
    await browser.send('Storage.overrideQuotaForOrigin', { origin });
    await again(page);
    // A card that lay on the reader is there still, and its PIN is asked for.
    expect([screen, screen.replace(/^cards$/, 'cards-waiting')]).toContain(await shows(page, screen));
    await visitor.live((one) => one === 'prepared');
    after?.push(...(await sealed(page)));
    await close();
  }
  expectOnce(context, fault, rounds, before ?? [], after ?? []);
}, 600_000);

test('kiosk: clock set back', async (context) => {
  const fault = 'Clock set back a day, in the middle of a case and between two';
  const { page, visitor, screen, close } = await visitAfter(6);
  const before = await draft(page);
  await page.clock.setFixedTime(A_DAY_BEFORE);
  await visitor.act(screen);
  await visitor.live((one) => one === 'prepared');
  await visitor.next();
  await shows(page, 'attract');
  await page.clock.setFixedTime('2026-11-10T02:00:00Z');
  const next = new Visitor(page, couple, content, new QuickFinger(page));
  await next.live((one) => one === 'check');
  before.push(...(await draft(page)));
  await next.next();
  await shows(page, 'prepared');
  const rows = outboxIn(await traces(page));
  expect(rows).toHaveLength(2);
  const after = await sealed(page);
  // Each case keeps the day on which it began.
  expect(after.flatMap((one) => (one.type === 'opened' ? [one.today] : [])).toSorted()).toEqual([
    '2026-11-10',
    '2026-11-13',
  ]);
  await close();
  expectOnce(context, fault, 2, before, after);
}, 120_000);

test('kiosk: connections closed', async (context) => {
  const fault = 'Storage closed by the browser before each answer (all IndexedDB connections)';
  let closed = 0;
  const { page, visitor, screen, close } = await visitAfter(3, { before: rememberConnections });
  const before = await draft(page);
  visitor.watch = async () => {
    closed += await page.evaluate(() => (globalThis as unknown as Remembering).closeConnections());
  };
  await visitor.watch(screen);
  await visitor.act(screen);
  await visitor.live((one) => one === 'check');
  before.push(...(await draft(page)));
  await visitor.next();
  await shows(page, 'prepared');
  const after = await sealed(page);
  await close();
  expect(closed).toBeGreaterThan(20);
  expectOnce(context, fault, closed, before, after);
}, 120_000);

interface Remembering {
  closeConnections: () => number;
}

/** Runs in the page before the kiosk: keeps hold of every connection that is opened. */
const rememberConnections = `{
  const open = IDBFactory.prototype.open;
  const connections = new Set();
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    request.addEventListener('success', () => connections.add(request.result));
    return request;
  };
  globalThis.closeConnections = () => {
    const count = connections.size;
    for (const one of connections) one.close();
    connections.clear();
    return count;
  };
}`;

test('kiosk: data cleared', async (context) => {
  const fault = 'All data of the kiosk deleted in the middle of a visit: it says so at the next answer';
  const rounds = times(3);
  const random = randomOf(fault);
  const told: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { page, visitor, screen, close } = await visitAfter(2 + random.below(10));
    const browser = await page.context().newCDPSession(page);
    await browser.send('Storage.clearDataForOrigin', { origin: office.hub.address, storageTypes: 'indexeddb' });
    await visitor.act(screen);
    told.push(await shows(page, 'trouble-'));
    await close();
  }
  const silent = told.filter((one) => one !== 'trouble-gone').length;
  tell(context, { fault, times: rounds, of: 'times told', kept: rounds, lost: silent, doubled: 0 });
  expect(told).toEqual(told.map(() => 'trouble-gone'));
}, 300_000);

test('kiosk: two tabs', async (context) => {
  const fault = 'A second tab opened in the middle of a visit, which takes over when the first is closed';
  const rounds = times(3);
  const random = randomOf(fault);
  const [before, after]: Action[][] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const { page, screen, visitor, close } = await visitAfter(2 + random.below(10));
    const second = await page.context().newPage();
    second.setDefaultTimeout(20_000);
    await second.clock.setFixedTime(TODAY);
    await second.goto(`${office.hub.address}/?hold`);
    await shows(second, 'trouble-second-tab');
    before?.push(...(await draft(page)));
    // Closed at the moment of a tap: what is not stored is asked again.
    await Promise.all([visitor.act(screen).catch(() => undefined), page.close()]);
    await again(second);
    const heir = new Visitor(second, couple, content, new QuickFinger(second), visitor.named);
    await heir.live((one) => one === 'prepared');
    after?.push(...(await sealed(second)));
    await close();
  }
  expectOnce(context, fault, rounds, before ?? [], after ?? []);
}, 300_000);

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium as playwright, type Page } from 'playwright';
import { passingDevice } from '../../src/start/commands/parts/own-device.ts';
import type { OutboxRow } from '../../src/storage/index.ts';
import { deliver, OutboxSender } from '../../src/sync/index.ts';
import { chromium } from '../browser/chromium.ts';
import { type HubProcess, startHub } from '../browser/hub-process.ts';
import { generatedRows } from '../delivery/generated-cases.ts';
import { outboxInMemory } from '../delivery/outbox-in-memory.ts';
import { build } from './kiosk.ts';
import type { Figure, Section } from './report.ts';
import { screen, toFirstQuestion } from './start.ts';
import { median } from './statistics.ts';
import { watchScreens } from './watch-screens.ts';

const COLD_STARTS = 5;
const CASES = 300;
const dist = path.resolve(import.meta.dirname, '../../dist/kiosk');

/** A kiosk whose hub is gone: how fast it is there, how fast its cases are delivered, how much it keeps for that. */
export const offline: Section = {
  name: 'offline',
  title: 'Without a hub (real browser, profile on the disk), and when it is back',
  measure: async (progress) => {
    build();
    const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-offline-'));
    const hub = await startHub({ data: path.join(folder, 'data') });
    try {
      progress('delivery');
      const delivery = await deliveryFigures(hub);
      progress('cold starts');
      const starts = await startFigures(hub, path.join(folder, 'profile'));
      return { figures: [...starts, ...delivery, ...sizeFigures(hub)] };
    } finally {
      await hub.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Ends the hub, and starts the browser anew each time. */
async function startFigures(hub: HubProcess, profile: string): Promise<Figure[]> {
  await inKiosk(profile, async (page) => {
    await page.goto(hub.address);
    await screen(page, 'attract');
    for (let ready = false; !ready; await page.waitForTimeout(200))
      ready = await page.evaluate(
        async () => navigator.serviceWorker.controller !== null && (await caches.has('kakanai-content')),
      );
    await page.waitForTimeout(7000); // Chromium writes its list of caches to the disk some seconds later
  });
  await hub.kill();
  const attract: number[] = [];
  const question: number[] = [];
  for (let start = 0; start < COLD_STARTS; start++)
    await inKiosk(profile, async (page) => {
      await page.goto(hub.address);
      attract.push((await screen(page, 'attract')).painted);
      await page.waitForTimeout(500); // nobody taps at once
      await toFirstQuestion(page);
      const taps = await Promise.all(['purpose', 'out-notice'].map((name) => screen(page, name)));
      question.push(
        (attract.at(-1) ?? 0) + taps.reduce((sum, { painted, pressed }) => sum + painted - (pressed ?? NaN), 0),
      );
    });
  const figure = (what: string, of: readonly number[]): Figure => ({
    what,
    value: median(of),
    unit: 'ms',
    note: `of ${of.length} cold starts, ${Math.round(Math.min(...of))} to ${Math.round(Math.max(...of))}`,
  });
  return [
    figure('cold start without hub until the first screen', attract),
    figure('until the first question of moving in, without waiting times', question),
  ];
}

async function inKiosk(profile: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await playwright.launchPersistentContext(profile, {
    ...(await chromium()),
    viewport: { width: 1280, height: 800 },
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(30_000);
    await page.addInitScript(watchScreens);
    await work(page);
  } finally {
    await context.close();
  }
}

async function deliveryFigures(hub: HubProcess): Promise<Figure[]> {
  const rows = new Map<string, OutboxRow>((await generatedRows(hub.address, CASES)).map((row) => [row.caseId, row]));
  const bytes = [...rows.values()].reduce((sum, { sealed }) => sum + sealed.length, 0);
  const device = passingDevice(hub.address, 'V');
  await device.enrol();
  const sender = new OutboxSender({
    outbox: outboxInMemory(rows),
    deliver: (sealed) => deliver(device.send, hub.address, sealed),
    now: Date.now,
    random: Math.random,
    alone: (work) => work(),
  });
  const began = performance.now();
  await sender.send();
  const seconds = (performance.now() - began) / 1000;
  if (rows.size > 0) throw new Error(`${rows.size} cases were not delivered`);
  const note = `${(bytes / CASES / 1000).toFixed(1)} kB each; one after the other, each synced at the hub`;
  return [
    { what: `delivery of ${CASES} cases, one kiosk`, value: seconds * 1000, unit: 'ms', note },
    { what: 'cases delivered', value: CASES / seconds, unit: '/s' },
  ];
}

/** What is kept for all that: the files of the program as they lie in the cache, uncompressed. */
function sizeFigures(hub: HubProcess): Figure[] {
  const worker = readFileSync(path.join(dist, 'kiosk-worker.js'), 'utf8');
  const { files } = JSON.parse(worker.slice('const precached = '.length, worker.indexOf('};\n') + 1)) as {
    files: Record<string, string>;
  };
  const addresses = Object.keys(files);
  const megabytes = (of: readonly string[]) =>
    of.reduce((sum, address) => sum + statSync(path.join(dist, address === '/' ? 'index.html' : address)).size, 0) /
    1e6;
  const fonts = addresses.filter((address) => address.endsWith('.woff2'));
  return [
    { what: 'precached program', value: megabytes(addresses), unit: 'MB', note: `${addresses.length} files` },
    { what: 'of it fonts', value: megabytes(fonts), unit: 'MB', note: `${fonts.length} files` },
    { what: 'kept content', value: contentMegabytes(hub.data), unit: 'MB', note: 'content, towns, every language' },
  ];
}

function contentMegabytes(data: string): number {
  const folder = path.join(data, 'content/mihon');
  const hash = readFileSync(path.join(folder, 'current'), 'utf8');
  const { files } = JSON.parse(readFileSync(path.join(folder, hash, 'manifest.json'), 'utf8')) as {
    files: { bytes: number }[];
  };
  return files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
}

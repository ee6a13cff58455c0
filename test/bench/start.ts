import { brotliCompressSync, constants } from 'node:zlib';
import type { Page, Request } from 'playwright';
import { type FreshPage, freshPage, withKiosk } from './kiosk.ts';
import { serveHandWritten } from './hand-written-server.ts';
import type { Figure, Section } from './report.ts';
import { median } from './statistics.ts';
import type { ScreenSeen } from './watch-screens.ts';

/** Moving in, by the words on its card. */
const EVENT = 'ほかの市区町村';
const FIRST_QUESTION = 'out-notice';
const LOADS = 9;

/** Bytes by what they are for. */
const kinds = ['HTML', 'JavaScript', 'CSS', 'content', 'texts', 'fonts', 'messages', 'other'] as const;
type Kind = (typeof kinds)[number];

interface Loaded {
  file: string;
  kind: Kind;
  /** As the hub sent it. */
  sent: number;
  /** Compressed with Brotli at its best; what is compressed already counts as it is. */
  brotli: number;
  /** Asked for before the first screen's question was painted. */
  first: boolean;
}

/** What has to come before the first question, and how long that takes. */
export const start: Section = {
  name: 'start',
  title: 'Until the first question (real browser, cold, this machine as network)',
  measure: (progress) =>
    withKiosk(async (browser, address) => {
      progress('bytes');
      const files = await bytes(await freshPage(browser, 1), address);
      const figures = [
        ...byteFigures(
          'first screen',
          files.filter(({ first }) => first),
        ),
        ...byteFigures(`question ${FIRST_QUESTION}`, files),
      ];
      const byHand = await serveHandWritten();
      try {
        for (const throttling of [1, 4, 6]) {
          progress(`${throttling} × slower processor`);
          const times: Record<string, number[]> = { attract: [], purpose: [], question: [], whole: [], 'by hand': [] };
          for (let load = 0; load < LOADS; load++) {
            const one = await timesOf(await freshPage(browser, throttling), address);
            for (const [what, time] of Object.entries(one)) times[what]?.push(time);
            times['by hand']?.push(await byHandTime(await freshPage(browser, throttling), byHand.address));
          }
          figures.push(...timeFigures(throttling, times));
        }
      } finally {
        byHand.close();
      }
      return { figures, details: files };
    }),
};

function byteFigures(until: string, files: readonly Loaded[]): Figure[] {
  const sum = (of: readonly Loaded[]) => of.reduce((total, { brotli }) => total + brotli, 0) / 1000;
  const uncompressed = files.filter(({ sent, brotli }) => sent > 1.2 * brotli + 300);
  return [
    ...kinds.flatMap((kind): Figure[] => {
      const of = files.filter((file) => file.kind === kind);
      if (of.length === 0) return [];
      return [
        {
          what: `${until}: ${kind}`,
          value: sum(of),
          unit: 'kB',
          note: `${of.length} requests`,
          ...(kind === 'JavaScript' ? { aim: 'at most 160 kB' } : {}),
        },
      ];
    }),
    {
      what: `${until}: all`,
      value: sum(files),
      unit: 'kB',
      note: `${files.length} requests${uncompressed.length > 0 ? `; sent without Brotli: ${uncompressed.map(({ file }) => file).join(', ')}` : ''}`,
    },
  ];
}

function timeFigures(throttling: number, times: Record<string, number[]>): Figure[] {
  const figure = (what: string, key: string, more: Partial<Figure> = {}): Figure => {
    const of = times[key] ?? [];
    return {
      what: `${throttling} ×: ${what}`,
      value: median(of),
      unit: 'ms',
      ...more,
      note: [`of ${of.length} loads, ${Math.round(Math.min(...of))} to ${Math.round(Math.max(...of))}`, more.note]
        .filter(Boolean)
        .join('; '),
    };
  };
  return [
    figure(
      'navigation until first question visible',
      'attract',
      throttling === 6 ? { aim: 'at most 800 ms', note: 'the first screen’s question' } : {},
    ),
    figure('tap on the event until purpose visible', 'purpose'),
    figure('tap on Begin until question visible', 'question'),
    figure(`navigation until question ${FIRST_QUESTION}, without waiting times`, 'whole'),
    figure(
      'the same for thirty questions written by hand',
      'by hand',
      throttling === 6
        ? { note: 'hand-written elsewhere 516, React + XState 772, RJSF 780, Form.io 1,316, SurveyJS 1,577' }
        : {},
    ),
  ];
}

/** Every request of a cold load that began before the event's first question was painted. */
async function bytes({ page, close }: FreshPage, address: string): Promise<Loaded[]> {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  await page.goto(address);
  await screen(page, 'attract');
  await toFirstQuestion(page);
  const began = await page.evaluate(() => performance.timeOrigin);
  const [first, question] = [await screen(page, 'attract'), await screen(page, FIRST_QUESTION)];
  const files: Loaded[] = [];
  for (const request of requests.splice(0)) {
    const response = await request.response();
    if (!response || request.url().startsWith('data:')) continue;
    await response.finished();
    const asked = request.timing().startTime - began;
    if (asked > question.painted) continue;
    const body = await response.body().catch(() => Buffer.alloc(0));
    const type = response.headers()['content-type'] ?? '';
    const { responseBodySize: sent } = await request.sizes();
    const compressible = /json|javascript|css|html|svg|text/.test(type);
    files.push({
      file: new URL(request.url()).pathname.split('/').at(-1) ?? '',
      kind: kindOf(request),
      sent,
      brotli: compressible && body.length > 0 ? Math.min(body.length, compressed(body)) : body.length,
      first: asked <= first.painted,
    });
  }
  await close();
  return files;
}

const compressed = (body: Buffer) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

function kindOf(request: Request): Kind {
  const { pathname } = new URL(request.url());
  const type = request.resourceType();
  if (type === 'document') return 'HTML';
  if (type === 'script' || pathname.endsWith('.js')) return 'JavaScript';
  if (type === 'stylesheet' || pathname.endsWith('.css')) return 'CSS';
  if (type === 'font') return 'fonts';
  if (/\/texts\.[^/]*\.json$/.test(pathname)) return 'texts';
  if (pathname.endsWith('/content.json')) return 'content';
  return type === 'fetch' || type === 'xhr' ? 'messages' : 'other';
}

async function timesOf(
  { page, close }: FreshPage,
  address: string,
): Promise<{ attract: number; purpose: number; question: number; whole: number }> {
  await page.goto(address);
  await screen(page, 'attract');
  await page.waitForTimeout(500); // nobody taps at once; what the kiosk then gets ready is part of it
  await toFirstQuestion(page);
  const attract = await screen(page, 'attract');
  const [purpose, question] = [took(await screen(page, 'purpose')), took(await screen(page, FIRST_QUESTION))];
  await close();
  return { attract: attract.painted, purpose, question, whole: attract.painted + purpose + question };
}

async function byHandTime({ page, close }: FreshPage, address: string): Promise<number> {
  await page.goto(address);
  const { painted } = await screen(page, 'q1');
  await close();
  return painted;
}

/** From the first screen on. */
export async function toFirstQuestion(page: Page): Promise<void> {
  await page.locator('[data-screen=attract] label', { hasText: EVENT }).click();
  await screen(page, 'purpose');
  await page.locator('.look-frame-footer > :last-child button').click();
  await screen(page, FIRST_QUESTION);
}

/** Waits until a screen was painted; resolves to when. */
export async function screen(page: Page, name: string): Promise<ScreenSeen> {
  const seen = await page.waitForFunction(
    (wanted) => globalThis.screensSeen.findLast((one) => one.screen === wanted),
    name,
    { polling: 20 },
  );
  const value = await seen.jsonValue();
  if (!value) throw new Error(`the screen ${name} did not come`);
  return value;
}

const took = ({ painted, pressed }: ScreenSeen): number => painted - (pressed ?? Number.NaN);

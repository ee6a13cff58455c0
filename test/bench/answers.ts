import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium as playwright } from 'playwright';
import { build } from 'vite';
import type { Action } from '../../src/case/index.ts';
import { chromium } from '../browser/chromium.ts';
import { example, lived } from '../flows/example-files.ts';
import type { Stored } from './answer-page.ts';
import type { Figure, Section } from './report.ts';
import { median, quantile } from './statistics.ts';

const ROUNDS = 15;
/** A visit as long as the middle one of all examples. */
const visit = 'moving-out/couple-to-their-daughter';

/** What it costs that each answer is encrypted before it is stored. */
export const answers: Section = {
  name: 'answers',
  title: 'Storing one answer at the kiosk (real browser, profile on the disk, strict durability)',
  measure: async (progress) => {
    progress('storing');
    const { actions } = lived(example(visit)).client.visit;
    const { encrypted, plain, encrypting } = await storedInBrowser(actions);
    const figure = (what: string, values: readonly number[]): Figure => ({
      what,
      value: median(values),
      unit: 'ms',
      note: `median of ${values.length}; ${short(Math.min(...values))} to ${short(Math.max(...values))}, 95th of 100 ${short(quantile(values, 0.95))}`,
    });
    return {
      figures: [
        figure('an answer encrypted and on the disk', encrypted),
        figure('the same, plain', plain),
        { what: 'difference of the medians', value: median(encrypted) - median(plain), unit: 'ms' },
        figure('encrypting alone (AES-256-GCM)', encrypting),
      ],
    };
  },
};

const short = (value: number) => Number(value.toPrecision(2));

async function storedInBrowser(actions: readonly Action[]): Promise<Stored> {
  const code = await bundled();
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    // As the hub's pages are; and only such a page has a clock finer than a tenth of a millisecond.
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.end(isScript ? code : '<!doctype html><script type="module" src="/page.js"></script>');
  }).listen(0, '127.0.0.1');
  const profile = mkdtempSync(path.join(tmpdir(), 'kakanai-answers-'));
  const context = await playwright.launchPersistentContext(profile, await chromium());
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'storeAnswers' in globalThis);
    type Page = { storeAnswers(actions: readonly Action[], rounds: number): Promise<Stored> };
    return await page.evaluate(([of, rounds]) => (globalThis as unknown as Page).storeAnswers(of, rounds), [
      actions,
      ROUNDS,
    ] as const);
  } finally {
    await context.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** The page's script in one file. */
async function bundled(): Promise<string> {
  const input = path.join(import.meta.dirname, 'answer-page.ts');
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2024', rolldownOptions: { input } },
  });
  const chunk = [made].flat().flatMap((one) => ('output' in one ? one.output : []))[0];
  if (chunk?.type !== 'chunk') throw new Error('the page has no script');
  return chunk.code;
}

import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { type Browser, chromium as playwright, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { chromium } from '../browser/chromium.ts';
import { bridgeWithFakePcsc } from './benches.ts';
import { CardOnTable } from './card-on-table.ts';
import type { KioskPage } from './kiosk-page.ts';
import { sampleOf } from './run-scenario.ts';

type Built = { output: { fileName: string; code?: string }[] };

let browser: Browser;
const files = new Map<string, string>();
const servers: Server[] = [];
let started: Awaited<ReturnType<typeof bridgeWithFakePcsc>> | undefined;

beforeAll(async () => {
  const entry = path.join(import.meta.dirname, 'kiosk-page.ts');
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2024', rolldownOptions: { input: entry, output: { entryFileNames: 'page.js' } } },
  })) as unknown as Built;
  for (const { fileName, code } of built.output) files.set(`/${fileName}`, code ?? '');
  browser = await playwright.launch(await chromium());
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await started?.bridge.close();
  started = undefined;
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
afterAll(() => browser.close());

/** A site that serves the kiosk's page under the headers of the hub; a bridge may be asked as its policy says. */
async function site(mayAsk = ''): Promise<string> {
  const server = createServer((request, response) => {
    const file = (request.url ?? '').split('?')[0] ?? '';
    const script = files.get(file);
    response.writeHead(200, {
      'content-type': script === undefined ? 'text/html' : 'text/javascript',
      'content-security-policy': `default-src 'self'; script-src 'self'; connect-src 'self' ${mayAsk}`,
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(script ?? '<!doctype html><script type="module" src="/page.js"></script>');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
}

/** A kiosk, its bridge with a card on the reader, and a page that is opened on it. */
async function counter() {
  const kiosk = await site('http://127.0.0.1:*');
  started = await bridgeWithFakePcsc('hurries', kiosk);
  const { bridge, url, pcsc, reader } = started;
  pcsc.place(reader, new CardOnTable(sampleOf('usual')));
  const page = await browser.newPage();
  const address = (origin: string) => `${origin}/?kiosk=A&reader=${encodeURIComponent(url)}&code=${bridge.code}`;
  return { ...started, kiosk, page, address };
}

const ready = (page: Page) => page.waitForFunction(() => 'page' in window);
const readers = (page: Page) => page.evaluate(() => (window as unknown as { page: KioskPage }).page.readers());
const told = (page: Page) => page.evaluate(() => (window as unknown as { page: KioskPage }).page.told);
const read = (page: Page, reader: string) =>
  page.evaluate((name) => (window as unknown as { page: KioskPage }).page.read(name, '1234'), reader);

test('a browser on the kiosk pairs, reads a card, keeps its pairing over a reload, and lets the card go', async () => {
  const { page, kiosk, address, reader, pcsc } = await counter();
  await page.goto(address(kiosk));
  await ready(page);
  expect(await readers(page)).toEqual([{ name: reader, cardPresent: true }]);
  expect(page.url(), 'the code that was used is no longer in the address').not.toContain('code=');
  expect(page.url()).toContain('reader=');
  expect(await read(page, reader)).toMatchObject({ kind: 'read', basicFour: { name: '見本　花子' } });
  pcsc.remove(reader);
  await expect.poll(() => told(page)).toEqual(['card-out']);

  pcsc.place(reader, new CardOnTable(sampleOf('alphabet')));
  await page.reload();
  await ready(page);
  await expect.poll(() => readers(page)).toEqual([{ name: reader, cardPresent: true }]);
  pcsc.log.length = 0;
  expect(await page.evaluate((name) => (window as unknown as { page: KioskPage }).page.hold(name), reader)).toBe(true);
  await page.close();
  await expect.poll(() => pcsc.log).toEqual([`connect ${reader}`, `reset ${reader}`]);
});

test('another web page gets nothing, by no way a browser has, and spends nothing', async () => {
  const { page, kiosk, address, bridge, url, reader, said, pcsc } = await counter();
  const stranger = await browser.newPage();
  await stranger.goto(address(await site('http://127.0.0.1:*')));
  await ready(stranger);
  expect(await readers(stranger)).toEqual([]);
  const tried = await stranger.evaluate(
    async ([bridge, code]) => {
      const body = JSON.stringify({ code });
      const outcome = (work: Promise<Response>) =>
        work.then(
          ({ type }) => type,
          () => 'refused',
        );
      const form = document.createElement('form');
      form.method = 'POST';
      form.enctype = 'text/plain';
      form.action = `${bridge}/pair`;
      form.target = 'frame';
      document.body.append(form);
      form.submit();
      return [
        await outcome(
          fetch(`${bridge}/pair`, { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
        ),
        await outcome(fetch(`${bridge}/pair`, { method: 'POST', body })),
        await outcome(fetch(`${bridge}/watch`)),
        await outcome(fetch(`${bridge}/pair`, { method: 'POST', body, mode: 'no-cors' })),
      ];
    },
    [url, bridge.code] as const,
  );
  expect(tried.slice(0, 3)).toEqual(['refused', 'refused', 'refused']);
  expect(said.some((line) => line.startsWith('refused (foreign-origin)'))).toBe(true);
  expect(said.some((line) => line.startsWith('paired'))).toBe(false);
  expect(pcsc.log).toEqual([]);

  await page.goto(address(kiosk));
  await ready(page);
  expect(await readers(page)).toEqual([{ name: reader, cardPresent: true }]);
});

test('a bridge that is killed while a card is open: the reader is gone', async () => {
  const { page, kiosk, address, bridge, reader } = await counter();
  await page.goto(address(kiosk));
  await ready(page);
  await readers(page);
  await page.evaluate((name) => (window as unknown as { page: KioskPage }).page.hold(name), reader);
  await bridge.close();
  await expect.poll(() => told(page)).toEqual(['reader-removed']);
  expect(await read(page, reader)).toEqual({ kind: 'reader-gone' });
});

test('a bridge on another machine is not asked, whoever names it', async () => {
  const { page, kiosk } = await counter();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.goto(`${kiosk}/?reader=${encodeURIComponent('http://reader.example:8179')}&code=ABCD-EFGH`);
  await ready(page);
  expect(await readers(page)).toBe('none');
  expect(new Set(asked)).toEqual(new Set([new URL(kiosk).host]));
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from 'playwright';
import { withoutFurigana } from '../../src/content/index.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { BETWEEN_PRESSES, QuickFinger } from './hands.ts';
import { type Office, openOffice, standing } from './office.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

// The reader's program comes from its package, not from elsewhere.
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** The words on each page that a printer would be sent. */
async function printed(page: Page): Promise<string[]> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  return pages;
}

/** The code on the first page, as the next desk's scanner reads it. */
async function codeOnPaper(page: Page): Promise<string | undefined> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, pageRanges: '1' });
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const first = await document.getPage(1);
  const viewport = first.getViewport({ scale: 2 });
  const canvas = createCanvas(viewport.width, viewport.height);
  await first.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
  const [code] = await readBarcodes(new Blob([new Uint8Array(await canvas.encode('png'))]), { formats: ['QRCode'] });
  return code?.text;
}

async function readCode(page: Page, part: number): Promise<string> {
  const image = page.locator(`.kiosk-code[data-part="${part}"]`);
  await image.waitFor();
  const [code] = await readBarcodes(new Blob([new Uint8Array(await image.screenshot())]), { formats: ['QRCode'] });
  return code?.text ?? '';
}

test('the papers come in one tap, as the preview shows them, numbered through; the guidance goes to a phone whole', async () => {
  const told = example('flows/examples/moving-in/family-of-four.yaml');
  const { page, complaints, close } = await office.kiosk({
    size: standing,
    at: '2026-11-20T02:00:00Z',
    before: 'window.print = () => { window.printed = (window.printed ?? 0) + 1; };',
  });
  const words = await wordsIn('ja');
  const visitor = new Visitor(page, told, office.content, new QuickFinger(page));
  expect(await visitor.live((screen) => screen === 'prepared')).toBe('prepared');
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await button(words.plain('paper.preview')).click();
  const shown = page.locator('dialog .kiosk-paper');
  await shown.first().waitFor();
  const preview = await shown.evaluateAll((papers) =>
    papers.map((paper) => [...paper.querySelectorAll('text')].map((text) => text.textContent).join('')),
  );
  await button(words.plain('action.close')).click();

  const pages = await printed(page);
  const bare = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');
  expect(pages.map(bare)).toEqual(preview.map(bare));
  expect(pages[0]).toContain(`受付番号 ${await codeOnPaper(page)}`);
  const letters = pages.filter((text) => text.includes('私は、上の者を代理人と定め'));
  expect(letters).toHaveLength(1);
  expect(letters[0]).toContain('例示 花子');
  const desk = pages.filter((text) => text.includes('窓口用'));
  for (const [index, text] of desk.entries()) expect(text).toContain(`${index + 1} / ${desk.length}ページ`);

  await button(words.plain('action.print')).click();
  const dialog = page.locator('dialog');
  expect(await dialog.textContent()).toContain(`${pages.length}枚`);
  expect(await page.evaluate('window.printed')).toBe(1);
  await button(words.plain('paper.nothing-came')).click();
  expect(await dialog.textContent()).toContain(words.plain('paper.other-way'));
  await button(words.plain('action.close')).click();

  await button(words.plain('prepared.qr')).click();
  const first = await readCode(page, 1);
  const parts = Number(/^\(1\/(\d+)\)/.exec(first)?.[1] ?? 1);
  const read = [first];
  for (let part = 2; part <= parts; part++) {
    // Two presses at once count as one.
    await page.waitForTimeout(BETWEEN_PRESSES);
    await button(words.plain('prepared.qr.after')).click();
    read.push(await readCode(page, part));
  }
  const text = read.join('\n');
  for (const { procedure } of told.expect?.applies ?? []) {
    const one = office.content.procedures.find(({ id }) => id === procedure);
    if (one && !one.discreet) expect(text).toContain(withoutFurigana(words.content(`procedure.${procedure}.name`)));
  }
  const names = Object.values(told.people).flatMap(({ facts }) => {
    const name = facts?.['name'];
    return typeof name === 'string' ? [name] : [];
  });
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) expect(text).not.toContain(name);
  expect(complaints).toEqual([]);
  await close();
});

import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { charactersOf, drawnPdf } from '../../src/start/commands/parts/drawn-pdf.ts';
import { nameFonts } from '../../src/start/commands/parts/printing-fonts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-fonts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const about = { title: '申請書', author: 'みほん市', made: new Date('2026-11-20T00:00:00Z') };
const pageWith = (text: string) => [
  { form: 'f', width: 300, height: 100, marks: [{ kind: 'text' as const, x: 10, y: 30, size: 12, text }], areas: [] },
];

async function wordsOf(bytes: Uint8Array): Promise<string> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join('');
}

test('the fonts of names are those that are given, else those of the setting, else of the usual places', () => {
  const file = path.join(folder, 'ipamjm.ttf');
  const some = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  );
  symlinkSync(some, file);
  expect(nameFonts([file], { named: '/nowhere', places: [] })).toEqual({ ok: true, value: [file] });
  expect(nameFonts([], { named: folder, places: [] })).toEqual({ ok: true, value: [file] });
  expect(nameFonts([], { named: '', places: ['/nowhere', folder] })).toEqual({ ok: true, value: [file] });
  expect(nameFonts([], { named: '', places: ['/nowhere'] })).toEqual({ ok: true, value: [] });
  expect(nameFonts(['/nowhere.ttf'])).toEqual({ ok: false, reason: '/nowhere.ttf' });
});

test('without such a font 〓 is written, and every place is named', async () => {
  const pdf = await drawnPdf(pageWith('渡邉󠄏㐂太郎𠀁'), about, []);
  expect(charactersOf('applications.pdf', pdf)).toEqual([
    'applications.pdf, page 1: no font has the variant U+E010F; its base form is written',
    'applications.pdf, page 1: no font has 𠀁 (U+20001); written as 〓',
  ]);
  expect((await wordsOf(pdf.bytes)).normalize()).toBe('渡邉㐂太郎〓');
});

// A font from the tests' own packages stands in where no IPAmj明朝 is installed: it has the Romanian letters that ours lack.
const standIn = path.join(
  path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts/LiberationSans-Regular.ttf',
);
const onThisMachine = nameFonts();
const installed = onThisMachine.ok ? onThisMachine.value.filter((file) => /ipamj/i.test(file)) : [];
test.each([
  { name: 'any other font', files: [standIn], text: '渡邉Ș', redrawn: ['Ș (U+0218)'] },
  ...installed.map((file) => ({
    name: 'IPAmj明朝',
    files: [file],
    text: '渡邉󠄐𠀁',
    redrawn: ['\u{E0110} (U+E0110)', '𠀁 (U+20001)'],
  })),
])('with $name installed what the first fonts lack is drawn, and said to be', async ({ files, text, redrawn }) => {
  const pdf = await drawnPdf(pageWith(`${text}अ`), about, files);
  expect(charactersOf('applications.pdf', pdf)).toEqual([
    ...redrawn.map((character) => `applications.pdf, page 1: ${character} redrawn with the font of names`),
    'applications.pdf, page 1: no font has अ (U+0905); written as 〓',
  ]);
  expect((await wordsOf(pdf.bytes)).normalize().replaceAll(' ', '')).toBe(`${text}〓`);
  // Of a font of 46 MB only the characters that are used.
  expect(pdf.bytes.length).toBeLessThan(100_000);
});

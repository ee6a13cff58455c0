import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { fold } from '../../src/case/index.ts';
import { Outlook } from '../../src/engine/index.ts';
import {
  applicationFrom,
  applications,
  type Area,
  blankSheet,
  blankWords,
  layOut,
  lettersOfAuthority,
  type Page,
  papersOf,
  paperWords,
  pdfOf,
  procedureSchema,
  recordsOf,
  recordWords,
  sha256Hex,
  type Sheet,
  sheets,
  signedText,
  signingPlaces,
  valueOnPaper,
} from '../../src/paperwork/index.ts';
import { flowsFolder } from '../../src/start/flows-folder.ts';
import { exampleVisits } from '../../src/start/commands/parts/example-visit.ts';
import { jsonSchemaProblems } from '../../src/start/commands/parts/json-schema-check.ts';
import { sha256 } from '../../src/start/commands/parts/sha-256.ts';
import { printingFonts } from '../../src/start/commands/parts/printing-fonts.ts';

/** Pixels for a point. */
const SCALE = 1.5;
const about = { title: '申請書一式', author: 'みほん市', made: new Date('2026-11-20T00:00:00Z') };
const fonts = printingFonts();

/** A page as it comes out of the printer: its words, and how dark each pixel is (0 black, 255 white). */
async function printed(bytes: Uint8Array) {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: SCALE });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
    const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const { items } = await page.getTextContent();
    const words = items.map((item) => ('str' in item ? item.str : '')).join('');
    pages.push({ words, dark: (x: number, y: number) => (data[4 * (y * width + x)] ?? 255) < 110 });
  }
  return pages;
}
type Printed = Awaited<ReturnType<typeof printed>>[number];

function ink({ dark }: Printed, { x, y, width, height }: Area): number {
  let count = 0;
  for (let down = Math.ceil((y + 1) * SCALE); down < (y + height - 1.5) * SCALE; down++)
    for (let right = Math.ceil((x + 1.5) * SCALE); right < (x + width - 1.5) * SCALE; right++)
      if (dark(right, down)) count++;
  return count;
}

const bare = (text: string) => text.normalize('NFKC').replaceAll(/[\s\u{E0100}-\u{E01EF}]/gu, '');
const nameOf = (area: Area, page: Page) => `${page.form} ${area.id} ${area.person ?? ''}`;

test.each([
  'moving-in/family-of-four',
  'moving-in/foreign-family',
  'moving-in/household-of-eight',
  'moving-in/twenty-days-late',
  'birth/twins-in-hospital',
  'birth/born-abroad',
  'bereavement/self-employed-father',
  'bereavement/young-widow-two-children',
  'moving-out/family-with-cards',
  'divorce/mother-with-children',
])(
  '%s: every filled box shows ink in the printed page, every empty one is empty, and the words are those of the application',
  async (name) => {
    const [visit] = exampleVisits(flowsFolder, [name]);
    if (!visit) throw new Error(`there is no example ${name}`);
    const { outlook, japanese } = visit;
    const words = paperWords(outlook, japanese);
    const prepared = applications(outlook);
    expect(prepared.length).toBeGreaterThan(0);
    const pages = layOut(sheets(prepared, outlook.program.content.forms, words), {
      set: 'copy',
      receipt: 'A-1',
      municipality: 'みほん市',
    });
    const { bytes, lacking } = await pdfOf(pages, fonts, about);
    expect(lacking).toEqual([]);
    const paper = await printed(bytes);
    expect(paper.length).toBe(pages.length);
    const faults = pages.flatMap((page, index) => {
      const sheet = paper[index];
      if (!sheet) return [`page ${index + 1} is not printed`];
      return page.areas.flatMap((area) => {
        const drawn = ink(sheet, area);
        // Ticks and squares to be filled have ink of their own.
        const blank = area.blank && drawn > 0 ? [`${nameOf(area, page)}: not empty`] : [];
        return area.filled && drawn < 12 ? [`${nameOf(area, page)}: no ink`] : blank;
      });
    });
    expect(faults).toEqual([]);

    const said = new Map<string, string>();
    for (const [index, { form }] of pages.entries())
      said.set(form, (said.get(form) ?? '') + bare(paper[index]?.words ?? ''));
    const missing = prepared.flatMap(papersOf).flatMap(({ form, boxes }) =>
      boxes.flatMap(({ id, fact, value }) => {
        if (fact === undefined || value === undefined) return [];
        const expected = bare(valueOnPaper(words, fact, value));
        const whole = typeof value === 'object' ? [] : [expected];
        return whole.filter((one) => !said.get(form)?.includes(one)).map((one) => `${form} ${id}: ${one}`);
      }),
    );
    expect(missing).toEqual([]);
  },
);

test('a signature given on the screen stands in its box, with its time, and in the data of the application', async () => {
  const [visit] = exampleVisits(flowsFolder, ['birth/designated-city-third-child']);
  const [open] = visit ? signingPlaces(visit.outlook) : [];
  if (!visit || !open) throw new Error('there is nothing to sign');
  const { program, view } = visit.outlook;
  const digest = await sha256Hex(new TextEncoder().encode(open.text), sha256);
  const strokes = [
    [300, 700, 600, 200, 900, 800],
    [1500, 500],
  ];
  const signed = fold(view.state, {
    id: '019aa000-0000-7000-8000-000000000001',
    at: '2026-11-20T05:05:00.000Z',
    by: { role: 'resident' },
    device: 'kiosk',
    content: program.content.version.hash,
    type: 'signed',
    place: open.place,
    signed: open.text,
    digest,
    strokes,
  });
  const outlook = new Outlook(program, { ...view, state: signed });
  const made = applications(outlook).filter(({ procedure }) => procedure === open.place.procedure);
  const pages = layOut(sheets(made, program.content.forms, paperWords(outlook, visit.japanese)), {
    set: 'desk',
    receipt: 'A-1',
    municipality: 'さかえ市',
  });
  const [paper] = await printed((await pdfOf(pages, fonts, about)).bytes);
  const area = pages[0]?.areas.find(({ id }) => id === open.place.box);
  expect(paper && area && ink(paper, area)).toBeGreaterThan(50);
  expect(bare(paper?.words ?? '')).toContain('画面で署名令和8年11月20日(2026年)14:05');

  const [record] = await recordsOf(outlook, { receipt: 'A-1', texts: visit.texts, sha256, applications: made });
  expect(record?.forms[open.form]?.boxes['signature']).toEqual({
    value: null,
    source: 'signature',
    signature: { at: '2026-11-20T05:05:00.000Z', digest, strokes },
  });
  const procedure = program.content.procedures.find(({ id }) => id === open.place.procedure);
  const schema = procedure && (await procedureSchema(program.content, recordWords(visit.texts), procedure, sha256));
  expect(schema && jsonSchemaProblems(schema, record)).toEqual([]);
  expect(record && [applicationFrom(record, program.content.forms)]).toEqual(made);
  // Whoever received the record can tell from it alone what was signed.
  const again = record && applicationFrom(record, program.content.forms);
  const boxes = again ? papersOf(again).flatMap((one) => one.boxes) : [];
  expect(again && (await sha256Hex(new TextEncoder().encode(signedText(again, open.form, boxes)), sha256))).toBe(
    digest,
  );
});

test('who was sent by somebody gets a letter of authority with all the procedures in it, and nobody else does', () => {
  const lettersOf = (name: string) =>
    exampleVisits(flowsFolder, [name]).flatMap(({ outlook }) => lettersOfAuthority(outlook));
  const [letter, ...others] = lettersOf('moving-in/agent');
  expect(others).toEqual([]);
  expect(letter?.subject).toBe('sakura');
  const procedures = letter?.boxes.find(({ id }) => id === 'procedures')?.value;
  expect(procedures).toContain('move-in-special-card');
  expect(procedures).toContain('ltc-move-in');
  expect(lettersOf('moving-in/single')).toEqual([]);
});

test('every form can be printed blank, and nothing in it is written outside its box', async () => {
  const [visit] = exampleVisits(flowsFolder, ['moving-in/single']);
  if (!visit) throw new Error('there is no example');
  const { content } = visit.outlook.program;
  const words = blankWords(content, visit.japanese);
  const pages = layOut(
    content.forms.map((form) => blankSheet(form, [], words)),
    { set: 'blank', receipt: '', municipality: content.municipality.name },
  );
  expect(new Set(pages.map(({ form }) => form)).size).toBe(content.forms.length);
  expect(pages.flatMap(({ areas }) => areas.filter(({ filled }) => filled))).toEqual([]);
  // What the content calls things (`my-number-card`, `fact.x.label`) is not for paper.
  const shown = pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? mark.text : [])));
  expect(shown.filter((text) => /^[a-z][a-z.-]+$/.test(text))).toEqual([]);
  const { bytes, lacking } = await pdfOf(pages, fonts, about);
  expect(lacking).toEqual([]);
  expect(bytes.length).toBeLessThan(700_000);
});

test('a reader aloud finds title and language, and reads each box behind its label', async () => {
  const [visit] = exampleVisits(flowsFolder, ['moving-in/single']);
  if (!visit) throw new Error('there is no example');
  const { outlook, japanese } = visit;
  const pages = layOut(sheets(applications(outlook), outlook.program.content.forms, paperWords(outlook, japanese)), {
    set: 'desk',
    receipt: 'A-1',
    municipality: 'みほん市',
  });
  const { bytes } = await pdfOf(pages, fonts, about);
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const { info } = await document.getMetadata();
  expect(info).toMatchObject({ Title: about.title, Author: 'みほん市', Language: 'ja' });
  expect(await document.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true });
  for (const [index, { marks }] of pages.entries()) {
    const { items } = await (await document.getPage(index + 1)).getTextContent();
    const read = bare(items.map((item) => ('str' in item ? item.str : '')).join(''));
    expect(read).toBe(bare(marks.map((mark) => (mark.kind === 'text' ? mark.text : '')).join('')));
  }
  const heard = pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])));
  const number = heard.findIndex((text) => /^0\d0-\d/.test(text));
  expect(heard.slice(number - 2, number).join(' ')).toMatch(/電話|連絡先/);
});

test('what no font has is printed as 〓 and reported, variants in their base form; the same case gives the same file', async () => {
  const page: Page = {
    form: 'f',
    width: 300,
    height: 100,
    marks: [{ kind: 'text', x: 10, y: 30, size: 12, text: '渡邉󠄂𠮷Tuấn\u{E000}अ' }],
    areas: [],
  };
  const first = await pdfOf([page], fonts, about);
  expect(first.lacking.map(({ code }) => code)).toEqual(['U+E0102', 'U+E000', 'U+0905']);
  const [paper] = await printed(first.bytes);
  expect(paper?.words.normalize()).toBe('渡邉𠮷Tuấn〓〓');
  const again = await pdfOf([page], fonts, about);
  expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
});

test('the mark of practice is drawn across the middle of a page as PDF, and its words can be found', async () => {
  const sheet: Sheet = {
    form: 'form',
    title: '申請書',
    number: undefined,
    size: 'a4',
    orientation: 'portrait',
    procedures: [],
    blocks: [],
  };
  const furniture = { set: 'copy', receipt: 'RENSHU-A-1', municipality: 'みほん市', practice: true } as const;
  const { bytes, lacking } = await pdfOf(layOut([sheet], furniture), fonts, about);
  expect(lacking).toEqual([]);
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  const pieces = items.flatMap((item) => ('str' in item && item.transform[1] !== 0 ? [item] : []));
  expect(bare(pieces.map(({ str }) => str).join(''))).toBe('練習–申請には使えません');
  const [first, last] = [pieces[0], pieces.at(-1)];
  // From the lower left to the upper right, in points from the lower left corner.
  expect(first?.transform.slice(4).every((at: number) => at > 0 && at < 200)).toBe(true);
  expect(last?.transform[4]).toBeLessThan(595);
  expect(last?.transform[5]).toBeLessThan(842);
});

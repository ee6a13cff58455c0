import type { Mark, Page } from './layout.ts';
import { textWidth, wrap } from './text-width.ts';

/** One procedure on the guidance sheet. */
export interface GuidanceEntry {
  name: string;
  /** The same in the resident's own language. */
  inOwnLanguage?: string;
  /** Desk, and fee. */
  lines: string[];
  /** Who may file it, and for whom: with names. */
  filing: string[];
  /** What to bring, each with a square to tick. */
  bring: string[];
}

/** 手続き案内書: what is left, by its last day. All words are ready to be printed. */
export interface GuidanceSheet {
  title: string;
  receipt: string;
  notices: string[];
  /** What staff have accepted, each ticked; only once they have. */
  filed?: { heading: string; names: Pick<GuidanceEntry, 'name' | 'inOwnLanguage'>[] };
  parts: { heading: string; entries: GuidanceEntry[] }[];
  /** Whom to call. */
  contact: string;
  /** A code in the corner: its modules row by row, true for dark. */
  code?: { size: number; dark: readonly boolean[] };
}

const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 42;
const INNER = WIDTH - 2 * MARGIN;
const BOTTOM = HEIGHT - 48;
/** Points; large enough to be read at 85. */
const SIZE = { title: 20, heading: 13, name: 13, line: 11, small: 9.5 };

/** The pages of a guidance sheet. An entry is never broken over two pages. */
export function layOutGuidance(sheet: GuidanceSheet): Page[] {
  const pages: Page[] = [];
  let marks: Mark[] = [];
  let y = 0;
  const open = () => {
    marks = [];
    pages.push({ form: 'guidance', width: WIDTH, height: HEIGHT, marks, areas: [] });
    y = MARGIN;
  };
  const write = (text: string, size: number, x = MARGIN, room = INNER - (x - MARGIN)) => {
    for (const line of wrap(text, room / size)) {
      marks.push({ kind: 'text', x, y: y + size, size, text: line });
      y += size * 1.45;
    }
  };

  open();
  const side = sheet.code ? 92 : 0;
  if (sheet.code) drawCode(marks, sheet.code, WIDTH - MARGIN - side, MARGIN, side);
  const beside = INNER - side - 8;
  write(sheet.title, SIZE.title, MARGIN, beside);
  write(sheet.receipt, SIZE.heading, MARGIN, beside);
  for (const notice of sheet.notices) write(notice, SIZE.line, MARGIN, beside);
  y = Math.max(y, MARGIN + side) + 8;

  const filed = sheet.filed?.names.map((one) => ({ ...one, lines: [], filing: [], bring: [] }));
  const parts: { heading: string; entries: GuidanceEntry[]; done: boolean }[] = [
    ...(sheet.filed && filed ? [{ heading: sheet.filed.heading, entries: filed, done: true }] : []),
    ...sheet.parts.map((part) => ({ ...part, done: false })),
  ];
  for (const { heading, entries, done } of parts) {
    const [first] = entries;
    if (y + 26 + (first ? heightOf(first) : 0) > BOTTOM) open();
    marks.push({ kind: 'rect', x: MARGIN, y, width: INNER, height: 20, fill: 0.9 });
    marks.push({ kind: 'text', x: MARGIN + 6, y: y + 14.5, size: SIZE.heading, text: heading });
    y += 26;
    for (const entry of entries) {
      if (y + heightOf(entry) > BOTTOM) open();
      marks.push({ kind: 'rect', x: MARGIN + 2, y: y + 3, width: 11, height: 11, line: 0.8 });
      if (done) marks.push({ kind: 'tick', x: MARGIN + 2, y: y + 3, size: 11 });
      write(entry.name, SIZE.name, MARGIN + 20);
      if (entry.inOwnLanguage !== undefined) write(entry.inOwnLanguage, SIZE.small, MARGIN + 20);
      for (const line of [...entry.lines, ...entry.filing]) write(line, SIZE.line, MARGIN + 20);
      for (const { x, text, row, begins } of placed(entry.bring)) {
        const top = y + row * LINE;
        if (begins) marks.push({ kind: 'rect', x: MARGIN + 20 + x, y: top + 3, width: 8, height: 8, line: 0.6 });
        marks.push({ kind: 'text', x: MARGIN + 32 + x, y: top + SIZE.line, size: SIZE.line, text });
      }
      y += rowsOf(entry.bring) * LINE + 7;
    }
  }
  if (y + 34 > BOTTOM) open();
  y += 4;
  write(sheet.contact, SIZE.line);
  return pages.map((page, index) => {
    const count = `${index + 1} / ${pages.length}`;
    const number = { kind: 'text' as const, y: HEIGHT - 30, size: 8.5 };
    return {
      ...page,
      marks: [
        ...page.marks,
        { ...number, x: MARGIN, text: sheet.receipt },
        { ...number, x: WIDTH - MARGIN - textWidth(count) * 8.5, text: count },
      ],
    };
  });
}

const LINE = SIZE.line * 1.45;

/** Things to bring side by side, as many on a line as have room; each keeps its own line where it is longer. */
function placed(bring: readonly string[]): { x: number; text: string; row: number; begins: boolean }[] {
  const room = INNER - 20;
  const all: ReturnType<typeof placed> = [];
  let x = 0;
  let row = 0;
  for (const document of bring) {
    const [first = '', ...more] = wrap(document, (room - 12) / SIZE.line);
    const wide = 12 + textWidth(first) * SIZE.line + 14;
    if (x > 0 && (x + wide > room + 14 || more.length > 0)) {
      row++;
      x = 0;
    }
    all.push({ x, text: first, row, begins: true });
    x += wide;
    for (const text of more) all.push({ x: 0, text, row: ++row, begins: false });
    if (more.length > 0) {
      row++;
      x = 0;
    }
  }
  return all;
}

const rowsOf = (bring: readonly string[]) => (placed(bring).at(-1)?.row ?? -1) + 1;

function heightOf({ name, inOwnLanguage, lines, filing, bring }: GuidanceEntry): number {
  const written = (text: string, size: number) => wrap(text, (INNER - 20) / size).length * size * 1.45;
  return (
    written(name, SIZE.name) +
    (inOwnLanguage === undefined ? 0 : written(inOwnLanguage, SIZE.small)) +
    [...lines, ...filing].reduce((sum, line) => sum + written(line, SIZE.line), 0) +
    rowsOf(bring) * LINE +
    7
  );
}

function drawCode(
  marks: Mark[],
  { size, dark }: { size: number; dark: readonly boolean[] },
  x: number,
  y: number,
  side: number,
) {
  const module = side / size;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; ) {
      let end = column;
      while (end < size && dark[row * size + end]) end++;
      // One bar for neighbours, so that no hairline stands between them.
      if (end > column)
        marks.push({
          kind: 'rect',
          x: x + column * module,
          y: y + row * module,
          width: (end - column) * module,
          height: module,
          fill: 0,
        });
      column = Math.max(end, column + 1);
    }
}

import type { Block, Cell, Sheet } from './sheet.ts';
import { textWidth, wrap } from './text-width.ts';
import { instantOnPaper, sourceOnPaper } from './words-on-paper.ts';

/** What is drawn. Lengths are points (1/72 inch) from the upper left corner; `y` of a text is its baseline. */
export type Mark =
  | { kind: 'text'; x: number; y: number; size: number; text: string; grey?: boolean }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; line?: number; fill?: number }
  /** A tick from corner to corner of a square. */
  | { kind: 'tick'; x: number; y: number; size: number }
  /** One line of a pen: x and y in turn. */
  | { kind: 'stroke'; points: readonly number[] };

/** Where a box stands on its page. */
export interface Area {
  id: string;
  person: string | undefined;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Something is written or ticked in it. */
  filled: boolean;
  /** Nothing at all is drawn in it. */
  blank: boolean;
}

export interface Page {
  form: string;
  width: number;
  height: number;
  marks: Mark[];
  areas: Area[];
}

/** `desk`: with the source of each box, for the office. `copy`: 控え, for the resident. `letter`: to be signed elsewhere. `blank`: to be filled by hand. */
export type PaperSet = 'desk' | 'copy' | 'letter' | 'blank';

export interface Furniture {
  set: PaperSet;
  receipt: string;
  municipality: string;
}

const A4 = { width: 595.28, height: 841.89 };
const A3 = { width: 841.89, height: 1190.55 };
const MARGIN = 36;
const FOOTER = 30;
const LABEL = 6.5;
const SOURCE = 5;
const PADDING = 3;
/** From what is easily read down to what can still be read, in points. */
const SIZES = [10.5, 9.5, 8.5, 7.5];
/** So many lines a box may grow to before its content goes on a sheet of its own. */
const MOST_LINES = 8;
const LEADING = 1.3;

const setNames: Record<PaperSet, string> = { desk: '窓口用', copy: '控え', letter: 'お客様用', blank: '手書き用' };
const footnotes: Record<PaperSet, string> = {
  desk: 'これは準備した書類です。窓口で職員が確かめ、署名のあとに受け付けます。',
  copy: 'お手元の控えです。この紙では申請できません。',
  letter: 'ご本人が署名した紙を、窓口にお持ちください。',
  blank: '白いところをご記入ください。灰色のところは職員が記入します。',
};

/** The pages of one set of papers, numbered through. */
export function layOut(sheets: readonly Sheet[], furniture: Furniture): Page[] {
  const pages = sheets.flatMap((sheet) => new SheetLayout(sheet, furniture).run());
  return pages.map((page, index) => withFooter(page, furniture, index + 1, pages.length));
}

interface Fitted {
  size: number;
  lines: string[];
}

class SheetLayout {
  readonly #sheet: Sheet;
  readonly #furniture: Furniture;
  readonly #width: number;
  readonly #height: number;
  readonly #pages: Page[] = [];
  /** What did not fit into its box: label and whole text. */
  readonly #continued: { label: string; text: string }[] = [];
  #page: Page;
  #y = 0;

  constructor(sheet: Sheet, furniture: Furniture) {
    this.#sheet = sheet;
    this.#furniture = furniture;
    const { width, height } = sheet.size === 'a3' ? A3 : A4;
    const upright = sheet.orientation === 'portrait';
    this.#width = upright ? width : height;
    this.#height = upright ? height : width;
    this.#page = this.#newPage();
  }

  run(): Page[] {
    for (const block of this.#sheet.blocks) this.#block(block);
    for (const [index, { label, text }] of this.#continued.entries()) this.#continuation(index + 1, label, text);
    return this.#pages;
  }

  get #inner() {
    return this.#width - 2 * MARGIN;
  }

  get #bottom() {
    return this.#height - MARGIN - FOOTER;
  }

  #newPage(): Page {
    const page: Page = { form: this.#sheet.form, width: this.#width, height: this.#height, marks: [], areas: [] };
    const first = this.#pages.length === 0;
    this.#page = page;
    this.#pages.push(page);
    this.#y = MARGIN;
    const { receipt, set } = this.#furniture;
    if (this.#sheet.number !== undefined) this.#text(MARGIN, MARGIN + 8, 8, this.#sheet.number);
    this.#right(this.#width - MARGIN, MARGIN + 8, 8, set === 'blank' ? setNames[set] : `${setNames[set]}　${receipt}`);
    const size = first ? 15 : 10;
    const title = first ? this.#sheet.title : `${this.#sheet.title}（つづき）`;
    const [line = '', ...more] = wrap(title, this.#inner / size);
    for (const part of [line, ...more]) {
      this.#y += size * 1.5;
      this.#text((this.#width - textWidth(part) * size) / 2, this.#y + 6, size, part);
    }
    this.#y += 14;
    const others = this.#sheet.procedures.filter((name) => name !== this.#sheet.title);
    if (first && others.length > 0)
      for (const part of wrap(`手続き：${others.join('、')}`, this.#inner / 8)) {
        this.#text(MARGIN, this.#y + 8, 8, part);
        this.#y += 11;
      }
    this.#y += 2;
    return page;
  }

  /** Room for something of this height, on this page or the next. Whether a page was begun. */
  #need(height: number): boolean {
    if (this.#y + height <= this.#bottom) return false;
    this.#newPage();
    return true;
  }

  #text(x: number, y: number, size: number, text: string, grey = false): void {
    if (text !== '') this.#page.marks.push({ kind: 'text', x, y, size, text, ...(grey ? { grey } : {}) });
  }

  #right(x: number, y: number, size: number, text: string, grey = false): void {
    this.#text(x - textWidth(text) * size, y, size, text, grey);
  }

  #rect(x: number, y: number, width: number, height: number, look: { line?: number; fill?: number }): void {
    this.#page.marks.push({ kind: 'rect', x, y, width, height, ...look });
  }

  #block(block: Block): void {
    if (block.kind === 'new-page') {
      this.#newPage();
      return;
    }
    if (block.kind === 'heading') {
      // Never alone at the foot of a page: a table begins with its name and the row of its labels.
      this.#need(110);
      this.#y += 8;
      this.#text(MARGIN, this.#y + 9, 9.5, block.text);
      this.#y += 14;
      return;
    }
    if (block.kind === 'note') {
      this.#y += 4;
      for (const line of wrap(block.text, this.#inner / 9)) {
        this.#need(13);
        this.#text(MARGIN, this.#y + 9, 9, line);
        this.#y += 13;
      }
      this.#y += 4;
      return;
    }
    if (block.kind === 'cells') {
      for (const row of rowsOf(block.cells)) this.#row(row, MARGIN, this.#inner, true);
      return;
    }
    if (block.kind === 'table') this.#table(block);
  }

  #table({ label, rows }: Extract<Block, { kind: 'table' }>): void {
    const columns = rows[0]?.cells ?? [];
    this.#need(60);
    this.#y += 6;
    this.#text(MARGIN, this.#y + 8, 8.5, label);
    this.#y += 12;
    if (rows.length === 0) {
      this.#text(MARGIN + PADDING, this.#y + 10, 9, 'なし');
      this.#y += 18;
      return;
    }
    const single = columns.reduce((sum, { span }) => sum + span, 0) <= 24;
    const number = 16;
    if (!single) {
      for (const [index, { cells }] of rows.entries()) {
        const lines = rowsOf(cells, 23);
        const height = lines.reduce((sum, row) => sum + this.#heightOf(row, this.#inner - number, true), 0);
        this.#need(Math.min(height, this.#bottom - MARGIN - 60));
        const top = this.#y;
        const page = this.#page;
        for (const row of lines) this.#row(row, MARGIN + number, this.#inner - number, true);
        if (page === this.#page) {
          this.#rect(MARGIN, top, number, this.#y - top, { line: 0.5, fill: 0.94 });
          this.#text(MARGIN + 5, top + 12, 9, String(index + 1));
          this.#rect(MARGIN, top, this.#inner, this.#y - top, { line: 1.2 });
        }
        this.#y += 4;
      }
      return;
    }
    const header = () => {
      const placed = widthsOf(columns, this.#inner);
      const words = columns.map((cell, index) => wrap(cell.label, ((placed[index] ?? 0) - 2 * PADDING) / LABEL));
      const height = Math.max(...words.map((lines) => lines.length)) * 8.5 + 4;
      let x = MARGIN;
      for (const [index, lines] of words.entries()) {
        const width = placed[index] ?? 0;
        this.#rect(x, this.#y, width, height, { line: 0.5, fill: 0.94 });
        for (const [at, line] of lines.entries()) this.#text(x + PADDING, this.#y + 8.5 * (at + 1), LABEL, line);
        x += width;
      }
      this.#y += height;
    };
    header();
    for (const { cells } of rows) {
      if (this.#need(this.#heightOf(cells, this.#inner, false))) header();
      this.#row(cells, MARGIN, this.#inner, false);
    }
    this.#y += 4;
  }

  #fit(cell: Cell, width: number): Fitted {
    const room = width - 2 * PADDING;
    for (const size of SIZES) {
      const lines = wrap(cell.text, room / size);
      if (lines.length <= cell.lines) return { size, lines };
    }
    const size = SIZES.at(-1) ?? 7.5;
    const lines = wrap(cell.text, room / size);
    return lines.length <= MOST_LINES ? { size, lines } : { size, lines: ['別紙のとおり'] };
  }

  #heightOf(cells: readonly Cell[], inner: number, labelled: boolean): number {
    const widths = widthsOf(cells, inner);
    const top = this.#topOf(cells, widths, labelled);
    return Math.max(
      ...cells.map((cell, index) => {
        if (cell.kind === 'signature') return top + (cell.signature ? 50 : 30);
        if (cell.kind === 'digits') return top + 20;
        if (cell.kind === 'ticks') return top + ticksIn(cell, (widths[index] ?? 0) - 2 * PADDING).rows * 13 + 4;
        const { size, lines } = this.#fit(cell, widths[index] ?? 0);
        const usual = SIZES[0] ?? 10.5;
        return top + Math.max(lines.length * size * LEADING, cell.lines * usual * LEADING) + 4;
      }),
    );
  }

  #labelOf(cell: Cell, width: number): string[] {
    return wrap(cell.label, (width - 2 * PADDING - textWidth(this.#sourceOf(cell)) * SOURCE) / LABEL);
  }

  #sourceOf({ source, differs }: Cell): string {
    if (this.#furniture.set !== 'desk') return '';
    return `${differs ? '※ちがいあり ' : ''}${sourceOnPaper[source]}`;
  }

  /** Where the content of a row begins: below its labels, or below the sources where the labels stand above the table. */
  #topOf(cells: readonly Cell[], widths: readonly number[], labelled: boolean): number {
    if (!labelled) return this.#furniture.set === 'desk' ? 7 : 3;
    const lines = cells.map((cell, index) => this.#labelOf(cell, widths[index] ?? 0).length);
    return 2.5 + 7.5 * Math.max(...lines);
  }

  /** One row of boxes over the whole width, as high as its highest. */
  #row(cells: readonly Cell[], left: number, inner: number, labelled: boolean): void {
    const height = this.#heightOf(cells, inner, labelled);
    this.#need(height);
    const widths = widthsOf(cells, inner);
    const top = this.#topOf(cells, widths, labelled);
    let x = left;
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0;
      this.#cell(cell, { x, width, height, top: this.#y + top }, labelled);
      x += width;
    }
    this.#y += height;
  }

  #cell(
    cell: Cell,
    { x, width, height, top }: { x: number; width: number; height: number; top: number },
    labelled: boolean,
  ): void {
    const y = this.#y;
    const office = cell.kind === 'office' || cell.source === 'office';
    this.#rect(x, y, width, height, { line: 0.5, ...(office ? { fill: 0.94 } : {}) });
    if (labelled)
      for (const [at, line] of this.#labelOf(cell, width).entries())
        this.#text(x + PADDING, y + 8 + 7.5 * at, LABEL, line, true);
    this.#right(x + width - 2, y + (labelled ? 7.5 : 5.5), SOURCE, this.#sourceOf(cell), true);
    const area = {
      id: cell.id,
      person: cell.person,
      x,
      y: top - 1,
      width,
      height: y + height - top,
    };
    this.#page.areas.push({
      ...area,
      filled: cell.text !== '' || cell.signature !== undefined,
      blank: cell.text === '' && (cell.kind === 'text' || cell.kind === 'office'),
    });
    if (cell.signature) this.#signature(cell.signature, x + PADDING, top, width - 2 * PADDING, y + height - top);
    else if (cell.kind === 'signature') this.#right(x + width - 6, y + height - 5, 6, '（署名）', true);
    else if (cell.kind === 'digits') this.#digits(cell, x + PADDING, top + 1, width - 2 * PADDING);
    else if (cell.kind === 'ticks') this.#ticks(cell, x + PADDING, top, width - 2 * PADDING);
    else if (cell.text !== '') {
      const { size, lines } = this.#fit(cell, width);
      if (lines[0] === '別紙のとおり' && cell.text !== lines[0]) {
        this.#continued.push({ label: cell.label, text: cell.text });
        lines[0] = `別紙${this.#continued.length}のとおり`;
      }
      for (const [at, line] of lines.entries()) this.#text(x + PADDING, top + size * (LEADING * at + 1), size, line);
    }
  }

  /** The strokes as large as the box has room, and below them when they were made. */
  #signature(
    { at, strokes }: NonNullable<Cell['signature']>,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void {
    const size = 6;
    const scale = Math.min(width / 3000, (height - size - 6) / 1000);
    for (const stroke of strokes)
      this.#page.marks.push({
        kind: 'stroke',
        points: stroke.map((one, index) => (index % 2 === 0 ? x : y) + one * scale),
      });
    this.#right(x + width, y + height - 4, size, `画面で署名　${instantOnPaper(at)}`, true);
  }

  #digits(cell: Cell, x: number, y: number, room: number): void {
    const side = Math.min(15, room / cell.digits);
    const digits = Array.from(cell.text);
    for (let index = 0; index < cell.digits; index++) {
      this.#rect(x + index * side, y, side, Math.max(side, 12), { line: 0.4 });
      const digit = digits[index];
      if (digit !== undefined) this.#text(x + index * side + side / 2 - textWidth(digit) * 5, y + 11, 10, digit);
    }
  }

  #ticks(cell: Cell, x: number, y: number, room: number): void {
    for (const { word, chosen, left, row } of ticksIn(cell, room).placed) {
      const top = y + row * 13 + 2;
      this.#rect(x + left, top, 8, 8, { line: 0.6 });
      if (chosen) this.#page.marks.push({ kind: 'tick', x: x + left, y: top, size: 8 });
      this.#text(x + left + 11, top + 7.8, 9, word);
    }
  }

  /** 別紙: what was too long for its box, whole. */
  #continuation(number: number, label: string, text: string): void {
    this.#newPage();
    this.#text(MARGIN, this.#y + 12, 11, `別紙${number}　${label}`);
    this.#y += 22;
    for (const line of wrap(text, this.#inner / 10.5)) {
      this.#need(16);
      this.#text(MARGIN, this.#y + 11, 10.5, line);
      this.#y += 16;
    }
  }
}

/** Where the ticks of a box stand: as many on a line as have room; a word too long for the line is on its own. */
function ticksIn(cell: Cell, room: number) {
  let left = 0;
  let row = 0;
  const placed = cell.ticks.map(({ word, chosen }) => {
    const wide = 11 + textWidth(word) * 9 + 9;
    if (left > 0 && left + wide > room + 9) {
      row++;
      left = 0;
    }
    const one = { word, chosen, left, row };
    left += wide;
    return one;
  });
  return { placed, rows: row + 1 };
}

/** As many boxes as fit side by side, in their order. */
function rowsOf(cells: readonly Cell[], columns = 24): Cell[][] {
  const rows: Cell[][] = [];
  let room = 0;
  for (const cell of cells) {
    if (cell.span <= room) rows.at(-1)?.push(cell);
    else {
      rows.push([cell]);
      room = columns;
    }
    room -= cell.span;
  }
  return rows;
}

/** Boxes of a row share its whole width in the ratio of their spans. */
function widthsOf(cells: readonly Cell[], inner: number): number[] {
  const all = cells.reduce((sum, { span }) => sum + span, 0);
  return cells.map(({ span }) => (inner * span) / all);
}

function withFooter(page: Page, { set, receipt, municipality }: Furniture, number: number, of: number): Page {
  const y = page.height - MARGIN - 4;
  const count = `${number} / ${of}ページ`;
  const left = set === 'blank' ? municipality : `${municipality}　受付番号 ${receipt}`;
  return {
    ...page,
    marks: [
      ...page.marks,
      { kind: 'text', x: MARGIN, y: y - 10, size: 7, text: footnotes[set] },
      { kind: 'text', x: MARGIN, y, size: 7.5, text: left },
      { kind: 'text', x: page.width - MARGIN - textWidth(count) * 7.5, y, size: 7.5, text: count },
    ],
  };
}

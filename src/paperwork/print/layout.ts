import {
  fitted,
  heightOf,
  LABEL,
  labelOf,
  LEADING,
  PADDING,
  rowsOf,
  SOURCE,
  sourceOf,
  ticksIn,
  topOf,
  widthsOf,
} from './cell-sizes.ts';
import type { Emblem } from '../../content/index.ts';
import type { Page, PaperSet } from './page.ts';
import type { Block, Cell, Sheet } from './sheet.ts';
import { textWidth, wrap } from './text-width.ts';
import { markedAsPractice } from './practice.ts';
import { enteredLaterOnPaper, instantOnPaper } from './words-on-paper.ts';

export interface Furniture {
  set: PaperSet;
  receipt: string;
  municipality: string;
  /** 市章 */
  emblem?: Emblem | undefined;
  /** 練習 */
  practice?: boolean;
  /** A paper filled in by hand: when it was received, and when it was entered. */
  enteredLater?: { received: string; entered: string } | undefined;
}

const A4 = { width: 595.28, height: 841.89 };
const A3 = { width: 841.89, height: 1190.55 };
const MARGIN = 36;
const FOOTER = 30;
/** Height of the emblem beside the two lines of the footer. */
const EMBLEM = 18;
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
  const whole = pages.map((page, index) => withFooter(page, furniture, index + 1, pages.length));
  return furniture.practice ? whole.map(markedAsPractice) : whole;
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
        const height = lines.reduce(
          (sum, row) => sum + heightOf(row, this.#inner - number, true, this.#furniture.set),
          0,
        );
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
      if (this.#need(heightOf(cells, this.#inner, false, this.#furniture.set))) header();
      this.#row(cells, MARGIN, this.#inner, false);
    }
    this.#y += 4;
  }

  /** One row of boxes over the whole width, as high as its highest. */
  #row(cells: readonly Cell[], left: number, inner: number, labelled: boolean): void {
    const { set } = this.#furniture;
    const height = heightOf(cells, inner, labelled, set);
    this.#need(height);
    const widths = widthsOf(cells, inner);
    const top = topOf(cells, widths, labelled, set);
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
    const { set } = this.#furniture;
    const office = cell.kind === 'office' || cell.source === 'office';
    this.#rect(x, y, width, height, { line: 0.5, ...(office ? { fill: 0.94 } : {}) });
    if (labelled)
      for (const [at, line] of labelOf(cell, width, set).entries())
        this.#text(x + PADDING, y + 8 + 7.5 * at, LABEL, line, true);
    this.#right(x + width - 2, y + (labelled ? 7.5 : 5.5), SOURCE, sourceOf(cell, set), true);
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
      const { size, lines, elsewhere } = fitted(cell, width);
      if (elsewhere) {
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

function withFooter(
  page: Page,
  { set, receipt, municipality, emblem, enteredLater }: Furniture,
  number: number,
  of: number,
): Page {
  const y = page.height - MARGIN - 4;
  const count = `${number} / ${of}ページ`;
  const left = set === 'blank' ? municipality : `${municipality}　受付番号 ${receipt}`;
  const x = MARGIN + (emblem ? (emblem.width / emblem.height) * EMBLEM + 6 : 0);
  return {
    ...page,
    marks: [
      ...page.marks,
      ...(emblem ? [{ kind: 'emblem' as const, x: MARGIN, y: y - EMBLEM + 1, size: EMBLEM, emblem }] : []),
      { kind: 'text', x, y: y - 10, size: 7, text: footnotes[set] },
      ...(enteredLater
        ? [{ kind: 'text' as const, x, y: y - 20, size: 7, text: enteredLaterOnPaper(enteredLater) }]
        : []),
      { kind: 'text', x, y, size: 7.5, text: left },
      { kind: 'text', x: page.width - MARGIN - textWidth(count) * 7.5, y, size: 7.5, text: count },
    ],
  };
}

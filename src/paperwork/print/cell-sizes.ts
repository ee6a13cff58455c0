import type { PaperSet } from './page.ts';
import type { Cell } from './sheet.ts';
import { textWidth, wrap } from './text-width.ts';
import { sourceOnPaper } from './words-on-paper.ts';

/** Sizes of a label and of a source, and the room around what stands in a box, in points. */
export const LABEL = 6.5;
export const SOURCE = 5;
export const PADDING = 3;
export const LEADING = 1.3;
/** From what is easily read down to what can still be read, in points. */
const SIZES = [10.5, 9.5, 8.5, 7.5];
/** So many lines a box may grow to before its content goes on a sheet of its own. */
const MOST_LINES = 8;

/** What stands in a box, in lines of one size. */
export interface Fitted {
  size: number;
  lines: string[];
  /** It is too long for any box: the lines say where it stands whole. */
  elsewhere: boolean;
}

/** Text as large as its box has lines for, then wrapped, then referred to a sheet of its own (別紙). */
export function fitted(cell: Cell, width: number): Fitted {
  const room = width - 2 * PADDING;
  for (const size of SIZES) {
    const lines = wrap(cell.text, room / size);
    if (lines.length <= cell.lines) return { size, lines, elsewhere: false };
  }
  const size = SIZES.at(-1) ?? 7.5;
  const lines = wrap(cell.text, room / size);
  const elsewhere = lines.length > MOST_LINES;
  return { size, lines: elsewhere ? ['別紙のとおり'] : lines, elsewhere };
}

/** How high a row of boxes is: as its highest. */
export function heightOf(cells: readonly Cell[], inner: number, labelled: boolean, set: PaperSet): number {
  const widths = widthsOf(cells, inner);
  const top = topOf(cells, widths, labelled, set);
  return Math.max(
    ...cells.map((cell, index) => {
      if (cell.kind === 'signature') return top + (cell.signature ? 50 : 30);
      if (cell.kind === 'digits') return top + 20;
      if (cell.kind === 'ticks') return top + ticksIn(cell, (widths[index] ?? 0) - 2 * PADDING).rows * 13 + 4;
      const { size, lines } = fitted(cell, widths[index] ?? 0);
      const usual = SIZES[0] ?? 10.5;
      return top + Math.max(lines.length * size * LEADING, cell.lines * usual * LEADING) + 4;
    }),
  );
}

/** The label of a box in lines, beside its source. */
export const labelOf = (cell: Cell, width: number, set: PaperSet): string[] =>
  wrap(cell.label, (width - 2 * PADDING - textWidth(sourceOf(cell, set)) * SOURCE) / LABEL);

/** Where the content came from: for the desk alone. */
export const sourceOf = ({ source, differs }: Cell, set: PaperSet): string =>
  set === 'desk' ? `${differs ? '※ちがいあり ' : ''}${sourceOnPaper[source]}` : '';

/** Where the content of a row begins: below its labels, or below the sources where the labels stand above the table. */
export function topOf(cells: readonly Cell[], widths: readonly number[], labelled: boolean, set: PaperSet): number {
  if (!labelled) return set === 'desk' ? 7 : 3;
  const lines = cells.map((cell, index) => labelOf(cell, widths[index] ?? 0, set).length);
  return 2.5 + 7.5 * Math.max(...lines);
}

/** Where the ticks of a box stand: as many on a line as have room; a word too long for the line is on its own. */
export function ticksIn(cell: Cell, room: number) {
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
export function rowsOf(cells: readonly Cell[], columns = 24): Cell[][] {
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
export function widthsOf(cells: readonly Cell[], inner: number): number[] {
  const all = cells.reduce((sum, { span }) => sum + span, 0);
  return cells.map(({ span }) => (inner * span) / all);
}

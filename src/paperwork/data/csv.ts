import Papa from 'papaparse';

/** A table before it is a file: every cell is text. */
export interface Table {
  header: string[];
  rows: string[][];
}

/**
 * What a spreadsheet takes for a formula: these at the beginning of a cell, the full-width ones too where Japanese is
 * the language (OWASP, "CSV Injection"). Behind apostrophes as well, so that taking the guard off is certain.
 */
const formula = /^'*[=+\-@＝＋－＠\t\r\n]/;
/** Starts like one and can do nothing: a number, or a telephone number as E.164 writes it. */
const harmless = /^(?:-?\d+(?:\.\d+)?|\+\d{7,15})$/;

/** A cell that no spreadsheet runs: an apostrophe before what would be a formula. `unguarded` takes it off. */
export const guarded = (cell: string): string => (formula.test(cell) && !harmless.test(cell) ? `'${cell}` : cell);

export const unguarded = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);

/** CSV (RFC 4180): CRLF, every cell in quotes, so that zeros at the beginning, commas and line breaks stay. */
export const csvText = ({ header, rows }: Table): string =>
  `${Papa.unparse([header, ...rows.map((row) => row.map(guarded))], { quotes: true, newline: '\r\n' })}\r\n`;

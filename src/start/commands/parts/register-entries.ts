import { parse } from 'csv-parse/sync';
import { fail, looksLikePersonalNumber, ok, type Result } from '../../../basics/index.ts';
import { type RegisterColumn, registerColumns, unguarded } from '../../../paperwork/index.ts';

/** A line of the file with which the numbers of the register come back. */
export interface RegisterLine {
  /** Its last line in the file, from 1. */
  line: number;
  receipt: string;
  /** The id of the case; empty where the file does not say it. */
  case: string;
  person: string;
  name: string;
  addresseeNumber: string;
  householdNumber: string;
}

/** What is wrong in a line, and what to do. */
export interface LineProblem {
  line: number;
  problem: string;
}

const needed: readonly RegisterColumn[] = ['receipt', 'person', 'addresseeNumber', 'householdNumber'];

/**
 * Reads `register-entry.csv` as staff filled it in, UTF-8 or Shift_JIS, columns in any order. Lines without numbers are
 * left out: not everybody in a case is in the register. Tells every faulty line.
 */
export function readRegisterEntries(bytes: Uint8Array): Result<RegisterLine[], LineProblem[]> {
  const rows = rowsOf(textOf(bytes));
  if (!rows.ok) return rows;
  const [header, ...below] = rows.value;
  const place = (column: RegisterColumn) => header?.cells.indexOf(registerColumns[column]) ?? -1;
  const missing = needed.filter((column) => place(column) < 0);
  if (missing.length > 0)
    return fail([
      {
        line: header?.line ?? 1,
        problem: `There is no column ${missing.map((one) => registerColumns[one]).join(', ')}. Begin with register-entry.csv of the package.`,
      },
    ]);
  const problems: LineProblem[] = [];
  const lines = below.flatMap(({ line, cells }): RegisterLine[] => {
    const cell = (column: RegisterColumn) => unguarded(cells[place(column)] ?? '').trim();
    const digits = (column: RegisterColumn) => cell(column).normalize('NFKC').replaceAll(/[\s-]/g, '');
    const read: RegisterLine = {
      line,
      receipt: cell('receipt').normalize('NFKC'),
      case: cell('case'),
      person: cell('person'),
      name: cell('name'),
      addresseeNumber: digits('addresseeNumber'),
      householdNumber: digits('householdNumber'),
    };
    if (read.addresseeNumber === '' && read.householdNumber === '') return [];
    const problem = problemOf(read);
    if (problem !== undefined) problems.push({ line, problem });
    return [read];
  });
  if (problems.length > 0) return fail(problems);
  return lines.length > 0 ? ok(lines) : fail([{ line: 1, problem: 'No line has a 宛名番号 and a 世帯番号.' }]);
}

function problemOf({ receipt, person, addresseeNumber, householdNumber }: RegisterLine): string | undefined {
  if (receipt === '') return 'The 受付番号 is empty. Write the number of the case.';
  if (person === '') return 'The 人ID is empty. Copy it from register-entry.csv of the package.';
  for (const [title, number] of [
    [registerColumns.addresseeNumber, addresseeNumber],
    [registerColumns.householdNumber, householdNumber],
  ] as const) {
    if (number === '') return `The ${title} is empty. Fill in both numbers, or neither.`;
    if (!/^\d{1,15}$/.test(number)) return `The ${title} is no number of up to 15 digits.`;
    if (looksLikePersonalNumber(number)) return `The ${title} looks like a 個人番号, which is never kept here.`;
  }
  return undefined;
}

/** UTF-8, else Shift_JIS (Windows-31J), as a spreadsheet saves it. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}

function rowsOf(text: string): Result<{ line: number; cells: string[] }[], LineProblem[]> {
  try {
    const rows = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    return ok(
      (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
        line: info.lines,
        cells: record,
      })),
    );
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 1;
    return fail([{ line, problem: 'This is no CSV that can be read: a quotation mark is open, or stands alone.' }]);
  }
}

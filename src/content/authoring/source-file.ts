import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Problem } from './problems.ts';

/** A file of `flows/`: its path below that folder, with forward slashes, and its text. */
export interface SourceText {
  path: string;
  text: string;
}

export type Path = readonly (string | number)[];

/** What the parser's findings mean for somebody who writes by hand. */
const advice: Record<string, string> = {
  TAB_AS_INDENT: 'Indent with spaces: two for each level, no tabs.',
  BAD_INDENT: 'Indent with two spaces for each level, all items of one list alike.',
  MISSING_CHAR: 'Close the quote or the bracket that was opened, and put a space after each colon.',
  BAD_SCALAR_START: 'Put quotes around text that begins with a special character such as @, %, ` or {.',
  BLOCK_AS_IMPLICIT_KEY: 'A colon with a space begins a new key: put quotes around text that contains one.',
  MULTILINE_IMPLICIT_KEY: 'Put a colon after the key, on the same line.',
  MULTIPLE_DOCS: 'Take out the line "---".',
  UNEXPECTED_TOKEN: 'Look at the brackets, quotes and commas just before this place.',
};

/** A quote that was never closed runs to the end of the file: the place to look is where it was opened. */
function unclosed(document: Document, place: number): number {
  let start = place;
  visit(document, {
    Scalar: (_key, { range, type }) => {
      if (range && (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') && range[0] < place && range[1] >= place)
        start = range[0];
    },
  });
  return start;
}

/** A parsed YAML file that still knows where everything stands. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
  readonly problems: Problem[] = [];
  /** Whether nothing of the file can be used. */
  readonly unreadable: boolean = false;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  constructor(source: SourceText) {
    this.path = source.path;
    this.text = source.text;
    this.#document = parseDocument(source.text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true });
    for (const error of this.#document.errors) {
      // What follows the first fault of the notation is mostly its consequence.
      if (this.unreadable && error.code !== 'DUPLICATE_KEY') continue;
      this.unreadable ||= error.code !== 'DUPLICATE_KEY';
      const { line, col } = this.#lines.linePos(unclosed(this.#document, error.pos[0]));
      const twice = error.code === 'DUPLICATE_KEY';
      this.problems.push({
        rule: twice ? 'yaml-duplicate-key' : 'yaml-syntax',
        severity: 'error',
        file: this.path,
        line,
        column: col,
        message: twice ? 'The same key stands twice.' : `This cannot be read: ${error.message.replace(/\.$/, '')}.`,
        advice: twice
          ? 'Keep one of the two.'
          : (advice[error.code] ?? 'Check the indentation (two spaces, no tabs), colons and quotes.'),
      });
    }
    this.value = this.unreadable ? undefined : (this.#document.toJS() as unknown);
  }

  /** Line and column of the nearest thing to a path: its key, or the item of a list. */
  place(path: Path): { line: number; column: number } {
    for (let length = path.length; length >= 0; length--) {
      const offset = this.#offset(path.slice(0, length));
      if (offset !== undefined) {
        const { line, col } = this.#lines.linePos(offset);
        return { line, column: col };
      }
    }
    return { line: 1, column: 1 };
  }

  #offset(path: Path): number | undefined {
    if (path.length === 0) return 0;
    const parent: unknown = path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === last);
      if (pair && isScalar(pair.key)) return pair.key.range?.[0];
    }
    if (isSeq(parent) && typeof last === 'number') {
      const item = parent.items[last];
      if (item && typeof item === 'object' && 'range' in item) return (item.range as number[] | undefined)?.[0];
    }
    return undefined;
  }
}

const parsed = new WeakMap<SourceText, SourceFile>();

/** Parses a file once, however many municipalities it is compiled for. */
export function parse(source: SourceText): SourceFile {
  const file = parsed.get(source) ?? new SourceFile(source);
  parsed.set(source, file);
  return file;
}

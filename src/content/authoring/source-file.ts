import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problems.ts';

/** A file of `flows/`: its path below that folder, with forward slashes, and its text. */
export interface SourceText {
  path: string;
  text: string;
}

export type Path = readonly (string | number)[];

/** A parsed YAML file that still knows where everything stands. */
export class SourceFile {
  readonly path: string;
  readonly value: unknown;
  readonly problems: Problem[] = [];
  readonly #document: Document;
  readonly #lines = new LineCounter();

  constructor(source: SourceText) {
    this.path = source.path;
    this.#document = parseDocument(source.text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true });
    for (const error of this.#document.errors) {
      const { line, col } = this.#lines.linePos(error.pos[0]);
      const twice = error.code === 'DUPLICATE_KEY';
      this.problems.push({
        rule: twice ? 'yaml-duplicate-key' : 'yaml-syntax',
        severity: 'error',
        file: this.path,
        line,
        column: col,
        message: twice ? 'The same key stands twice.' : `This is not valid YAML: ${error.message}.`,
        advice: twice
          ? 'Keep one of the two.'
          : 'Check the indentation (two spaces, no tabs), the colon with a space after it, and quotes around text that begins with a special character.',
      });
    }
    this.value = this.problems.length === 0 ? (this.#document.toJS() as unknown) : undefined;
  }

  /** Whether the file itself says something at a path (an overlay says only what it changes). */
  has(path: Path): boolean {
    return path.length === 0 || this.#document.hasIn(path);
  }

  /** Line and column of the nearest thing to a path: the value, or its key. */
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
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
      if (pair && isScalar(pair.key)) return pair.key.range?.[0];
    }
    if (isSeq(parent) && typeof last === 'number') {
      const item = parent.items[last];
      if (item && typeof item === 'object' && 'range' in item) return (item.range as number[] | undefined)?.[0];
    }
    return undefined;
  }
}

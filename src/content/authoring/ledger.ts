import type { Texts } from '../content.ts';
import { textKey } from '../texts.ts';
import { type ContentFile, placeIn } from './content-file.ts';
import { type Complaint, type Problem, suggestion } from './problems.ts';
import type { NamedKind, Rule } from './rules.ts';
import { beginsWith } from './shape.ts';
import type { Path, SourceFile } from './source-file.ts';

export type Place = Pick<Problem, 'file' | 'line' | 'column'>;

/** Whether a text has this name in it, as a word of its own. */
const names = (text: string | undefined, name: string) =>
  text !== undefined && new RegExp(`(^|[^a-z0-9-])${name}($|[^a-z0-9-])`).test(text);

const kinds: Partial<Record<NamedKind, string>> = {
  people: 'set of people',
  condition: 'condition named',
  event: 'life event',
  field: 'field of procedures (a folder of procedures/)',
  desk: 'desk (窓口)',
  document: 'document to bring (持ち物)',
};

/**
 * What is written where, while content is put together: every thing (`procedure:child-allowance`, `fact:age`) with its
 * file and path, every text, and every complaint with its line.
 */
export class Ledger {
  readonly problems: Problem[] = [];
  readonly texts: Texts = {};
  /** Things that are broken: checks that look deeper leave them alone. */
  readonly faulty = new Set<string>();
  readonly #unreadable: readonly SourceFile[];
  /** Texts whose words are missing or wrong, as has been said. */
  readonly wordless = new Set<string>();
  /** Names that were probably meant by misspelt ones. */
  readonly #meant = new Set<string>();
  readonly #things = new Map<string, { file: ContentFile; path: Path }>();
  readonly #textPlaces = new Map<string, { thing: string; file: ContentFile; path: Path }>();

  readonly #misshapen: ContentFile[] = [];

  /** `unreadable`: files whose names and definitions cannot be known. */
  constructor(unreadable: readonly SourceFile[] = []) {
    this.#unreadable = unreadable;
  }

  get allRead(): boolean {
    return this.#unreadable.length === 0 && this.#misshapen.length === 0;
  }

  /** A file of which nothing could be made. */
  leaveOut(file: ContentFile): void {
    this.#misshapen.push(file);
  }

  /** Enters a thing. A second one of the same name is complained about, and left out by the caller. */
  enter(thing: string, file: ContentFile, path: Path): boolean {
    const known = this.#things.get(thing);
    if (known) {
      // An overlay that changes it in the wrong file has been told so.
      if (file.replaced.some((other) => beginsWith(other, path))) return false;
      const [kind = '', id = ''] = thing.split(':');
      const { file: other, line } = placeIn(known.file, known.path);
      this.reportIn(file, path, {
        rule: 'twice',
        severity: 'error',
        message: `The ${kind} "${id}" stands twice: also in ${other}, line ${line}.`,
        advice: 'Keep one of the two, or give one another name.',
      });
      return false;
    }
    this.#things.set(thing, { file, path });
    if (file.replaced.some((other) => beginsWith(other, path))) this.faulty.add(thing);
    return true;
  }

  has(thing: string): boolean {
    return this.#things.has(thing);
  }

  ids(kind: string): string[] {
    return [...this.#things.keys()].flatMap((thing) =>
      thing.startsWith(`${kind}:`) ? [thing.slice(kind.length + 1)] : [],
    );
  }

  /** Where something inside a thing stands. */
  locate(thing: string, path: Path): Place | undefined {
    const found = this.#things.get(thing);
    return found && placeIn(found.file, [...found.path, ...path]);
  }

  /** The file of a thing, below `flows/` or the overlay's folder. */
  fileOf(thing: string): string | undefined {
    return this.#things.get(thing)?.file.path;
  }

  /** Complains about something that leaves the thing in working order. */
  report(thing: string, path: Path, complaint: Complaint): void {
    const found = this.#things.get(thing);
    if (found) this.reportIn(found.file, [...found.path, ...path], complaint);
  }

  /** Complains about something that breaks the thing. */
  error(thing: string, path: Path, rule: Rule, message: string, advice: string): void {
    this.faulty.add(thing);
    this.report(thing, path, { rule, severity: 'error', message, advice });
  }

  /** A name that nothing has. A file that cannot be read may well define it: then nothing is said. */
  unknown(thing: string, path: Path, kind: NamedKind, name: string, known: Iterable<string>): void {
    if (this.mayBeDefined(name)) {
      this.faulty.add(thing);
      return;
    }
    const advice = suggestion(name, known);
    this.#meant.add(/^Did you mean "(.*)"/.exec(advice)?.[1] ?? '');
    this.error(thing, path, `unknown-${kind}`, `There is no ${kinds[kind] ?? kind} "${name}".`, advice);
  }

  mayBeDefined(name: string): boolean {
    return this.#unreadable.some(({ path, text }) => path.endsWith(`/${name}.yaml`) || names(text, name));
  }

  /** Whether something that is broken, or cannot be read, names this: then it cannot be said to be used nowhere. */
  mayBeUsed(name: string): boolean {
    if (this.#meant.has(name) || this.mayBeDefined(name)) return true;
    const broken = [...this.faulty].flatMap((thing) => this.#things.get(thing)?.file ?? []);
    return [...broken, ...this.#misshapen].some(({ base, over }) => names(base?.text, name) || names(over?.text, name));
  }

  /** Nothing is said about a stand-in: what stood there was complained about already. */
  reportIn(file: ContentFile, path: Path, complaint: Complaint): void {
    if (file.replaced.some((other) => beginsWith(path, other))) return;
    this.problems.push({ ...complaint, ...placeIn(file, path) });
  }

  /** Keeps the words written at `path` inside a thing under `key`; undefined words are none. */
  say(key: string, words: string | undefined, thing: string, path: Path): void {
    const found = this.#things.get(thing);
    if (words === undefined || !found) return;
    if (found.file.replaced.some((other) => beginsWith([...found.path, ...path], other))) {
      this.wordless.add(key);
      return;
    }
    const place = { thing, file: found.file, path: [...found.path, ...path] };
    if (key in this.texts && this.texts[key] !== words) {
      // Twice within one thing is told as such.
      if (this.#textPlaces.get(key)?.thing === thing) return;
      this.reportIn(place.file, place.path, {
        rule: 'two-texts',
        severity: 'error',
        message: `The same name has other words elsewhere: "${this.texts[key] ?? ''}".`,
        advice: 'Give one of the two another name (id, group or stop), or the same words.',
      });
      return;
    }
    this.texts[key] = words;
    if (!this.#textPlaces.has(key)) this.#textPlaces.set(key, place);
  }

  /** Several words of one thing: `name`, `summary` … each under its key, standing where it is called so. */
  sayAll(kind: string, id: string, words: Record<string, string | undefined>, thing: string, path: Path = []): void {
    for (const [name, text] of Object.entries(words)) this.say(textKey(kind, id, name), text, thing, [...path, name]);
  }

  placeOfText(key: string): Place | undefined {
    const found = this.#textPlaces.get(key);
    return found && placeIn(found.file, found.path);
  }

  fileOfText(key: string): string | undefined {
    return this.#textPlaces.get(key)?.file.path;
  }

  reportText(key: string, complaint: Complaint): void {
    const found = this.#textPlaces.get(key);
    if (found) this.reportIn(found.file, found.path, complaint);
  }
}

/**
 * The Node-only entry of content: reading `flows/`, checking it, compiling it. Never part of a browser's bundle.
 */
import type { PlainDate } from '../basics/index.ts';
import { assemble } from './authoring/assemble.ts';
import { checkContent } from './authoring/checks.ts';
import type { Place } from './authoring/ledger.ts';
import { byPlace, type Problem } from './authoring/problems.ts';
import type { Path, SourceText } from './authoring/source-file.ts';
import { readTranslations } from './authoring/translations.ts';
import type { Content, Part, Texts, Town } from './content.ts';

export { byPlace, type Complaint, printProblem, type Problem, suggestion } from './authoring/problems.ts';
export { condition, type Kind, kindOf, schemas } from './authoring/schemas.ts';
export { type NamedKind, type Rule, rules } from './authoring/rules.ts';
export { shaped } from './authoring/shape.ts';
export { type Path, SourceFile, type SourceText } from './authoring/source-file.ts';

export interface Compiled {
  content: Content;
  /** The same with what this municipality has switched off: for checks, never served. */
  everything: Content;
  /** 町の一覧 (`towns.yaml`), in the order of the readings; nothing where the municipality has none. */
  towns: Town[] | undefined;
  /** Words by language; each falls back to Japanese where a translation is missing. */
  texts: Record<string, Texts>;
  /** Words in Japanese alone, for stamps. */
  japanese: Texts;
  /** By language: the file in which each key is translated. */
  translated: ReadonlyMap<string, ReadonlyMap<string, string>>;
  problems: Problem[];
  /** Things (`procedure:child-allowance`) with errors: what looks deeper leaves them alone. */
  faulty: ReadonlySet<string>;
  /** Whether nothing is broken and every file could be read. */
  whole: boolean;
  /** A file that cannot be read speaks of this name: it may be defined there. */
  mayBeDefined: (name: string) => boolean;
  /** Where something inside a thing stands: `('procedure:child-allowance', ['when'])`. */
  locate: (thing: string, path: Path) => Place | undefined;
  /** Where a part of an event was written; an included one in the event it comes from. */
  partPlace: (part: Part) => { thing: string; path: Path } | undefined;
}

/**
 * Compiles the files of `flows/` for one municipality. Never throws on what is written there: every problem comes back
 * with file, line and advice. With errors among them the content must not be served. With `today`, amounts and the
 * calendar are checked for that day too.
 */
export function compileContent(
  sources: readonly SourceText[],
  municipality: string,
  hash: (text: string) => string,
  today?: PlainDate,
): Compiled {
  const assembled = assemble(sources, municipality);
  const { ledger, partPlaces } = assembled;
  const japanese = ledger.texts;
  const translations = readTranslations(sources, municipality, ledger, hash);
  const languages = ['ja', ...translations.map((translation) => translation.language)];
  const withoutVersion = { ...assembled.content, languages };
  const texts: Record<string, Texts> = { ja: japanese };
  for (const { language, texts: own } of translations) texts[language] = { ...japanese, ...own };
  const content: Content = {
    ...withoutVersion,
    version: {
      hash: hash(
        JSON.stringify([
          assembled.label,
          assembled.validFrom,
          withoutVersion,
          texts,
          ...(assembled.towns ? [assembled.towns] : []),
        ]),
      ),
      label: assembled.label,
      from: assembled.validFrom,
    },
  };
  const everything: Content = { ...content, ...assembled.everything, languages };
  checkContent(assembled, everything, today);
  return {
    content,
    everything,
    towns: assembled.towns,
    texts,
    japanese,
    translated: new Map(translations.map(({ language, files }) => [language, files])),
    problems: [...ledger.problems, ...translations.flatMap((translation) => translation.problems)].sort(byPlace),
    faulty: ledger.faulty,
    whole: ledger.faulty.size === 0 && ledger.allRead,
    mayBeDefined: (name) => ledger.mayBeDefined(name),
    locate: (thing, path) => ledger.locate(thing, path),
    partPlace: (part) => partPlaces.get(part),
  };
}

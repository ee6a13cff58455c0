/**
 * The Node-only entry of content: reading `flows/`, checking it, compiling it. Never part of a browser's bundle.
 */
import { assemble } from './authoring/assemble.ts';
import { checkContent } from './authoring/checks.ts';
import type { Problem } from './authoring/problems.ts';
import type { SourceText } from './authoring/source-file.ts';
import { readTranslations } from './authoring/translations.ts';
import type { Content, Texts } from './content.ts';

export { printProblem, type Problem, suggestion } from './authoring/problems.ts';
export { kindOf, schemas } from './authoring/schemas.ts';
export { SourceFile, type SourceText } from './authoring/source-file.ts';

export interface Compiled {
  content: Content;
  /** Words by language; each falls back to Japanese where a translation is missing. */
  texts: Record<string, Texts>;
  /** Words in Japanese alone, for stamps. */
  japanese: Texts;
  problems: Problem[];
}

/**
 * Compiles the files of `flows/` for one municipality. Never throws on what is written there: every problem comes back
 * with file, line and advice. With errors among them the content must not be served.
 */
export function compileContent(sources: readonly SourceText[], municipality: string, hash: (text: string) => string): Compiled {
  const assembled = assemble(sources, municipality);
  const translations = readTranslations(sources, municipality, assembled.texts, hash);
  const languages = ['ja', ...translations.map((translation) => translation.language)];
  const withoutVersion = { ...assembled.content, languages };
  const texts: Record<string, Texts> = { ja: assembled.texts };
  for (const { language, texts: own } of translations) texts[language] = { ...assembled.texts, ...own };
  const content: Content = {
    ...withoutVersion,
    version: { hash: hash(JSON.stringify([withoutVersion, texts])), label: assembled.label, from: assembled.validFrom },
  };
  checkContent(assembled, content);
  const problems = [...assembled.problems, ...translations.flatMap((translation) => translation.problems)];
  return { content, texts, japanese: assembled.texts, problems: problems.sort(byPlace) };
}

const byPlace = (a: Problem, b: Problem) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column);

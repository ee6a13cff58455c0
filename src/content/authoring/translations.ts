import type { Texts } from '../content.ts';
import { type Problem, suggestion } from './problems.ts';
import { SourceFile, type SourceText } from './source-file.ts';

/**
 * Translations stand in `texts/<language>/`, mirroring the path of what they translate. Files of procedures and forms
 * use short keys (`name`, `notes.pregnant`); the others use whole keys (`fact.move-date.question`).
 * `texts/<language>/stamps.json` keeps, for each key, the hash of the Japanese that was translated.
 */
export interface Translation {
  language: string;
  texts: Texts;
  problems: Problem[];
}

export function readTranslations(sources: readonly SourceText[], municipality: string, japanese: Texts, hash: (text: string) => string): Translation[] {
  const overlay = `municipalities/${municipality}/`;
  const byLanguage = new Map<string, Translation & { stamps: Texts; file: string }>();
  const of = (language: string) => {
    const found = byLanguage.get(language) ?? { language, texts: {}, problems: [], stamps: {}, file: `texts/${language}` };
    byLanguage.set(language, found);
    return found;
  };
  for (const source of sources) {
    const path = source.path.startsWith(overlay) ? source.path.slice(overlay.length) : source.path;
    const [, language, ...rest] = path.split('/');
    if (!path.startsWith('texts/') || language === undefined || rest.length === 0) continue;
    const into = of(language);
    if (path.endsWith('stamps.json')) {
      Object.assign(into.stamps, JSON.parse(source.text) as Texts);
      continue;
    }
    const file = new SourceFile(source);
    into.problems.push(...file.problems);
    for (const [short, text] of Object.entries((file.value ?? {}) as Record<string, unknown>)) {
      const key = prefix(rest) + short;
      const problem = (rule: string, message: string, advice: string, severity: Problem['severity'] = 'error') =>
        into.problems.push({ rule, severity, file: source.path, ...file.place([short]), message, advice });
      if (typeof text !== 'string' || text === '') problem('wrong-value', `"${short}" has no text.`, 'Write the translation in one line, or in a block after "|".');
      else if (!(key in japanese)) problem('translates-nothing', `"${key}" translates nothing: the Japanese has no such text.`, suggestion(key, Object.keys(japanese)));
      else into.texts[key] = text;
    }
  }
  for (const translation of byLanguage.values()) {
    const missing = Object.keys(japanese).filter((key) => !(key in translation.texts));
    for (const key of missing)
      translation.problems.push({ rule: 'missing-text', severity: 'error', file: translation.file, line: 1, column: 1, message: `"${key}" has no text in ${translation.language}: ${japanese[key]}`, advice: 'Add it in the mirrored file.' });
    for (const [key, stamp] of Object.entries(translation.stamps)) {
      const text = japanese[key];
      if (text !== undefined && stamp !== hash(text) && key in translation.texts)
        translation.problems.push({ rule: 'outdated-text', severity: 'warning', file: translation.file, line: 1, column: 1, message: `"${key}" in ${translation.language} translates an older Japanese text.`, advice: 'Read it again, mend it where needed, then run npm run flows:stamp.' });
    }
  }
  return [...byLanguage.values()].sort((a, b) => (a.language < b.language ? -1 : 1));
}

/** The part of the key that the place of the file says already. */
function prefix(rest: readonly string[]): string {
  const id = rest.at(-1)?.replace(/\.yaml$/, '') ?? '';
  if (rest[0] === 'procedures') return `procedure.${id}.`;
  if (rest[0] === 'forms') return `form.${id}.`;
  return '';
}

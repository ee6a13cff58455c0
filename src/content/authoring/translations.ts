import type { Texts } from '../content.ts';
import { placeholders } from './checks/placeholders.ts';
import type { Ledger } from './ledger.ts';
import { type Problem, suggestion } from './problems.ts';
import type { Rule } from './rules.ts';
import { parse, type SourceText } from './source-file.ts';

/**
 * Translations stand in `texts/<language>/`, mirroring the path of what they translate. Files of procedures and forms
 * use short keys (`name`, `notes.pregnant`); the others use whole keys (`fact.move-date.question`).
 * `texts/<language>/stamps.json` keeps, for each key, the hash of the Japanese that was translated.
 */
export interface Translation {
  language: string;
  texts: Texts;
  /** The file in which each key is translated. */
  files: Map<string, string>;
  problems: Problem[];
}

type Place = Pick<Problem, 'file' | 'line' | 'column'>;

interface Reading extends Omit<Translation, 'files'> {
  stamps: Record<string, unknown>;
  places: Map<string, Place & { overlay: boolean }>;
  /** The folder of the language, to name it where no file is to blame. */
  folder: string;
}

const complaint = (
  place: Place,
  rule: Rule,
  severity: Problem['severity'],
  message: string,
  advice: string,
): Problem => ({ ...place, rule, severity, message, advice });

/** Reads the translations of every language that has a folder, and compares them with the Japanese of `ledger`. */
export function readTranslations(
  sources: readonly SourceText[],
  municipality: string,
  ledger: Ledger,
  hash: (text: string) => string,
): Translation[] {
  const overlay = `municipalities/${municipality}/`;
  const readings = new Map<string, Reading>();
  // The overlay comes last, so that its words replace the shared ones.
  const ordered = [
    ...sources.filter(({ path }) => !path.startsWith(overlay)),
    ...sources.filter(({ path }) => path.startsWith(overlay)),
  ];
  for (const source of ordered) {
    const isOverlay = source.path.startsWith(overlay);
    const [folder, language, ...rest] = (isOverlay ? source.path.slice(overlay.length) : source.path).split('/');
    if (folder !== 'texts' || language === undefined || rest.length === 0) continue;
    const reading = readings.get(language) ?? {
      language,
      texts: {},
      problems: [],
      stamps: {},
      places: new Map(),
      folder: `texts/${language}`,
    };
    readings.set(language, reading);
    if (source.path.endsWith('stamps.json')) readStamps(source, reading);
    else if (source.path.endsWith('.yaml')) readFile(source, isOverlay, prefix(rest), reading, ledger);
  }
  for (const reading of readings.values()) compare(reading, ledger, overlay, hash);
  return [...readings.values()]
    .map(({ language, texts, problems, places }) => ({
      language,
      texts,
      problems,
      files: new Map([...places].map(([key, { file }]) => [key, file])),
    }))
    .sort((a, b) => (a.language < b.language ? -1 : 1));
}

function readStamps(source: SourceText, reading: Reading): void {
  try {
    Object.assign(reading.stamps, JSON.parse(source.text));
  } catch {
    reading.problems.push(
      complaint(
        { file: source.path, line: 1, column: 1 },
        'json-syntax',
        'error',
        'This file is no JSON.',
        'It is written by a command: run npm run flows:stamp.',
      ),
    );
  }
}

function readFile(source: SourceText, overlay: boolean, keyPrefix: string, reading: Reading, ledger: Ledger): void {
  const file = parse(source);
  reading.problems.push(...file.problems);
  for (const [short, text] of Object.entries((file.value ?? {}) as Record<string, unknown>)) {
    const key = keyPrefix + short;
    const place = { file: source.path, ...file.place([short]) };
    const say = (rule: Rule, message: string, advice: string) =>
      reading.problems.push(complaint(place, rule, 'error', message, advice));
    const japanese = ledger.texts[key];
    const before = reading.places.get(key);
    if (typeof text !== 'string' || text === '')
      say('wrong-value', `"${short}" has no text.`, 'Write the translation in one line, or in a block after "|".');
    else if (japanese === undefined) {
      if (!ledger.wordless.has(key) && !ledger.mayBeDefined(key.split('.')[1] ?? ''))
        say(
          'translates-nothing',
          `"${key}" translates nothing: the Japanese has no such text.`,
          suggestion(key, Object.keys(ledger.texts)),
        );
    } else if (before && before.overlay === overlay)
      say(
        'twice',
        `"${key}" is translated twice: also in ${before.file}, line ${before.line}.`,
        'Keep one of the two.',
      );
    else {
      reading.texts[key] = text;
      reading.places.set(key, { ...place, overlay });
      const missing = difference(placeholders(japanese), placeholders(text));
      const added = difference(placeholders(text), placeholders(japanese));
      if (missing.length + added.length > 0)
        say(
          'placeholder-differs',
          `${[...missing.map((one) => `{${one}} is missing`), ...added.map((one) => `{${one}} is not in the Japanese`)].join(', ')}.`,
          `Translate around what is filled in: ${japanese}`,
        );
    }
  }
}

function compare(reading: Reading, ledger: Ledger, overlay: string, hash: (text: string) => string): void {
  const { language, texts, problems, stamps, places, folder } = reading;
  for (const [key, japanese] of Object.entries(ledger.texts)) {
    if (key in texts) continue;
    const home = ledger.placeOfText(key)?.file ?? '';
    const file = home.startsWith(overlay) ? `${overlay}${folder}/${home.slice(overlay.length)}` : `${folder}/${home}`;
    problems.push(
      complaint(
        { file, line: 1, column: 1 },
        'missing-text',
        'error',
        `"${key}" has no text in ${language}: ${japanese}`,
        `Add "${shortKey(key)}:" in this file.`,
      ),
    );
  }
  let unstamped = 0;
  for (const [key, place] of places) {
    const stamp = stamps[key];
    if (stamp === undefined) unstamped++;
    else if (stamp !== hash(ledger.texts[key] ?? ''))
      problems.push(
        complaint(
          place,
          'outdated-text',
          'warning',
          `"${key}" in ${language} translates an older Japanese text.`,
          `Compare it with the Japanese and mend it where needed, then run npm run flows:stamp -- ${language} ${key}.`,
        ),
      );
  }
  if (unstamped > 0)
    problems.push(
      complaint(
        { file: `${folder}/stamps.json`, line: 1, column: 1 },
        'not-stamped',
        'warning',
        `${unstamped} texts in ${language} do not say which Japanese they translate.`,
        `Run npm run flows:stamp -- ${language}.`,
      ),
    );
}

const difference = (of: readonly string[], without: readonly string[]) =>
  [...new Set(of)].filter((one) => !without.includes(one));

/** The part of the key that the place of the file says already. */
function prefix(rest: readonly string[]): string {
  const id = rest.at(-1)?.replace(/\.yaml$/, '') ?? '';
  if (rest[0] === 'procedures') return `procedure.${id}.`;
  if (rest[0] === 'forms') return `form.${id}.`;
  return '';
}

const shortKey = (key: string) => (/^(procedure|form)\./.test(key) ? key.split('.').slice(2).join('.') : key);

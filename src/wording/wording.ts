import i18next, { type i18n } from 'i18next';
import { fail, ok, type Result } from '../basics/index.ts';
import { type Texts, withoutFurigana } from '../content/index.ts';
import { type Language, languageIds, languages, localeOf } from './languages.ts';
import { ja } from './shell/ja.ts';
import type { ShellKey, StaffKey } from './shell/shell.ts';

/** All words in one language. A new object for each change of language or words, so that it can be compared. */
export interface Words {
  readonly language: Language;
  /** For `lang`, `Intl` and voices. */
  readonly locale: string;
  /** A word of the kiosk itself, with its furigana markup. `count` chooses the plural form. */
  readonly t: (key: ShellKey, values?: Record<string, string | number>) => string;
  /** The same without markup: for labels that are only heard, and for places that cannot show readings. */
  readonly plain: (key: ShellKey, values?: Record<string, string | number>) => string;
  /** A word for staff, always in Japanese. */
  readonly forStaff: (key: StaffKey, values?: Record<string, string | number>) => string;
  /** A text of the content, with its markup and placeholders (`withNames`). What is missing shows its key. */
  readonly content: (key: string) => string;
}

/** A word of the kiosk in Japanese whatever the resident's language: for paper and for staff. */
export const inJapanese = (key: keyof typeof ja): string => ja[key];

/** Holds the words of all languages that were loaded, and the language chosen now. */
export interface Wording {
  readonly words: Words;
  /** Loads what is missing and changes to the language; of two calls the later one wins. On failure nothing changes. */
  choose(language: Language): Promise<Result<Language, 'not-loaded'>>;
  /** Loads the words that the first screen does not need; before, they show their keys. */
  complete(): Promise<void>;
  /** Adds the texts of the content in one language, replacing earlier ones of the same keys. */
  addContent(language: Language, texts: Texts): void;
  readonly subscribe: (listener: () => void) => () => void;
}

const SHELL = 'shell';
const CONTENT = 'content';
const STAFF = 'staff';
const FIRST: Language = 'ja';

/** Words in Japanese at once; other languages are fetched when chosen. `loadContent` fetches the texts of the content. */
export function createWording(loadContent?: (language: Language) => Promise<Texts>): Wording {
  const i18n = started();
  const listeners = new Set<() => void>();
  const loads = new Map<Language, Promise<void>>();
  let words = wordsOf(i18n, FIRST);
  let wanted: Language = FIRST;
  let completing: Promise<void> | undefined;

  const change = (language: Language) => {
    words = wordsOf(i18n, language);
    for (const listener of listeners) listener();
  };
  const load = (language: Language) => {
    const running =
      loads.get(language) ??
      Promise.all([
        i18n.hasResourceBundle(language, SHELL) ? undefined : languages[language].loadShell(),
        i18n.hasResourceBundle(language, CONTENT) ? undefined : loadContent?.(language),
      ]).then(([shell, texts]) => {
        if (shell) i18n.addResourceBundle(language, SHELL, shell);
        if (texts) i18n.addResourceBundle(language, CONTENT, texts);
      });
    loads.set(language, running);
    return running.catch((error: unknown) => {
      loads.delete(language); // the next try fetches again
      throw error;
    });
  };

  return {
    get words() {
      return words;
    },
    async choose(language) {
      wanted = language;
      try {
        await load(language);
      } catch {
        if (wanted === language) wanted = words.language;
        return fail('not-loaded');
      }
      if (wanted === language && words.language !== language) change(language);
      return ok(language);
    },
    async complete() {
      completing ??= Promise.all([import('./shell/later-ja.ts'), import('./shell/staff-ja.ts')]).then(
        ([later, staff]) => {
          i18n.addResourceBundle(FIRST, SHELL, later.laterJa, false, true);
          i18n.addResourceBundle(FIRST, STAFF, staff.staffJa);
          change(words.language);
        },
      );
      await completing.catch((error: unknown) => {
        completing = undefined; // the next try fetches again
        throw error;
      });
    },
    addContent(language, texts) {
      i18n.addResourceBundle(language, CONTENT, texts, false, true);
      if (language === words.language || language === FIRST) change(words.language);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function started(): i18n {
  const i18n = i18next.createInstance();
  void i18n.init({
    lng: FIRST,
    fallbackLng: FIRST,
    supportedLngs: languageIds,
    lowerCaseLng: true, // 'ja-easy' would become 'ja-Easy', as if it were a script
    load: 'currentOnly',
    ns: [SHELL, CONTENT, STAFF],
    defaultNS: SHELL,
    resources: { [FIRST]: { [SHELL]: ja } },
    keySeparator: false,
    nsSeparator: false,
    ignoreJSONStructure: false,
    returnEmptyString: false,
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  return i18n;
}

function wordsOf(i18n: i18n, language: Language): Words {
  const translate: (key: string, options: Record<string, unknown>) => string = i18n.getFixedT(language);
  const t: Words['t'] = (key, values) => translate(key, { ns: SHELL, ...values });
  return {
    language,
    locale: localeOf(language),
    t,
    plain: (key, values) => withoutFurigana(t(key, values)),
    forStaff: (key, values) => i18n.getFixedT(FIRST)(key as string, { ns: STAFF, ...values }),
    // Names are put in by `withNames`; a brace in a clerk's text is not for i18next to read.
    content: (key) => translate(key, { ns: CONTENT, skipInterpolation: true }),
  };
}

import type { AllShell } from './shell/shell.ts';

export interface LanguageEntry {
  /** Its own name, as a reader looks for it; with the reading of its kanji. */
  name: string;
  /** BCP 47, for `lang`, `Intl` and voices: easy Japanese is Japanese to a machine. */
  locale: string;
  /** The words of the kiosk itself; each language is a file of its own, fetched when it is chosen. */
  loadShell: () => Promise<AllShell>;
}

/** The languages a resident can choose, in the order in which they are shown. */
export const languages = {
  ja: {
    name: '日本語',
    locale: 'ja',
    loadShell: async () => ({
      ...(await import('./shell/ja.ts')).ja,
      ...(await import('./shell/later-ja.ts')).laterJa,
    }),
  },
  'ja-easy': {
    name: 'やさしい{日本語|にほんご}',
    locale: 'ja',
    loadShell: async () => {
      const [{ jaEasy }, { laterJaEasy }] = await Promise.all([
        import('./shell/ja-easy.ts'),
        import('./shell/later-ja-easy.ts'),
      ]);
      return { ...jaEasy, ...laterJaEasy };
    },
  },
  en: {
    name: 'English',
    locale: 'en',
    loadShell: async () => {
      const [{ en }, { laterEn }] = await Promise.all([import('./shell/en.ts'), import('./shell/later-en.ts')]);
      return { ...en, ...laterEn };
    },
  },
} as const satisfies Record<string, LanguageEntry>;

export type Language = keyof typeof languages;

export const languageIds = Object.keys(languages) as Language[];

export const isLanguage = (text: string): text is Language => Object.hasOwn(languages, text);

export const localeOf = (language: Language): string => languages[language].locale;

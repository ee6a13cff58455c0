import i18next from 'i18next';
import { timeInTokyo, todayInTokyo } from '../../basics/index.ts';
import { counterEn } from './en.ts';
import { counterJa } from './ja.ts';

type WithoutPlural<Key> = Key extends `${infer Phrase}_other` ? Phrase : Key;

/** A phrase of the pages of staff; one that changes with a number without its plural form. */
export type CounterKey = WithoutPlural<keyof typeof counterJa>;

/** Japanese first; English for those who read it better. */
export type CounterLanguage = 'ja' | 'en';

/** The words of the pages of staff in one language. */
export interface CounterWords {
  readonly language: CounterLanguage;
  readonly t: (key: CounterKey, values?: Record<string, string | number>) => string;
  /** Whether there is such a phrase: of words that come from the hub. */
  readonly has: (key: string) => key is CounterKey;
  /** An instant as a day and a time in Japan: `2026-04-10 12:00`. */
  readonly time: (instant: string) => string;
}

const i18n = i18next.createInstance();
void i18n.init({
  lng: 'ja',
  fallbackLng: 'ja',
  resources: { ja: { translation: counterJa }, en: { translation: counterEn } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
});

export function counterWords(language: CounterLanguage): CounterWords {
  const translate: (key: string, values: Record<string, unknown>) => string = i18n.getFixedT(language);
  return {
    language,
    t: (key, values = {}) => translate(key, values),
    has: (key): key is CounterKey => key in counterJa,
    time: (instant) => `${todayInTokyo(new Date(instant))} ${timeInTokyo(new Date(instant))}`,
  };
}

/** Who it was, as a resident may be told: a role, never a name. */
export function inRole({ t, has }: CounterWords, role: string): string {
  const named = [`role.${role}`, `access.by.${role}`].find(has);
  return named === undefined ? role : t(named);
}

/** What was done, of a row of the audit trail. */
export function whatWasDone({ t, has }: CounterWords, action: string): string {
  const named = `access.${action}`;
  return has(named) ? t(named) : t('access.other', { action });
}

/** Somebody who saw or did something with a case, in a line for its resident: when, in which role, what. */
export const accessLine = (words: CounterWords, access: { at: string; role: string; action: string }): string =>
  words.t('access.line', {
    time: words.time(access.at),
    by: inRole(words, access.role),
    what: whatWasDone(words, access.action),
  });

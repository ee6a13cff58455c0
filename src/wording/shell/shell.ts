import type { ja } from './ja.ts';
import type { laterJa } from './later-ja.ts';
import type { staffJa } from './staff-ja.ts';

/** Words of the first screen and of all others. */
type Written = typeof ja & typeof laterJa;
type WrittenKey = keyof Written;
type WithoutPlural<Key> = Key extends `${infer Phrase}_other` ? Phrase : Key;

/** What a screen asks for. A phrase that changes with a number is asked for without its plural form. */
export type ShellKey = WithoutPlural<WrittenKey>;

/** What staff read on a kiosk, in Japanese only. */
export type StaffKey = WithoutPlural<keyof typeof staffJa>;

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many';
type Counted<Key> = Key extends `${infer Phrase}_other` ? Phrase : never;
type Phrases<Key extends string> = Record<Key, string> & { [One in `${Counted<Key>}_${Plural}`]?: string };

/** The kiosk's own words in one language: every phrase, and the plural forms that the language has (CLDR). */
export type Shell = Phrases<keyof typeof ja>;

/** The same of the words that the first screen does not need: a file of its own, fetched behind it. */
export type LaterShell = Phrases<keyof typeof laterJa>;

export type AllShell = Shell & LaterShell;

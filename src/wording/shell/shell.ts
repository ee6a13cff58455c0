import type { ja } from './ja.ts';

type WrittenKey = keyof typeof ja;
type WithoutPlural<Key> = Key extends `${infer Phrase}_other` ? Phrase : Key;

/** What a screen asks for. A phrase that changes with a number is asked for without its plural form. */
export type ShellKey = WithoutPlural<WrittenKey>;

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many';
type CountedKey = WrittenKey extends infer Key ? (Key extends `${infer Phrase}_other` ? Phrase : never) : never;

/** The kiosk's own words in one language: every phrase, and the plural forms that the language has (CLDR). */
export type Shell = Record<WrittenKey, string> & { [Key in `${CountedKey}_${Plural}`]?: string };

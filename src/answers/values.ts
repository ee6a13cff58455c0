import { NO_PHONE, phoneInGroups } from '../basics/index.ts';
import type { KnownValue } from '../conditions/index.ts';
import { type Fact, textKey } from '../content/index.ts';
import { formatDate, formatList, formatNumber, type Passage, sayDate, type Words } from '../wording/index.ts';
import type { PersonShown } from './answer.ts';

/** What values need to be put into words. */
export interface Showing {
  words: Words;
  text: (key: string) => string;
  people: readonly PersonShown[];
}

/** A value as a reader sees it, in the words of their language and with its furigana. */
export function showValue(
  fact: Pick<Fact, 'id' | 'type'>,
  value: KnownValue,
  { words, text, people }: Showing,
): string {
  const { language } = words;
  const option = (id: string) => text(textKey('fact', fact.id, 'options', id));
  const person = (id: string) => people.find((one) => one.id === id)?.name ?? words.t('person.unnamed');
  const listed = (ids: readonly string[], name: (id: string) => string, none: string) =>
    ids.length === 0 ? none : formatList(ids.map(name), language);
  switch (fact.type) {
    case 'boolean':
      return words.t(value === true ? 'answer.yes' : 'answer.no');
    case 'choice':
      return option(String(value));
    case 'set':
      return listed(listOf(value), option, words.t('answer.none'));
    case 'person':
      return person(String(value));
    case 'people':
      return listed(listOf(value), person, words.t('answer.nobody'));
    case 'number':
      return typeof value === 'number' ? formatNumber(value, language) : String(value);
    case 'date':
    case 'partial-date':
      return formatDate(String(value), language);
    case 'phone':
      return value === NO_PHONE ? words.t('answer.no-phone') : phoneInGroups(String(value));
    case 'text':
    case 'name':
    case 'reading':
    case 'address':
    case 'digits':
      return String(value);
  }
}

const personal: ReadonlySet<Fact['type']> = new Set(['name', 'reading', 'address', 'phone', 'digits']);

/** A value as it is said aloud; names, addresses and numbers are as private as the facts that are marked so. */
export function sayValue(
  fact: Pick<Fact, 'id' | 'type' | 'sensitivity'>,
  value: KnownValue,
  showing: Showing,
): Passage & { private: boolean } {
  return {
    text: said(fact, value, showing),
    private: fact.sensitivity === 'private' || personal.has(fact.type),
  };
}

function said(fact: Pick<Fact, 'id' | 'type'>, value: KnownValue, showing: Showing): string {
  const isDate = fact.type === 'date' || fact.type === 'partial-date';
  if (isDate) return sayDate(String(value), showing.words.language);
  const shown = showValue(fact, value, showing);
  // Digit by digit, with a pause between groups: not as one large number.
  const isDigits = (fact.type === 'phone' && value !== NO_PHONE) || fact.type === 'digits';
  return isDigits
    ? shown
        .split('-')
        .map((group) => group.split('').join(' '))
        .join('、')
    : shown;
}

const listOf = (value: KnownValue): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);

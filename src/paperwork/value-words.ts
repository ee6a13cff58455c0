import { NO_PHONE, phoneInGroups } from '../basics/index.ts';
import type { KnownValue } from '../conditions/index.ts';
import type { Fact } from '../content/index.ts';

/** Yes and no as a Japanese form writes them. */
export const yesNo = { yes: 'はい', no: 'いいえ' } as const;

/** Where the words of a value come from. */
export interface ValueWords {
  option: (fact: string, option: string) => string;
  nameOf: (person: string) => string;
}

/** A value in Japanese, on paper and in data; undefined where it is text, a number or a day, which stand for themselves. */
export function valueInWords(fact: Fact, value: KnownValue, { option, nameOf }: ValueWords): string | undefined {
  const optionOf = (one: string) => (fact.options?.includes(one) ? option(fact.id, one) : one);
  switch (fact.type) {
    case 'boolean':
      return value === true ? yesNo.yes : yesNo.no;
    case 'choice':
      return optionOf(String(value));
    case 'set':
      return typeof value === 'object' ? value.map(optionOf).join('、') : undefined;
    case 'person':
      return nameOf(String(value));
    case 'people':
      return typeof value === 'object' ? value.map(nameOf).join('、') : undefined;
    case 'phone':
      if (value === NO_PHONE) return '電話は使わない';
      return /^\d+$/.test(String(value)) ? phoneInGroups(String(value)) : undefined;
    default:
      return undefined;
  }
}

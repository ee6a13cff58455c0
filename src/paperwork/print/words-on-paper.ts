import { isDate, NO_PHONE, timeInTokyo, todayInTokyo, writtenInEra } from '../../basics/index.ts';
import type { KnownValue } from '../../conditions/index.ts';
import { type Content, type Fact, textKey, withoutFurigana } from '../../content/index.ts';
import type { Outlook } from '../../engine/index.ts';
import type { FilledBox } from '../filled-boxes.ts';

/** What paper says in Japanese, whatever the language on the screen. */
export interface PaperWords {
  /** The Japanese words of the content, by their key. */
  japanese: (key: string) => string;
  fact: (id: string) => Fact | undefined;
  /** Somebody's name as the case knows it. */
  nameOf: (person: string) => string;
  municipality: string;
}

export const yesNo = { yes: 'はい', no: 'いいえ' } as const;

/**
 * A day as Japanese forms write it, with the western year: `令和8年11月20日（2026年）`. Of a day that is known in part what
 * is known; days before the Japanese calendar took the western months, as western days.
 */
export function dateOnPaper(date: string): string {
  const [year = '', month, day] = date.split('-');
  const western = `${year}年${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`;
  if (!isDate(date)) return /^\d{4}(-\d{2}){0,2}$/.test(date) ? western : date;
  const inEra = writtenInEra(date);
  return inEra === undefined ? western : `${inEra}（${year}年）`;
}

/** An instant in Tokyo as paper writes it: `令和8年11月20日（2026年）14:05`. */
export const instantOnPaper = (instant: string): string =>
  `${dateOnPaper(todayInTokyo(new Date(instant)))} ${timeInTokyo(new Date(instant))}`;

/** A value as it stands on paper. */
export function valueOnPaper(words: PaperWords, id: string, value: KnownValue): string {
  const fact = words.fact(id);
  const option = (one: string) =>
    fact?.options?.includes(one) ? withoutFurigana(words.japanese(textKey('fact', id, 'options', one))) : one;
  if (typeof value === 'boolean') return value ? yesNo.yes : yesNo.no;
  if (typeof value === 'object') return value.map(fact?.type === 'people' ? words.nameOf : option).join('、');
  if (fact?.type === 'phone' && value === NO_PHONE) return '電話は使わない';
  if (fact?.type === 'person') return words.nameOf(String(value));
  return fact?.type === 'date' || fact?.type === 'partial-date' ? dateOnPaper(String(value)) : option(String(value));
}

/** 出どころ, as short as a corner of a box wants it. */
export const sourceOnPaper: Record<FilledBox['source'], string> = {
  card: 'カード',
  register: '住基',
  certificate: '証明書',
  home: '自宅',
  resident: '回答',
  staff: '職員',
  computed: '計算',
  office: '',
  signature: '',
  missing: '未記入',
  'not-needed': '',
};

/** The words for the papers of one case. `japanese` gives the content's Japanese words by their key. */
export function paperWords(outlook: Outlook, japanese: (key: string) => string): PaperWords {
  const { program, situation } = outlook;
  const name = program.byId.get('name');
  return {
    japanese,
    fact: (id) => program.byId.get(id)?.fact,
    nameOf: (id) => {
      const person = situation.person(id);
      const value = name && person !== undefined ? situation.read(name.index, person, []) : undefined;
      return typeof value === 'string' ? value : '';
    },
    municipality: program.content.municipality.name,
  };
}

/** The words for forms with nothing in them. */
export function blankWords(content: Content, japanese: (key: string) => string): PaperWords {
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  return { japanese, fact: (id) => facts.get(id), nameOf: () => '', municipality: content.municipality.name };
}

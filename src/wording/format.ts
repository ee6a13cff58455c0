import { eras, isDate, type PartialDate, type PlainDate, toEra } from '../basics/index.ts';
import { dayReading, monthReading } from './date-readings.ts';
import { type Language, localeOf } from './languages.ts';
import type { Words } from './wording.ts';

/** A day at noon UTC: what `Intl` needs to name it, whatever the zone of the machine. */
const instant = (date: PlainDate): Date => new Date(`${date}T12:00:00Z`);

const formats = new Map<string, Intl.DateTimeFormat>();
function inIntl(date: PlainDate, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    // English of the day-month-year kind: the month in letters cannot be mistaken for the day.
    const locale = language === 'en' ? 'en-GB' : localeOf(language);
    formats.set(key, (format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options })));
  }
  return format.format(instant(date));
}

const isJapanese = (language: Language) => localeOf(language) === 'ja';

/**
 * A day, or the known beginning of one, as a reader writes it: in Japanese with the era's year behind the western one,
 * in all other languages, easy Japanese among them, western alone. Text that is no date comes back as it is.
 */
export function formatDate(date: PartialDate, language: Language): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return isJapanese(language) ? years(year, language) : year;
  if (day === undefined) {
    if (isJapanese(language)) return years(year, language) + months(Number(month), language);
    return inIntl(`${date}-01`, language, { year: 'numeric', month: 'long' });
  }
  if (!isDate(date)) return date;
  if (!isJapanese(language)) return inIntl(date, language, { year: 'numeric', month: 'long', day: 'numeric' });
  const western = years(year, language) + months(Number(month), language) + days(Number(day), language);
  return language === 'ja' ? `${western}${eraYear(date, '（', '）')}` : western;
}

/** A day with its day of the week, and without its year where that is this year's: for lists and deadlines. */
export function formatDay(date: PlainDate, language: Language, today: PlainDate): string {
  const thisYear = date.slice(0, 4) === today.slice(0, 4);
  if (!isJapanese(language)) {
    const year = thisYear ? {} : { year: 'numeric' as const };
    return inIntl(date, language, { weekday: 'short', day: 'numeric', month: 'long', ...year });
  }
  const [year = '', month, day] = date.split('-');
  const letter = inIntl(date, 'ja', { weekday: 'short' });
  const weekday = language === 'ja' ? letter : `{${letter}曜日|${weekdayReadings[letter] ?? ''}ようび}`;
  const western = months(Number(month), language) + days(Number(day), language);
  return `${thisYear ? '' : years(year, language)}${western}（${weekday}）`;
}

/** A day as it is said aloud: without brackets, which voices read as pauses or not at all. */
export function sayDate(date: PartialDate, language: Language): string {
  const written = formatDate(date, language === 'ja' ? 'ja-easy' : language);
  return language === 'ja' && isDate(date) ? `${written}${eraYear(date, '、', '')}` : written;
}

/** The last day for something, in words: until when, how long from now, or that it has passed. */
export function formatDeadline(
  deadline: { date: PlainDate; passed: boolean; calendarEnds: boolean },
  today: PlainDate,
  words: Words,
): { until: string; left: string | undefined; note: string | undefined } {
  const date = formatDay(deadline.date, words.language, today);
  if (deadline.passed) return { until: words.t('deadline.passed', { date }), left: undefined, note: undefined };
  const note = deadline.calendarEnds ? words.t('deadline.may-move') : undefined;
  const left = Math.round((instant(deadline.date).getTime() - instant(today).getTime()) / 86_400_000);
  if (left === 0) return { until: words.t('deadline.today'), left: undefined, note };
  return {
    until: words.t('deadline.until', { date }),
    left: words.t('deadline.days-left', { count: left }),
    note,
  };
}

/** Things one after the other: 「A、B、C」, "A, B and C". */
export function formatList(items: readonly string[], language: Language): string {
  if (isJapanese(language)) return items.join('、');
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : localeOf(language)).format(items);
}

/** People, each as one speaks of them: 「見本 太郎さん、見本 花子さん」. */
export function formatNames(names: readonly string[], words: Words): string {
  return formatList(
    names.map((name) => words.t('person.named', { name })),
    words.language,
  );
}

export const formatNumber = (number: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language)).format(number);

const years = (year: string, language: Language) => (language === 'ja' ? `${year}年` : `${year}{年|ねん}`);
const months = (month: number, language: Language) =>
  language === 'ja' ? `${month}月` : `{${month}月|${monthReading(month)}}`;
const days = (day: number, language: Language) => (language === 'ja' ? `${day}日` : `{${day}日|${dayReading(day)}}`);

function eraYear(date: PlainDate, before: string, after: string): string {
  const era = toEra(date);
  if (!era.ok) return '';
  return `${before}${eras[era.value.era]}${era.value.year === 1 ? '元' : era.value.year}年${after}`;
}

const weekdayReadings: Record<string, string> = {
  日: 'にち',
  月: 'げつ',
  火: 'か',
  水: 'すい',
  木: 'もく',
  金: 'きん',
  土: 'ど',
};

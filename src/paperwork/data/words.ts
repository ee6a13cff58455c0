import { textKey, type Texts, withoutFurigana } from '../../content/index.ts';

/** Words of the content without furigana, as data and paper carry them. */
export interface RecordWords {
  /** In Japanese; the key itself where there is no such text. */
  ja: (key: string) => string;
  /** In English; undefined where it is not translated. */
  en: (key: string) => string | undefined;
}

/** `texts`: words by language, each falling back to Japanese, as content is compiled. */
export function recordWords(texts: Readonly<Record<string, Texts>>): RecordWords {
  const { ja = {}, en = {} } = texts;
  return {
    ja: (key) => withoutFurigana(ja[key] ?? key),
    en: (key) => (en[key] === undefined || en[key] === ja[key] ? undefined : withoutFurigana(en[key])),
  };
}

/** Where the label of a box stands. */
export const boxLabel = (form: string, ...box: string[]): string => textKey('form', form, 'boxes', ...box);

export const sourceWords = {
  card: 'カード',
  register: '住民票の台帳',
  certificate: '転出証明書',
  home: '家での入力',
  resident: '本人の答え',
  staff: '職員',
  computed: '計算',
  office: '役所の欄',
  signature: '署名欄',
  missing: '未記入',
  'not-needed': '記入不要',
} as const;

export const stateWords = { 'on-hold': '保留', released: '登録済み' } as const;

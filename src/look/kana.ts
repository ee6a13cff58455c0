/** The keys of the syllabary (五十音), row by row; a gap where a row has no kana. */
export const kanaKeys: readonly (readonly (string | null)[])[] = [
  ['ア', 'イ', 'ウ', 'エ', 'オ'],
  ['カ', 'キ', 'ク', 'ケ', 'コ'],
  ['サ', 'シ', 'ス', 'セ', 'ソ'],
  ['タ', 'チ', 'ツ', 'テ', 'ト'],
  ['ナ', 'ニ', 'ヌ', 'ネ', 'ノ'],
  ['ハ', 'ヒ', 'フ', 'ヘ', 'ホ'],
  ['マ', 'ミ', 'ム', 'メ', 'モ'],
  ['ヤ', null, 'ユ', null, 'ヨ'],
  ['ラ', 'リ', 'ル', 'レ', 'ロ'],
  ['ワ', 'ヲ', 'ン', 'ー', null],
];

/** Kana that one key leads through: plain, voiced (濁音), half-voiced (半濁音), small (小書き). */
const circles =
  'カガ キギ クグ ケゲ コゴ サザ シジ スズ セゼ ソゾ タダ チヂ テデ トド ハバパ ヒビピ フブプ ヘベペ ホボポ ' +
  'アァ イィ ウゥヴ エェ オォ ツッヅ ヤャ ユュ ヨョ ワヮ';

/** The text with its last kana turned into the next of its circle: ハ, バ, パ, ハ. A kana without one stays. */
export function withNextForm(text: string): string {
  const last = text.slice(-1);
  const circle = circles.split(' ').find((one) => one.includes(last));
  if (last === '' || !circle) return text;
  return text.slice(0, -1) + (circle[(circle.indexOf(last) + 1) % circle.length] ?? last);
}

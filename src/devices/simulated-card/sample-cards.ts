import type { CardDescription } from './description.ts';

export interface SampleCard {
  readonly id: string;
  /** What this card is there to show. */
  readonly story: string;
  readonly card: CardDescription;
}

/** Nobody: every person, address and number of these cards is invented. 99201 is the code of no municipality. */
const anybody: CardDescription = {
  name: '見本　花子',
  address: '見本県みほん市中央一丁目２番３号',
  birthDate: '1990-04-01',
  sex: 'female',
  pin: '1234',
  checkCodeSecurity: '7788',
  expiry: '2031-04-01',
  municipalityCode: '99201',
};

const sample = (id: string, story: string, different: Partial<CardDescription> = {}): SampleCard => ({
  id,
  story,
  card: { ...anybody, ...different },
});

/** One card of every kind that a reader on a counter meets, or may meet: what scenarios and demonstrations draw from. */
export const sampleCards: readonly SampleCard[] = [
  sample('usual', '住所も氏名も標準的な長さのカード'),
  sample('old-address', '引っこす前の住所がチップに残っているカード', {
    name: '仮名　次郎',
    sex: 'male',
    birthDate: '1978-11-23',
    address: '仮名県例示市見立町４番５号　仮名ハイツ２０３',
  }),
  sample('long-texts', '氏名も住所もとても長く、ファイルが256バイトを超えるカード', {
    name: `${'見本'.repeat(20)}　${'長名'.repeat(20)}`,
    address: `見本県みほん市${'大字長々字'.repeat(40)}１番地の１`,
  }),
  sample('variant-characters', '異体字セレクタとJIS X 0208にない漢字の氏名', {
    name: '渡邉󠄂﨑　𠮷髙󠄀',
    address: '見本県みほん市辻󠄀町１－１',
    birthDate: '1951-01-07',
  }),
  sample('lacking-characters', 'よくある書体にない漢字と外字の氏名', {
    name: '見本　䴗𪚥\u{E000}',
    birthDate: '1949-09-09',
  }),
  sample('combining-marks', '結合文字と半角文字がまざった氏名', { name: 'ミホンカ゚　ﾊﾅｺ', birthDate: '1966-06-06' }),
  sample('alphabet', '外国人住民、全角のローマ字氏名', {
    name: 'ＭＩＨＯＮ　ＴＨＩ　ＨＯＡ',
    birthDate: '2000-02-29',
    expiry: '2027-03-31',
    pin: '4649',
  }),
  sample('alphabet-alias', '外国人住民、ローマ字氏名に通称がつくカード', {
    name: 'ＫＡＫＵＵ　ＳＡＮＴＯＳ　ＭＡＲＩＡ（通称　架空　まりあ）',
    birthDate: '1988-08-08',
  }),
  sample('half-width-alphabet', '半角のローマ字氏名', { name: 'MIHON TARO ALEXANDER', sex: 'male' }),
  sample('mononym', '氏と名に分かれない氏名', { name: 'ＳＡＭＰＵＬＡ', sex: 'unknown' }),
  sample('other-sex', '性別の欄が「その他」のカード', { sex: 'other', name: '例示　ひかる' }),
  sample('unknown-birth-day', '生年月日の月日が不詳のカード', { name: '見本　フミ', birthDate: '1935-00-00' }),
  sample('pins-differ', '暗証番号がアプリケーションごとにちがうカード', {
    pin: '1111',
    otherPins: { residentRegister: '2222', authentication: '3333', signature: 'MIHON2026' },
  }),
  sample('child', '15歳未満で署名用電子証明書がないカード', {
    name: '見本　つぼみ',
    birthDate: '2019-05-01',
    expiry: '2029-05-01',
    certificates: 'authentication',
  }),
  sample('pinless', '顔認証マイナンバーカード（暗証番号なし）', {
    certificates: 'authentication',
    behaviour: { pinless: true },
  }),
  sample('locked', '暗証番号がロックされたカード', { behaviour: { triesLeft: { pin: 0 } } }),
  sample('last-try', '暗証番号があと1回でロックされるカード', { behaviour: { triesLeft: { pin: 1 } } }),
  sample('register-pin-locked', '住民基本台帳用だけがロックされたカード', {
    behaviour: { triesLeft: { residentRegister: 0 } },
  }),
  sample('expired', '有効期限が切れたカード', { expiry: '2025-04-01' }),
  sample('certificates-expired', 'カードは有効で電子証明書が切れている', { certificateExpiry: '2025-04-01' }),
  sample('long-lengths', '長さをいつも3バイトで書いた古い配置', { behaviour: { layout: 'long-lengths' } }),
  sample('bytes-before', 'ファイルの先頭に余分な2バイトがある配置', { behaviour: { layout: 'bytes-before' } }),
  sample('with-reading', '氏名の振り仮名らしい未知の欄がある新しい配置', { behaviour: { layout: 'with-reading' } }),
  sample('two-steps', '答えを2回に分けて渡すカード', { behaviour: { answers: 'get-response' } }),
  sample('exact-length', '読む長さをぴったり求めるカード', { behaviour: { answers: 'exact-length' } }),
  sample('falls-off', '読みとり中に1度はなれるカード', { behaviour: { removeAfterCommands: 5 } }),
  sample('slow', '置き方が悪く、答えが遅いカード', { behaviour: { slow: 5 } }),
  sample('broken-file', '4情報のファイルがこわれているカード', {
    behaviour: { basicFourFile: 'FF206EDF2108000E003B0062006DDF222AEFBC' },
  }),
  sample('blank', '何も入っていない非接触カード', { behaviour: { blank: true } }),
  sample('transit', '交通系カード（FeliCa）', { behaviour: { transit: true } }),
  sample('android-phone', 'スマホ用電子証明書（Android）', { behaviour: { phone: 'android' } }),
  sample('iphone', 'スマホ用電子証明書（iPhone）', { behaviour: { phone: 'iphone' } }),
  sample('resident-card', '住基カード（2015年までのカード）', { behaviour: { residentCard: true } }),
];

import type { LaterShell } from './shell.ts';

/** Easy Japanese (やさしい日本語), as in `ja-easy.ts`. */
export const laterJaEasy: LaterShell = {
  'card.use-printed': 'カードに{書|か}いてある{数字|すうじ}を{使|つか}う',
  'card.use-printed.text':
    '{暗証番号|あんしょうばんごう}がわからなくてもいいです。カードに{書|か}いてある{生|う}まれた{日|ひ}と4つの{数字|すうじ}を{使|つか}います。',
  'card.read': '{読|よ}む',
  'card.use-pin': '{暗証番号|あんしょうばんごう}を{使|つか}う',
  'card.printed.birth.title': 'カードに{書|か}いてある「{生|う}まれた{日|ひ}」を{入|い}れてください',
  'card.printed.birth.text': 'カードを{見|み}て、{同|おな}じ{数字|すうじ}を{入|い}れてください。',
  'card.printed.birth': '{生|う}まれた{日|ひ}',
  'card.printed.code.title': '4つの{数字|すうじ}（セキュリティコード）を{入|い}れてください',
  'card.printed.code.text':
    'カードに「セキュリティコード」と{書|か}いてあります。その{隣|となり}の4つの{数字|すうじ}です。',
  'card.printed.code': 'セキュリティコード',
  'card.printed.expiry': 'カードを{使|つか}うことができる{最後|さいご}の{年|とし}',
  'card.printed.expiry.of': '{{year}}{年|ねん}',
  'card.printed.expiry.choose': 'カードに{書|か}いてある、{最後|さいご}の{年|とし}',
  'card.printed.wrong': 'カードに{書|か}いてあることと{違|ちが}います',
  'card.printed.last-try.text':
    '{次|つぎ}も{違|ちが}うと、カードを{読|よ}むことができなくなります。わからないときは、カードを{使|つか}わないで{続|つづ}けてください。',
  'card.printed.locked.title': '{今|いま}、この{方法|ほうほう}は{使|つか}えません',
  'card.printed.locked.text':
    '10{回|かい}{違|ちが}ったからです。{手続|てつづ}きは{続|つづ}けることができます。カードの{人|ひと}は、{窓口|まどぐち}でなおすことができます。',

  // Order of desks, fees, enough for today
  'session.now':
    '{今|いま}は「{{session}}」の{時間|じかん}です。「{平日|へいじつ}の{窓口|まどぐち}で」と{書|か}いてあるものは、{今日|きょう}は{準備|じゅんび}だけします。{月曜日|げつようび}から{金曜日|きんようび}に{受|う}け{付|つ}けます。',
  'session.weekdays': '{平日|へいじつ}の{窓口|まどぐち}で（{月曜日|げつようび}から{金曜日|きんようび}）',
  'order.title': '{窓口|まどぐち}の{順番|じゅんばん}',
  'order.lead': '{窓口|まどぐち}がいくつかあるときは、この{順番|じゅんばん}で{行|い}ってください。',
  'fees.title': 'かかるお{金|かね}',
  'fees.lead': '1つのお{金|かね}です。',
  'early.action': '{今日|きょう}はここまで',
  'early.title': '{今日|きょう}は、ここで{終|お}わりますか',
  'early.text':
    'いままでの{答|こた}えは、なくなりません。{残|のこ}りの{手続|てつづ}きを、{日|ひ}の{順番|じゅんばん}に{書|か}いた{紙|かみ}をわたします。{次|つぎ}に{来|き}たときは、その{紙|かみ}を{見|み}せてください。',
  'early.confirm': '{今日|きょう}は、ここで{終|お}わる',
  'early.sheet':
    '{今日|きょう}は、ここで{終|お}わりました。{残|のこ}りの{手続|てつづ}きを、{日|ひ}の{早|はや}い{順番|じゅんばん}に{書|か}いています。{次|つぎ}に{来|き}たときは、この{番号|ばんごう}を{見|み}せてください。',

  'ways.title': 'カードがなくても{続|つづ}けることができます',
  'ways.lead': '{一|ひと}つ{選|えら}んでください。',
  'ways.self': '{自分|じぶん}で{答|こた}える',
  'ways.self.text': '{名前|なまえ}や{住所|じゅうしょ}を{入|い}れます。',
  'ways.document': '{市役所|しやくしょ}の{人|ひと}に{紙|かみ}やカードを{見|み}せる',
  'ways.document.text':
    '{在留|ざいりゅう}カードや{運転免許証|うんてんめんきょしょう}などです。{番号|ばんごう}は{残|のこ}しません。',
  'ways.staff': '{市役所|しやくしょ}の{人|ひと}に{入|い}れてもらう',
  'ways.staff.text': '{市役所|しやくしょ}の{人|ひと}が{来|き}て、いっしょに{入|い}れます。',
  'ways.card': 'カードを{使|つか}う',

  'staff.called.document':
    '{市役所|しやくしょ}の{人|ひと}に、{持|も}っているものを{見|み}せてください。あなたの{答|こた}えは{消|き}えません。',
  'booking.title': '{予約|よやく}の{番号|ばんごう}を{入|い}れてください',
  'booking.open': '{予約|よやく}を{開|ひら}く',
  'booking.not-found': 'この{番号|ばんごう}の{予約|よやく}はありません',
  'booking.gone': '{今|いま}、{開|ひら}くことができません',
  'staff.only': '{市役所|しやくしょ}の{人|ひと}が{使|つか}う',
  'staff.code.title': '{市役所|しやくしょ}の{人|ひと}の{番号|ばんごう}を{入|い}れてください',
  'staff.code.enter': '{開|ひら}く',
  'staff.code.wrong': '{番号|ばんごう}が{違|ちが}います',
  'staff.code.later': '{違|ちが}う{番号|ばんごう}が{多|おお}いです。5{分|ふん}くらい{開|ひら}けません',
  'staff.code.gone': '{今|いま}、{番号|ばんごう}を{調|しら}べることができません',
  'staff.writes': '{市役所|しやくしょ}の{人|ひと}が{入|い}れています',
  'staff.writes.end': '{市役所|しやくしょ}の{人|ひと}が{入|い}れるのを{終|お}わる',
  'staff.wrote':
    'この{答|こた}えは、{市役所|しやくしょ}の{人|ひと}が{入|い}れました。{違|ちが}うときは、{市役所|しやくしょ}の{人|ひと}に{言|い}ってください。',

  'household.asking': '{家族|かぞく}のことを{調|しら}べています。{待|ま}たないで{続|つづ}けていいです。',
  'household.found':
    '{市役所|しやくしょ}の{記録|きろく}から{入|い}れました。{違|ちが}うときは、{下|した}のボタンを{押|お}してください。',
  'household.late':
    '{調|しら}べるのに{時間|じかん}がかかっています。{待|ま}たないで{続|つづ}けていいです。あなたの{答|こた}えは{変|か}わりません。',
  'household.not-found':
    '{記録|きろく}がありませんでした。いっしょに{手続|てつづ}きをする{人|ひと}を{入|い}れてください。',
  'household.refused':
    '{記録|きろく}を{見|み}ることができませんでした。いっしょに{手続|てつづ}きをする{人|ひと}を{入|い}れてください。',
  'household.unavailable':
    '{今|いま}、{記録|きろく}を{見|み}ることができません。いっしょに{手続|てつづ}きをする{人|ひと}を{入|い}れてください。',
  'household.differs': '{違|ちが}うところがあるとき',
  'household.missing': 'いない{人|ひと}がいる（{足|た}りない）',
  'household.too-many': '{知|し}らない{人|ひと}がいる（{多|おお}い）',

  'demo.special': '{特別|とくべつ}なカードを{試|ため}す',
  'demo.front': '{見本|みほん}のカードに{書|か}いてあること',
  'demo.front.birth': '{生|う}まれた{日|ひ} {{date}}',
  'demo.front.expiry': '{{date}}まで{使|つか}える',
  'demo.front.code': 'セキュリティコード {{code}}',
  'demo.kind.usual': 'ふつうのカード',
  'demo.kind.old-address': '{住所|じゅうしょ}が{前|まえ}のまま',
  'demo.kind.long-texts': '{名前|なまえ}も{住所|じゅうしょ}もとても{長|なが}い',
  'demo.kind.variant-characters': 'めずらしい{漢字|かんじ}',
  'demo.kind.lacking-characters': 'とてもめずらしい{漢字|かんじ}',
  'demo.kind.combining-marks': 'めずらしいかな、{小|ちい}さいかな',
  'demo.kind.alphabet': '{外国人|がいこくじん}、{大|おお}きいローマ{字|じ}',
  'demo.kind.alphabet-alias': '{外国人|がいこくじん}、{通称|つうしょう}がある',
  'demo.kind.half-width-alphabet': '{外国人|がいこくじん}、{小|ちい}さいローマ{字|じ}',
  'demo.kind.mononym': '{名前|なまえ}が{一|ひと}つだけ',
  'demo.kind.other-sex': '{性別|せいべつ}が「その{他|た}」',
  'demo.kind.unknown-birth-day': '{生|う}まれた{月|つき}と{日|ひ}がわからない',
  'demo.kind.pins-differ': '{暗証番号|あんしょうばんごう}がいくつもある',
  'demo.kind.child': '{子|こ}どものカード',
  'demo.kind.pinless': '{暗証番号|あんしょうばんごう}がないカード',
  'demo.kind.locked': '{暗証番号|あんしょうばんごう}が{使|つか}えない',
  'demo.kind.last-try': 'あと1{回|かい}だけ',
  'demo.kind.register-pin-locked': '{窓口|まどぐち}の{暗証番号|あんしょうばんごう}だけが{使|つか}えない',
  'demo.kind.expired': '{古|ふる}くて{使|つか}えない',
  'demo.kind.certificates-expired': '{電子証明書|でんししょうめいしょ}だけが{古|ふる}い',
  'demo.kind.with-reading': '{新|あたら}しい{形|かたち}のカード',
  'demo.kind.falls-off': '{読|よ}んでいるときに{離|はな}れる',
  'demo.kind.slow': '{遅|おそ}い',
  'demo.kind.broken-file': 'こわれている',
  'demo.kind.blank': '{何|なに}も{入|はい}っていない',
  'demo.kind.transit': '{電車|でんしゃ}やバスのカード',
  'demo.kind.android-phone': 'スマートフォン（Android）',
  'demo.kind.iphone': 'スマートフォン（iPhone）',
  'demo.kind.resident-card': '{住民基本台帳|じゅうみんきほんだいちょう}カード',

  // An address by taps
  'address.kana-row': '{{kana}}の {行|ぎょう}',
  'address.by-postcode': '{郵便番号|ゆうびんばんごう}で さがす',
  'address.postcode': '{郵便番号|ゆうびんばんごう}',
  'address.postcode-none':
    'この {郵便番号|ゆうびんばんごう}の {町|まち}は ありません。「あ」「か」「さ」から えらぶか、{自分|じぶん}で {入|い}れて ください。',
  'address.which-town': '{町|まち}を えらんで ください',
  'address.which-chome': '{何丁目|なんちょうめ}ですか',
  'address.chome': '{{number}}{丁目|ちょうめ}',
  'address.chome-number': '{丁目|ちょうめ}',
  'address.ban': '{番|ばん}',
  'address.go': '{号|ごう}（あるとき）',
  'address.banchi': '{番地|ばんち}',
  'address.after-banchi': '{次|つぎ}の {数字|すうじ}（あるとき）',
  'address.other-town': '{町|まち}を えらびなおす',
  'address.type-it': '{自分|じぶん}で {入|い}れる',
  'address.choose-it': '{町|まち}の {名前|なまえ}から えらぶ',

  // Kana by taps
  'kana.pad': 'カタカナ',
  'kana.small': '{小|ちい}さい {字|じ}・「゛」「゜」',
  'kana.space': 'あける',

  // Who may file
  'filing.here': 'あなたが {出|だ}せます',
  'filing.with-letter': 'あなたが {出|だ}すときは、{委任状|いにんじょう}が {必要|ひつよう}です',
  'filing.not-by-agent': '{本人|ほんにん}が {出|だ}します。ほかの {人|ひと}は {出|だ}せません',
  'filing.to-be-checked': 'あなたが {出|だ}せるか、{職員|しょくいん}が {見|み}ます',
  'filing.for': '{{people}}：{{said}}',

  // On paper
  'prepared.qr.part': '{{page}}つめ（ぜんぶで {{pages}}つ）',
  'prepared.qr.before': '{前|まえ}の コード',
  'prepared.qr.after': '{次|つぎ}の コード',
  'paper.preview': '{印刷|いんさつ}するものを {見|み}る',
  'paper.guidance': '{手続|てつづ}き{案内書|あんないしょ}',
  'paper.letters': '{委任状|いにんじょう}（{本人|ほんにん}が {名前|なまえ}を {書|か}く {紙|かみ}）',
  'paper.copies': 'あなたが {持|も}って {帰|かえ}る {紙|かみ}',
  'paper.desk': '{窓口|まどぐち}に {出|だ}す {紙|かみ}',
  'paper.count_other': 'ぜんぶで {{count}}{枚|まい}です。ぜんぶ {持|も}って {行|い}ってください。',
  'paper.taken': 'ぜんぶ {取|と}りました',
  'paper.nothing-came': '{紙|かみ}が {出|で}ません',
  'paper.other-way':
    '{番号|ばんごう}を {職員|しょくいん}に {言|い}ってください。{紙|かみ}が なくても、{手続|てつづ}きは できます。スマートフォンでも {見|み}ることができます。',
  'guidance.no-day': '{日|ひ}が {決|き}まっていないもの',
  'guidance.elsewhere': '{市役所|しやくしょ}ではない ところで するもの',
  'guidance.contact': 'わからないとき',
};

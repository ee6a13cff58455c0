import type { Clock, Content, Part, Procedure } from '../../../content/index.ts';
import { formsOf, textKey } from '../../../content/index.ts';
import { procedureSentences, type Sayer } from './procedure-sentences.ts';

/** One thing of the content, told line by line in a clerk's words. */
export interface ThingInWords {
  /** A heading that stays the same from version to version. */
  name: string;
  lines: string[];
}

/** Everything of a content version that a clerk answers for, in Japanese: what is compared when versions are. */
export function inWords(content: Content, say: Sayer): Map<string, ThingInWords> {
  return new Map([
    ...content.events.map((event): [string, ThingInWords] => [
      `event ${event.id}`,
      {
        name: `用件「${say.words(textKey('event', event.id, 'name'))}」`,
        lines: event.parts.flatMap((part) => partInWords(part, say)),
      },
    ]),
    ...content.procedures.map((procedure): [string, ThingInWords] => [
      `procedure ${procedure.id}`,
      {
        name: `手続き「${say.words(textKey('procedure', procedure.id, 'name'))}」（${procedure.id}）`,
        lines: procedureInWords(procedure, say),
      },
    ]),
    ...content.forms.map((form): [string, ThingInWords] => [
      `form ${form.id}`,
      {
        name: `様式「${say.words(textKey('form', form.id, 'title'))}」`,
        lines: form.boxes.map((box) => `欄：${say.words(textKey('form', form.id, 'boxes', box.id))}`),
      },
    ]),
    ...Object.entries(content.rates).map(([id, rate]): [string, ThingInWords] => [
      `rate ${id}`,
      {
        name: `金額・割合「${say.words(textKey('rate', id, 'label'))}」`,
        lines: rate.rows.map(
          ({ from, until, value }) => `${from}から${until ?? '先'}まで：${amount(value, rate.unit)}`,
        ),
      },
    ]),
  ]);
}

function partInWords(part: Part, say: Sayer): string[] {
  if (part.kind === 'screen') return [];
  if (part.kind === 'stop') return [`ここで止まる：${say.condition(part.when)}`];
  return part.questions.map((question) => {
    const own = textKey('question', question.id, 'text');
    const asked = say.words(own);
    const words = asked === own ? say.words(textKey('fact', question.facts[0] ?? '', 'question')) : asked;
    const under = [part.when, question.where].flatMap((when) => (when ? [say.condition(when)] : []));
    return `質問：${words}${under.length > 0 ? `（${under.join('、かつ')}とき）` : ''}`;
  });
}

const units = { yen: '円', years: '年', days: '日', count: '', 'yes-no': '' } as const;

const amount = (value: number | boolean, unit: keyof typeof units) =>
  typeof value === 'boolean' ? (value ? 'はい' : 'いいえ') : `${value}${units[unit]}`;

function procedureInWords(procedure: Procedure, say: Sayer): string[] {
  const { id, fee } = procedure;
  const text = (...path: string[]) => say.words(textKey('procedure', id, ...path));
  const rate = typeof fee === 'object' ? fee.rate : undefined;
  return [
    `用件：${procedure.events.map((event) => say.words(textKey('event', event, 'name'))).join('、')}`,
    ...procedureSentences(procedure, say).flatMap(({ about, sentences }) => sentences.map((one) => `${about}：${one}`)),
    ...procedure.clocks.map((clock) => `期限：${text('deadline', clock.id)}（${clockInWords(clock, say)}）`),
    ...procedure.bring.map(({ document }) => `持ち物：${say.words(textKey('document', document, 'name'))}`),
    `手数料：${rate === undefined ? (fee === 'free' ? '無料' : '内容によって違う') : say.words(textKey('rate', rate, 'label'))}`,
    `窓口：${say.words(textKey('desk', procedure.desk, 'name'))}`,
    `様式：${
      formsOf(procedure)
        .map(({ form }) => say.words(textKey('form', form, 'title')))
        .join('、') || 'なし'
    }`,
    `ここでの終わり方：${ends[procedure.end]}`,
    ...procedure.notes.map((note) => `お知らせ：${text('notes', note.id)}`),
    ...procedure.law.map(({ article }) => `きまり：${article}`),
    ...procedure.after.map((other) => `先にすること：${say.words(textKey('procedure', other, 'name'))}`),
  ];
}

function clockInWords({ after, days, months, years, firstDay, closed }: Clock, say: Sayer): string {
  const from = after.map((fact) => say.words(textKey('fact', fact, 'label'))).join('か');
  const length = [years && `${years}年`, months && `${months}か月`, days !== undefined && `${days}日`].filter(Boolean);
  return `${from}${firstDay === 'same-day' ? '当日' : 'の次の日'}から${length.join('と')}、最後の日が閉庁日なら${closedDays[closed]}`;
}

const closedDays: Record<Clock['closed'], string> = {
  'next-open-day': '次の開庁日',
  'last-open-day-before': 'その前の開庁日',
  stands: 'その日のまま',
};

const ends: Record<Procedure['end'], string> = {
  filed: '受け付けまで終わる',
  'prepared-for-signature': '署名すれば出せる書類ができる',
  'handed-over': '窓口で職員が行う',
  'notice-only': '知らせるだけ',
  'another-office': 'ほかの機関で行う',
};

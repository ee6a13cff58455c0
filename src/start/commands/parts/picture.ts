import type { Condition } from '../../../conditions/index.ts';
import type { Content, LifeEvent, Part, Question } from '../../../content/index.ts';
import type { Sayer } from './procedure-sentences.ts';
import { linesOf } from './text-lines.ts';

/** One line of the picture, with how it looks. */
interface Line {
  text: string;
  look: 'title' | 'plain' | 'other' | 'condition';
  /** Below a question, a little to the right. */
  below?: boolean;
}

/** A card of the picture: a screen, a group of questions, or a stop. */
interface Card {
  kind: Part['kind'];
  lines: Line[];
}

const screens = {
  purpose: '利用目的のお知らせ / purpose of use',
  cards: 'マイナンバーカードをかざす / touching cards',
  household: 'いっしょに住む方 / the household',
  results: '必要な手続き / what applies',
  details: '残りの質問（書類に要るもの） / what the papers still need',
  check: '内容の確認 / checking',
  prepared: '準備ができました（番号） / prepared',
} as const;

const sizes = { title: 20, plain: 16, other: 14, condition: 14 };
const colours = { title: '#111', plain: '#111', other: '#555', condition: '#00408a' };
const frames = {
  screen: { fill: '#f2f2f2', line: '#757575' },
  group: { fill: '#fff', line: '#0a56b0' },
  stop: { fill: '#fff2ee', line: '#b52b0e' },
};
const width = 960;
const inset = 20;
const gap = 28;

/** The way through a life event as an SVG: from top to bottom, in the order in which it is asked; a condition only skips. */
export function picture(event: LifeEvent, content: Content, ja: Sayer, en: Sayer): string {
  const cards: Card[] = event.parts.map((part) => cardOf(part, content, ja, en));
  const shapes: string[] = [];
  let y = 20;
  const heading: Line[] = [
    { text: both(ja, en, `event.${event.id}.name`), look: 'title' },
    { text: `${content.municipality.name} ${content.version.label}`, look: 'other' },
  ];
  y = drawn(heading, 20, y, shapes) + 12;
  cards.forEach((card, index) => {
    const text: string[] = [];
    const end = drawn(card.lines, 20 + inset, y + 10, text) + 8;
    const { fill, line } = frames[card.kind];
    shapes.push(
      `<rect x="20" y="${y}" width="${width - 40}" height="${end - y}" rx="${card.kind === 'screen' ? 22 : 8}" fill="${fill}" stroke="${line}" stroke-width="2"/>`,
      ...text,
    );
    if (index < cards.length - 1)
      shapes.push(
        `<path d="M${width / 2} ${end + 3}v${gap - 10}m-6 -8l6 8l6 -8" fill="none" stroke="#555" stroke-width="2"/>`,
      );
    y = end + gap;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" font-family="'BIZ UDPGothic', 'Yu Gothic', Meiryo, 'Noto Sans JP', sans-serif">`,
    `<title>${escaped(both(ja, en, `event.${event.id}.name`))}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
}

/** Draws lines below each other; gives the place below the last. */
function drawn(lines: readonly Line[], x: number, top: number, into: string[]): number {
  let y = top;
  for (const [index, { text, look, below }] of lines.entries()) {
    const size = sizes[look];
    const left = x + (below ? 20 : 0);
    if (index > 0 && look === 'plain') y += 8;
    for (const line of linesOf(text, (width - x - left) / size)) {
      y += Math.round(size * 1.4);
      into.push(
        `<text x="${left}" y="${y - Math.round(size * 0.3)}" font-size="${size}" fill="${colours[look]}"${look === 'title' ? ' font-weight="bold"' : ''}>${escaped(line)}</text>`,
      );
    }
  }
  return y;
}

function cardOf(part: Part, content: Content, ja: Sayer, en: Sayer): Card {
  if (part.kind === 'screen') return { kind: 'screen', lines: [{ text: screens[part.id], look: 'plain' }] };
  const conditions = (condition: Condition | undefined, below = false): Line[] =>
    condition === undefined
      ? []
      : [`条件：${ja.condition(condition)}`, `Only when ${en.condition(condition)}`].map((text) => ({
          text,
          look: 'condition',
          below,
        }));
  if (part.kind === 'stop') {
    const to = part.to === 'staff' ? '職員へ / to staff' : '出なおし / come back';
    return {
      kind: 'stop',
      lines: [
        { text: `ここで終わる：${both(ja, en, `stop.${part.id}.title`)}（${to}）`, look: 'plain' },
        ...conditions(part.when),
      ],
    };
  }
  return {
    kind: 'group',
    lines: [
      { text: both(ja, en, `group.${part.id}.title`), look: 'title' },
      ...conditions(part.when),
      ...part.questions.flatMap((question) => {
        const relevant =
          question.facts.length === 1
            ? content.facts.find((fact) => fact.id === question.facts[0])?.relevant
            : undefined;
        const same = JSON.stringify(relevant) === JSON.stringify(question.where);
        return [
          ...questionLines(question, content, ja, en),
          ...conditions(question.where, true),
          ...(same ? [] : conditions(relevant, true)),
        ];
      }),
    ],
  };
}

function questionLines(question: Question, content: Content, ja: Sayer, en: Sayer): Line[] {
  const facts = content.facts.filter((fact) => question.facts.includes(fact.id));
  const answers =
    facts.length > 1
      ? facts.map((fact) => `fact.${fact.id}.label`)
      : (facts[0]?.options ?? []).map((option) => `fact.${facts[0]?.id ?? ''}.options.${option}`);
  const set = question.each ?? question.over;
  const whom =
    set === undefined
      ? ''
      : question.over === undefined
        ? `（${ja.words(`people.${set}.label`)}：ひとりずつ）`
        : `（${ja.words(`people.${set}.label`)}：当てはまる方に印）`;
  const other = questionText(question, en);
  return [
    { text: `● ${questionText(question, ja)}${whom}`, look: 'plain' },
    ...(other === questionText(question, ja) ? [] : [{ text: other, look: 'other' as const, below: true }]),
    ...(answers.length > 0
      ? [{ text: answers.map((key) => ja.words(key)).join(' ｜ '), look: 'other' as const, below: true }]
      : []),
  ];
}

/** The words of a question, with what is filled in shown as a blank or by its name. */
function questionText(question: Question, say: Sayer): string {
  const own = `question.${question.id}.text`;
  const text = say.words(own);
  const words = text === own ? say.words(`fact.${question.facts[0] ?? ''}.question`) : text;
  return words
    .replaceAll('{name}', '○○')
    .replaceAll(/\{role:([a-z0-9-]+)\}/g, (_, role: string) => say.words(`fact.${role}.label`));
}

function both(ja: Sayer, en: Sayer, key: string): string {
  const [one, other] = [ja.words(key), en.words(key)];
  return one === other ? one : `${one} / ${other}`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

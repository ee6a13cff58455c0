import { parseArgs } from 'node:util';
import { ageOn, isDate, todayInTokyo } from '../../basics/index.ts';
import { CASE_SUBJECT } from '../../case/index.ts';
import type { KnownValue } from '../../conditions/index.ts';
import { compileContent, suggestion } from '../../content/authoring.ts';
import { type Content, textKey } from '../../content/index.ts';
import { type DecisionRow, decisionTable } from '../../engine/index.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { type Sayer, sayers } from './parts/procedure-sentences.ts';

/**
 * `npm run flows:table -- ID [--event moving-in] [--people 2]`: when a procedure applies, as a table in Markdown that a
 * clerk goes through and signs.
 */
export const command: Command = (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      flows: { type: 'string' },
      municipality: { type: 'string' },
      event: { type: 'string' },
      people: { type: 'string' },
      today: { type: 'string' },
    },
  });
  const { content, texts } = compileContent(
    readFlows(values.flows ?? flowsFolder),
    values.municipality ?? defaultMunicipality,
    hash,
  );
  const say = sayers(texts).ja;
  const [id = ''] = positionals;
  const procedure = content.procedures.find((one) => one.id === id);
  if (!procedure) {
    complain(
      `There is no procedure "${id}". ${suggestion(
        id,
        content.procedures.map((one) => one.id),
      )}`,
    );
    return 2;
  }
  const events = values.event === undefined ? procedure.events : [values.event];
  const wrong = events.find((event) => !procedure.events.includes(event));
  if (wrong !== undefined) {
    complain(`${id} does not come up in "${wrong}". It comes up in: ${procedure.events.join(', ')}.`);
    return 2;
  }
  const people = Number(values.people ?? 1);
  if (!Number.isInteger(people) || people < 1 || people > 3) {
    complain(`"--people ${values.people ?? ''}" is no number of people from 1 to 3.`);
    return 2;
  }
  const today = values.today ?? todayInTokyo(new Date());
  print(`# ${say.words(`procedure.${id}.name`)} (${id})`);
  print('');
  print(`${content.municipality.name}　${content.version.label}　${today}`);
  for (const event of events) {
    const { rows, cut, undecisive } = decisionTable(content, procedure, event, today, people);
    const columns = [...new Map(rows.flatMap((row) => row.facts.map((fact) => [keyOf(fact), fact]))).values()];
    print('');
    print(`## ${say.words(`event.${event}.name`)}`);
    print('');
    const heads = columns.map((column) => labelOf(column, people, say));
    print(`| 番号 | ${[...heads, '判定', '確認'].join(' | ')} |`);
    print(`|${' --- |'.repeat(columns.length + 3)}`);
    for (const [index, row] of rows.entries()) {
      const cells = columns.map((column) => {
        const fact = row.facts.find((one) => keyOf(one) === keyOf(column));
        return fact ? cellOf(fact, rows, today, content, say) : '—';
      });
      print(`| ${index + 1} | ${[...cells, standings[row.standing], '　'].join(' | ')} |`);
    }
    if (undecisive.length > 0) {
      const named = undecisive.map((fact) => say.words(textKey('fact', fact, 'label'))).join('、');
      const more = people < 3 ? `家族がもっといれば決め手になることがあります（--people ${people + 1}）。` : '';
      print(`\n${people}人のときは決め手にならないもの：${named}。${more}`);
    }
    if (cut) print('\n組み合わせが多いため、一部だけを示しています。');
  }
  return 0;
};

const standings: Record<DecisionRow['standing'], string> = {
  applies: '必要',
  'may-apply': 'まだわからない',
  'does-not-apply': '不要',
};

const keyOf = ({ subject, fact }: DecisionRow['facts'][number]) => `${subject}/${fact}`;

function labelOf({ subject, fact }: DecisionRow['facts'][number], people: number, say: Sayer): string {
  const label = say.words(textKey('fact', fact, 'label'));
  return subject === CASE_SUBJECT || people === 1
    ? label
    : `${label}（${subject === 'p1' ? '来られた方' : `${subject.slice(1)}人目`}）`;
}

/** Days and numbers as stretches from the lowest to the highest that was tried; birth dates with the age on that day. */
function cellOf(
  { fact, values }: DecisionRow['facts'][number],
  rows: readonly DecisionRow[],
  today: string,
  content: Content,
  say: Sayer,
): string {
  const ordered = values.filter((value) => isDate(value) || typeof value === 'number');
  if (ordered.length < values.length) return values.map((value) => wordOf(fact, value, content, say)).join('、');
  const tried = [...new Set(rows.flatMap((row) => row.facts.flatMap((one) => (one.fact === fact ? one.values : []))))];
  const scale = tried.toSorted((a, b) => (a < b ? -1 : 1));
  const word = (value: KnownValue) =>
    fact === 'birth-date' ? `${ageOn(String(value), today)}歳（${String(value)}）` : String(value);
  const stretches: KnownValue[][] = [];
  for (const [place, value] of scale.entries()) {
    if (!values.includes(value)) continue;
    const last = stretches.at(-1);
    if (last && last.at(-1) === scale[place - 1]) last.push(value);
    else stretches.push([value]);
  }
  return stretches
    .map((stretch) => [stretch[0], ...stretch.slice(-1)])
    .map(([first, last]) => [...new Set([first, last])].map((value) => word(value ?? '')).join('〜'))
    .join('、');
}

function wordOf(id: string, value: KnownValue, content: Content, say: Sayer): string {
  const fact = content.facts.find((one) => one.id === id);
  if (typeof value === 'object')
    return value.length === 0 ? 'なし' : value.map((one) => wordOf(id, one, content, say)).join('と');
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  if (fact?.options?.includes(String(value))) return say.words(textKey('fact', id, 'options', String(value)));
  return fact?.type === 'person' || fact?.type === 'people'
    ? value === 'p1'
      ? '来られた方'
      : `${String(value).slice(1)}人目`
    : String(value);
}

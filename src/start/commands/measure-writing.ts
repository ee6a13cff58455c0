import { parseArgs } from 'node:util';
import { FALSE } from '../../conditions/index.ts';
import { type Compiled, compileContent, printProblem, type Problem, type SourceText } from '../../content/authoring.ts';
import { type FactType, textIn } from '../../content/index.ts';
import { compile, Course } from '../../engine/index.ts';
import {
  type Application,
  applications,
  boxesBySource,
  type FilledBox,
  papersOf,
  type PaperWords,
  paperWords,
  valueOnPaper,
} from '../../paperwork/index.ts';
import { effortOf, run, type Run, type RunOptions, type ScenarioInput } from '../../scenario/index.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { checkVisit, readVisit } from './parts/visit-file.ts';

/** What one visit, or many together, took and saved. All figures are counts. */
interface Writing {
  visits: number;
  /** Visits that end early: back another day, or on to staff. */
  stopped: number;
  /** 様式 that nobody fills by hand. */
  forms: number;
  /** Of them those in which a box that must be filled is still empty. */
  formsOpen: number;
  boxes: number;
  bySource: Record<FilledBox['source'], number>;
  /** Of the boxes that the resident filled, those with letters or digits that were typed or keyed. */
  boxesTyped: number;
  /** Of the missing boxes those that must be filled; the others the office can add. */
  missingNeeded: number;
  questions: {
    put: number;
    /** All that the event could ask these people, with nothing skipped. */
    possible: number;
    /** Put besides, because a form wants what no question of the event asks. */
    details: number;
  };
  /** The same forms on paper: what a hand would write. */
  paper: {
    boxes: number;
    /** Characters of all that is written, and a mark for each box that is ticked. */
    characters: number;
    /** How often somebody’s name is written, with its reading. */
    names: number;
  };
  /** Presses on answers and on Next of a question. */
  taps: number;
  /** Presses on Next of a screen that asks nothing. */
  otherTaps: number;
  typed: number;
  /** Of what is typed, the telephone number. */
  typedPhone: number;
  /** Of the cards' PINs; besides `typed`. */
  pinDigits: number;
}

interface Variant extends RunOptions {
  name: string;
}

const variants: Variant[] = [
  { name: 'as told', certificate: true, cards: true },
  { name: 'no certificate', certificate: false, cards: true },
  { name: 'no cards', certificate: true, cards: false },
  { name: 'neither', certificate: false, cards: false },
];

interface Measured {
  example: string;
  title: string | undefined;
  events: string[];
  /** Only the variants that differ for this example. */
  variants: string[];
  writing: Record<string, Writing>;
}

/**
 * `npm run measure:writing`: lives through every example, with and without 転出証明書情報 and cards, and prints what the
 * resident wrote and tapped, and where the content of the forms came from. `--json` prints the same as JSON.
 */
export const command: Command = (args, voice) => {
  const print = (line: string) => voice.print(line);
  const { values } = parseArgs({
    args: [...args],
    options: { flows: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const { measured, problems } = measureExamples(readFlows(values.flows ?? flowsFolder));
  for (const problem of problems) voice.complain(printProblem(problem));
  const totals = Object.fromEntries(
    variants.map(({ name }) => [name, sum(measured.flatMap(({ writing }) => writing[name] ?? []))]),
  );
  if (values.json) print(JSON.stringify({ variants, examples: measured, totals }, null, 2));
  else {
    table(
      measured.flatMap(({ example, variants: differing, writing }) =>
        differing.map((name, index) => ({ name: index === 0 ? example : `  ${name}`, writing: writing[name] })),
      ),
      print,
    );
    print('');
    table(
      variants.map(({ name }) => ({ name: `all: ${name}`, writing: totals[name] })),
      print,
    );
    print('');
    for (const { name } of variants) sentences(name, totals[name], print);
    print('');
    for (const line of legend) print(line);
    print('');
    for (const line of againstPaper(measured)) print(line);
  }
  return problems.length > 0 ? 1 : 0;
};

function measureExamples(sources: readonly SourceText[]): { measured: Measured[]; problems: Problem[] } {
  const courses = new Map<string, Course>();
  const contents = new Map<string, Compiled>();
  const measured: Measured[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    if (!/(^|\/)examples\/.*\.yaml$/.test(source.path)) continue;
    const file = readVisit(source);
    problems.push(...file.problems);
    if (!file.input) continue;
    const { input } = file;
    const municipality = input.municipality ?? defaultMunicipality;
    const compiled = contents.get(municipality) ?? compileContent(sources, municipality, hash);
    contents.set(municipality, compiled);
    const { content } = compiled;
    const found = checkVisit(file, input, { content });
    problems.push(...found);
    if (found.length > 0) continue;
    const key = [municipality, ...input.events].join(' ');
    const course = courses.get(key) ?? new Course(compile(content, input.events));
    courses.set(key, course);
    const { title, events } = input;
    measured.push({
      example: source.path.replace(/^.*examples\//, '').replace(/\.yaml$/, ''),
      title,
      events,
      variants: variants.filter((variant) => differs(variant, input)).map(({ name }) => name),
      writing: Object.fromEntries(
        variants.map((variant) => [variant.name, writingOf(run(course, input, variant), input, variant, compiled)]),
      ),
    });
  }
  return { measured, problems };
}

const hasCards = (input: ScenarioInput) => Object.values(input.people).some(({ card }) => card !== undefined);
const differs = ({ certificate, cards }: Variant, input: ScenarioInput) =>
  (certificate || input.certificate !== undefined) && (cards || hasCards(input));

/** What is written letter by letter, on a keyboard or a pad; all else is chosen. */
const typedTypes: ReadonlySet<FactType> = new Set(['text', 'name', 'reading', 'address', 'phone', 'digits']);

function writingOf(lived: Run, input: ScenarioInput, { cards }: Variant, { towns, texts }: Compiled): Writing {
  const { outlook } = lived.client.visit;
  const { content } = outlook.program;
  const prepared = lived.stop === undefined ? applications(outlook) : [];
  const optional = new Set(
    content.forms.flatMap(({ id, boxes }) =>
      boxes.flatMap((box) => {
        if (box.kind === 'table')
          return box.columns.flatMap((column) =>
            'optional' in column && column.optional ? [`${id}/${box.id}.${column.id}`] : [],
          );
        return box.kind === 'fact' && box.optional ? [`${id}/${box.id}`] : [];
      }),
    ),
  );
  const papers = prepared.flatMap(papersOf);
  const needed = papers.map(
    ({ form, boxes }) =>
      boxes.filter(({ id, source }) => source === 'missing' && !optional.has(`${form}/${id}`)).length,
  );
  const details = lived.put.filter(({ step }) => step.startsWith('details.')).length;
  return {
    visits: 1,
    stopped: lived.stop === undefined ? 0 : 1,
    forms: papers.length,
    formsOpen: needed.filter((count) => count > 0).length,
    boxes: prepared.reduce((count, { boxes }) => count + boxes.length, 0),
    bySource: boxesBySource(prepared),
    boxesTyped: prepared
      .flatMap(({ boxes }) => boxes)
      .filter(
        ({ source, fact }) =>
          source === 'resident' && typedTypes.has(content.facts.find(({ id }) => id === fact)?.type ?? 'choice'),
      ).length,
    paper: byHand(prepared, paperWords(outlook, textIn(texts['ja'] ?? {}))),
    missingNeeded: needed.reduce((one, other) => one + other, 0),
    questions: { put: lived.put.length - details, possible: possibleQuestions(lived), details },
    ...effortOf(lived, towns),
    otherTaps: outlook.view.state.passed.size,
    pinDigits: cards
      ? 4 *
        Object.values(input.people).filter(
          ({ card }) => card && (card.oddity === undefined || card.oddity === 'expired'),
        ).length
      : 0,
  };
}

/** What a hand would write in the same forms on paper. Boxes of the office, signatures and empty boxes are the same there. */
function byHand(prepared: readonly Application[], words: PaperWords): Writing['paper'] {
  const written = prepared.flatMap(({ boxes }) =>
    boxes.flatMap(({ fact, value }) => (fact === undefined || value === undefined ? [] : [{ fact, value }])),
  );
  const ticked = new Set<FactType | undefined>(['boolean', 'choice', 'set']);
  const characters = written.map(({ fact, value }) =>
    ticked.has(words.fact(fact)?.type) ? 1 : Array.from(valueOnPaper(words, fact, value).replaceAll(/\s/gu, '')).length,
  );
  const names = new Set<FactType | undefined>(['name', 'reading', 'person']);
  return {
    boxes: written.length,
    characters: characters.reduce((one, other) => one + other, 0),
    names: written.filter(({ fact }) => names.has(words.fact(fact)?.type)).length,
  };
}

/** Every question of the event that a resident may be asked; one of each person counts once for each whom it may concern. */
function possibleQuestions({ client }: Run): number {
  const { program, situation } = client.visit.outlook;
  const questions = program.parts.flatMap((part) => (part.kind === 'group' ? part.questions : []));
  return questions
    .filter(({ facts }) => facts.some(({ fact }) => fact.sources.includes('resident')))
    .map(({ question, people }) => {
      if (question.each === undefined || !people) return 1;
      return situation.ids.filter((_, person) => people(situation, person, []) !== FALSE).length;
    })
    .reduce((one, other) => one + other, 0);
}

function sum(all: readonly Writing[]): Writing | undefined {
  const [first, ...rest] = all;
  return first && rest.reduce((total, one) => added(total, one), first);
}

/** Adds two of the same shape, number by number. */
function added<Shape extends object>(one: Shape, other: Shape): Shape {
  return Object.fromEntries(
    Object.entries(one).map(([key, value]: [string, unknown]) => {
      const more: unknown = Object.entries(other).find(([name]) => name === key)?.[1];
      return [
        key,
        typeof value === 'object' && value !== null ? added(value, more as object) : Number(value) + Number(more),
      ];
    }),
  ) as Shape;
}

const filling = ['card', 'certificate', 'register', 'home', 'computed', 'staff', 'resident'] as const;

const columns: { title: string; of: (writing: Writing) => string | number }[] = [
  { title: 'forms', of: ({ forms, stopped, visits }) => (stopped === visits ? 'stop' : forms) },
  { title: 'open', of: ({ formsOpen }) => formsOpen },
  { title: 'boxes', of: ({ boxes }) => boxes },
  ...filling.map((source) => ({ title: source, of: ({ bySource }: Writing) => bySource[source] })),
  { title: 'office', of: ({ bySource }) => bySource.office },
  { title: 'signature', of: ({ bySource }) => bySource.signature },
  { title: 'not needed', of: ({ bySource }) => bySource['not-needed'] },
  { title: 'missing', of: ({ bySource }) => bySource.missing },
  { title: 'needed', of: ({ missingNeeded }) => missingNeeded },
  { title: 'put', of: ({ questions }) => questions.put },
  { title: 'of', of: ({ questions }) => questions.possible },
  { title: 'details', of: ({ questions }) => questions.details },
  { title: 'taps', of: ({ taps }) => taps },
  { title: 'next', of: ({ otherTaps }) => otherTaps },
  { title: 'typed', of: ({ typed }) => typed },
  { title: 'phone', of: ({ typedPhone }) => typedPhone },
  { title: 'PINs', of: ({ pinDigits }) => pinDigits },
];

const legend = [
  'forms: prepared, nobody fills them by hand; open: of them with a box still empty that must be filled. card … resident: filled boxes by source.',
  'office: boxes that only the office fills. missing: empty boxes; needed: of them those that must be filled, the office adds the others.',
  'put, of: questions of the event that were put, and all it could ask these people. details: questions put because only a form wants them.',
  'taps: on answers, and on Next of a question. next: on Next of a screen that asks nothing. typed: characters, digits and pad keys; phone: of them',
  "the telephone number. PINs: digits of the cards' PINs, besides.",
];

function table(rows: readonly { name: string; writing: Writing | undefined }[], print: (line: string) => void): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  print([''.padEnd(width), ...columns.map(({ title }) => title.padStart(Math.max(6, title.length)))].join(' '));
  for (const { name, writing } of rows) {
    if (writing)
      print(
        [
          name.padEnd(width),
          ...columns.map(({ title, of }) => String(of(writing)).padStart(Math.max(6, title.length))),
        ].join(' '),
      );
  }
}

function sentences(name: string, writing: Writing | undefined, print: (line: string) => void): void {
  if (!writing) return;
  const { bySource, boxesTyped } = writing;
  const filled = filling.reduce((count, source) => count + bySource[source], 0);
  const asked = bySource.resident;
  const share = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
  print(
    `${name}: ${writing.visits} visits, ${writing.forms} forms not written by hand; of ${filled} filled boxes ${share(filled - asked, filled)} without asking the resident;`,
  );
  print(
    `  from a card ${share(bySource.card, filled)}, from register or certificate ${share(bySource.register + bySource.certificate, filled)}, computed ${share(bySource.computed, filled)}; tapped by the resident ${share(asked - boxesTyped, filled)}, typed ${share(boxesTyped, filled)};`,
  );
  print(
    `  ${writing.questions.put} of ${writing.questions.possible} questions put (${share(writing.questions.put, writing.questions.possible)}), ${writing.questions.details} details; a visit took ${mean(writing.taps, writing)} taps on questions and ${mean(writing.typed, writing)} typed characters, ${mean(writing.typed - writing.typedPhone, writing)} without the telephone number.`,
  );
}

const mean = (count: number, { visits }: Writing): string => (count / visits).toFixed(1);

/** Per life event, a mean for each visit, as a table in Markdown: what is written on paper, and what here. */
function againstPaper(measured: readonly Measured[]): string[] {
  const events = [...new Set(measured.flatMap(({ events: all }) => (all.length === 1 ? all : [])))];
  const rows = [...events, undefined].map((event) => {
    const all = measured.filter(({ events: own }) => event === undefined || own.join() === event);
    const visits = all.flatMap(({ writing }) => writing['as told'] ?? []).filter(({ stopped }) => stopped === 0);
    const total = sum(visits);
    if (!total) return '';
    const each = (count: number) => (count / total.visits).toFixed(1);
    const cells = [
      event ?? '**all**',
      total.visits,
      each(total.forms),
      each(total.paper.boxes),
      each(total.paper.names),
      each(total.paper.characters),
      each(total.typed),
      each(total.taps),
      each(total.bySource.signature),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| life event | visits | forms | boxes filled | names and readings on paper | characters on paper | characters typed here | taps on answers | signatures left |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.filter((row) => row !== ''),
  ];
}

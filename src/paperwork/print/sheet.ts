import { CASE_SUBJECT } from '../../case/index.ts';
import {
  type Box,
  type BoxLook,
  type Column,
  type Fact,
  type Form,
  textKey,
  withoutFurigana,
} from '../../content/index.ts';
import { LETTER } from '../application.ts';
import { type Application, type FilledBox, papersOf } from '../filled-boxes.ts';
import { yesNo } from '../value-words.ts';
import { type PaperWords, valueOnPaper } from './words-on-paper.ts';

/** A box as it is drawn: its label, what stands in it, and how much room it wants. */
export interface Cell {
  id: string;
  person?: string;
  label: string;
  kind: 'text' | 'ticks' | 'digits' | 'office' | 'signature';
  text: string;
  ticks: { word: string; chosen: boolean }[];
  /** How many squares; of `digits` alone. */
  digits: number;
  /** Width in twenty-fourths of the paper. */
  span: number;
  lines: number;
  source: FilledBox['source'];
  /** Two sources say different things. */
  differs: boolean;
  /** 署名 that was given on the screen. */
  signature?: NonNullable<FilledBox['signature']>;
}

export type Block =
  | { kind: 'heading' | 'note'; text: string }
  | { kind: 'new-page' }
  | { kind: 'cells'; cells: Cell[] }
  | { kind: 'table'; label: string; rows: { name: string; cells: Cell[] }[] };

/** One form, filled or blank, before it is laid out: the size of its paper and its boxes in order. */
export interface Sheet {
  form: string;
  title: string;
  number: string | undefined;
  /** The procedures it is for, by name: one form may serve several. */
  procedures: string[];
  size: 'a4' | 'a3';
  orientation: 'portrait' | 'landscape';
  blocks: Block[];
}

/** Rows of a table on a blank form. */
const BLANK_ROWS = 4;

/**
 * The forms of applications as they go on paper. Applications that fill one form with the same content are one sheet, with
 * all their procedures named.
 */
export function sheets(applications: readonly Application[], forms: readonly Form[], words: PaperWords): Sheet[] {
  const found = new Map<string, { form: Form; boxes: FilledBox[]; procedures: string[] }>();
  for (const application of applications)
    for (const { form: id, boxes } of papersOf(application)) {
      const form = forms.find((one) => one.id === id);
      if (!form) continue;
      const { procedure } = application;
      const key = `${id} ${JSON.stringify(boxes.map((box) => ({ ...box, form: undefined })))}`;
      const same = found.get(key);
      if (!same) found.set(key, { form, boxes, procedures: [procedure] });
      else if (!same.procedures.includes(procedure)) same.procedures.push(procedure);
    }
  return [...found.values()].map(({ form, boxes, procedures }) => sheetOf(form, boxes, procedures, words));
}

/** A form with nothing in it, for a day without power. */
export const blankSheet = (form: Form, procedures: string[], words: PaperWords): Sheet =>
  sheetOf(form, undefined, procedures, words);

function sheetOf(form: Form, boxes: FilledBox[] | undefined, procedures: string[], words: PaperWords): Sheet {
  const say = (...path: string[]) => withoutFurigana(words.japanese(textKey('form', form.id, ...path)));
  const blocks: Block[] = [];
  let cells: Cell[] = [];
  const close = () => {
    if (cells.length > 0) blocks.push({ kind: 'cells', cells });
    cells = [];
  };
  for (const box of form.boxes) {
    if (box.look?.newPage) {
      close();
      blocks.push({ kind: 'new-page' });
    }
    if (box.look?.heading !== undefined) {
      close();
      blocks.push({ kind: 'heading', text: box.look.heading });
    }
    if (box.kind === 'note') {
      close();
      blocks.push({ kind: 'note', text: say('boxes', box.id) });
    } else if (box.kind === 'table') {
      close();
      blocks.push({ kind: 'table', label: say('boxes', box.id), rows: rowsOf(box, boxes, words, say) });
    } else {
      const filled = boxes?.find(({ id }) => id === box.id);
      const fact = box.kind === 'fact' ? words.fact(box.fact) : undefined;
      const cell = cellOf(
        box.id,
        say('boxes', box.id),
        box.kind === 'procedures' || box.kind === 'by-hand' ? 'fact' : box.kind,
        box.look,
        fact,
        filled,
        words,
      );
      if (box.kind === 'by-hand') cell.source = 'not-needed';
      if (box.kind === 'procedures') cell.text = namesOf(filled?.value, words).join('、');
      cells.push(cell);
    }
  }
  close();
  return {
    form: form.id,
    title: say('title'),
    number: form.paper?.number,
    procedures: procedures.flatMap((id) => (id === LETTER ? [] : namesOf([id], words))),
    size: form.paper?.size ?? 'a4',
    orientation: form.paper?.orientation ?? 'portrait',
    blocks,
  };
}

const namesOf = (procedures: FilledBox['value'], words: PaperWords): string[] =>
  typeof procedures === 'object'
    ? procedures.map((id) => withoutFurigana(words.japanese(textKey('procedure', id, 'name'))))
    : [];

type Table = Extract<Box, { kind: 'table' }>;

function rowsOf(
  box: Table,
  boxes: FilledBox[] | undefined,
  words: PaperWords,
  say: (...path: string[]) => string,
): { name: string; cells: Cell[] }[] {
  const filled = boxes?.filter(({ id }) => id.startsWith(`${box.id}.`));
  const known = [...new Set(filled?.map(({ person }) => person))];
  // That nobody is known does not say that there is nobody: a row is left to be filled by hand.
  const blank = filled ? 1 : BLANK_ROWS;
  const people: (string | undefined)[] = known.length > 0 ? known : Array.from({ length: blank }, () => undefined);
  return people.map((person) => ({
    name: person === undefined || person === CASE_SUBJECT ? '' : words.nameOf(person),
    cells: box.columns.map((column) => {
      const id = `${box.id}.${column.id}`;
      const one = filled?.find((other) => other.id === id && other.person === person);
      return cellOf(
        id,
        say('boxes', box.id, column.id),
        kindOf(column),
        column.look,
        factOf(column, words),
        one,
        words,
      );
    }),
  }));
}

const kindOf = (column: Column) => ('office' in column ? 'office' : 'fact');
const factOf = (column: Column, words: PaperWords) => ('office' in column ? undefined : words.fact(column.fact));

function cellOf(
  id: string,
  label: string,
  kind: 'fact' | 'office' | 'signature',
  look: BoxLook = {},
  fact: Fact | undefined,
  filled: FilledBox | undefined,
  words: PaperWords,
): Cell {
  const inTable = id.includes('.');
  const as = look.as ?? (inTable ? 'text' : usualFor(fact));
  const value = filled?.value;
  const written = typeof value === 'string' ? value : '';
  const cell: Cell = {
    id,
    ...(filled?.person === undefined ? {} : { person: filled.person }),
    label,
    kind: kind === 'fact' ? as : kind === 'office' && as === 'digits' ? 'digits' : kind,
    text: value === undefined || !fact ? '' : valueOnPaper(words, fact.id, value),
    ticks: as === 'ticks' ? ticksOf(fact, value, words) : [],
    digits: as === 'digits' ? Math.max(look.digits ?? (written.length > 0 ? 1 : 12), written.length) : 0,
    span: 0,
    lines: look.lines ?? 1,
    source: filled?.source ?? (kind === 'fact' ? 'missing' : kind),
    differs: filled?.differs ?? false,
    ...(filled?.signature ? { signature: filled.signature } : {}),
  };
  // A tick for something else than the options has nowhere to go: it is written out.
  if (cell.kind === 'ticks' && cell.text !== '' && !cell.ticks.some(({ chosen }) => chosen)) cell.kind = 'text';
  cell.span = look.span ?? usualSpan(cell, fact, inTable);
  return cell;
}

function ticksOf(fact: Fact | undefined, value: FilledBox['value'], words: PaperWords): Cell['ticks'] {
  if (fact?.type === 'boolean')
    return [
      { word: yesNo.yes, chosen: value === true },
      { word: yesNo.no, chosen: value === false },
    ];
  const chosen = new Set(typeof value === 'object' ? value : [value]);
  return (fact?.options ?? []).map((option) => ({
    word: fact ? valueOnPaper(words, fact.id, fact.type === 'set' ? [option] : option) : option,
    chosen: chosen.has(option),
  }));
}

/** Forms show what there is to choose from, as long as it is not a page of it. */
function usualFor(fact: Fact | undefined): 'text' | 'ticks' {
  if (fact?.type === 'boolean' || fact?.type === 'set') return 'ticks';
  return fact?.type === 'choice' && (fact.options?.length ?? 0) <= 8 ? 'ticks' : 'text';
}

const usualSpans: Partial<Record<Fact['type'], number>> = {
  name: 12,
  reading: 12,
  address: 24,
  date: 9,
  'partial-date': 9,
  boolean: 8,
  choice: 12,
  set: 24,
  number: 4,
  phone: 8,
  digits: 8,
  person: 8,
  people: 12,
  text: 12,
};
/** In a row of a table there is less room, and more of what is short. */
const usualSpansInRow: Partial<Record<Fact['type'], number>> = {
  ...usualSpans,
  name: 6,
  reading: 6,
  date: 6,
  'partial-date': 6,
  boolean: 3,
  choice: 5,
  text: 6,
  phone: 5,
  people: 8,
  address: 12,
  digits: 6,
};

/** Wide enough for what usually stands in such a box, for its label, and for the ticks where they take one line. */
function usualSpan(cell: Cell, fact: Fact | undefined, inTable: boolean): number {
  const usual = fact ? ((inTable ? usualSpansInRow : usualSpans)[fact.type] ?? 8) : cell.kind === 'signature' ? 12 : 6;
  const label = Math.ceil((cell.label.length * 7 + 34) / 22);
  const ticks = cell.ticks.reduce((sum, { word }) => sum + word.length * 9.5 + 20, 8) / 22;
  const wanted = Math.max(usual, label, cell.kind === 'ticks' ? Math.ceil(ticks) : 0);
  return Math.min(24, wanted);
}

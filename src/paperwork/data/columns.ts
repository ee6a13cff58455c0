import type { Content, Fact, Form } from '../../content/index.ts';
import type { ApplicationRecord, ValueBox } from './record.ts';
import { boxLabel, type RecordWords, stateWords } from './words.ts';

/** One column of the CSV: its heading, and what stands below it for an application. */
export interface CsvColumn {
  heading: string;
  cell: (record: ApplicationRecord) => string;
}

/** How many people a table has room for at least, so that its columns stay where they are from file to file. */
export const USUAL_PEOPLE = 6;

const nameOf = (record: ApplicationRecord, person: string | null): string =>
  record.people.find(({ id }) => id === person)?.name ?? '';

/** Whose 宛名番号 the row carries: the subject's, of an application for all of them the applicant's. */
const holder = (record: ApplicationRecord) =>
  record.people.find(({ id }) => id === (record.subject === 'case' ? record.applicant : record.subject));

/** The columns with which every file begins. */
export const leadingColumns: readonly CsvColumn[] = [
  { heading: '受付番号', cell: ({ receipt }) => receipt },
  { heading: '手続き', cell: ({ procedure }) => procedure.name },
  {
    heading: '対象者',
    cell: (record) =>
      record.subject === 'case'
        ? record.people.flatMap(({ name, concerned }) => (concerned && name !== null ? [name] : [])).join('、')
        : nameOf(record, record.subject),
  },
  { heading: '申請者', cell: (record) => nameOf(record, record.applicant) },
  { heading: '宛名番号', cell: (record) => holder(record)?.addresseeNumber ?? '' },
  { heading: '世帯番号', cell: (record) => holder(record)?.householdNumber ?? '' },
  { heading: '状態', cell: ({ state }) => stateWords[state] },
  { heading: '届出の日', cell: ({ date }) => date },
  { heading: '手続きID', cell: ({ procedure }) => procedure.id },
  { heading: '対象者ID', cell: ({ subject }) => subject },
];

/**
 * The columns of a form, with the words of its paper: first its single boxes, then its tables, one numbered group of
 * columns a person. `people`: how many groups a table gets.
 */
export function formColumns(form: Form, content: Content, words: RecordWords, people: number): CsvColumn[] {
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  const single = form.boxes.flatMap((box): CsvColumn[] => {
    if (box.kind !== 'fact' && box.kind !== 'office') return [];
    const fact = box.kind === 'fact' ? facts.get(box.fact) : undefined;
    return valueColumns(words.ja(boxLabel(form.id, box.id)), fact, (record) => {
      const found = record.forms[form.id]?.boxes[box.id];
      return Array.isArray(found) ? undefined : found;
    });
  });
  const tables = form.boxes.flatMap((box): CsvColumn[] => {
    if (box.kind !== 'table') return [];
    const title = words.ja(boxLabel(form.id, box.id));
    return Array.from({ length: people }, (_, index): CsvColumn[] => {
      const group = `${title}${index + 1}`;
      const row = (record: ApplicationRecord) => {
        const rows = record.forms[form.id]?.boxes[box.id];
        return Array.isArray(rows) ? rows[index] : undefined;
      };
      const person = (record: ApplicationRecord) => record.people.find(({ id }) => id === row(record)?.person);
      return [
        ...box.columns.flatMap((column) =>
          valueColumns(
            `${group} ${words.ja(boxLabel(form.id, box.id, column.id))}`,
            'fact' in column ? facts.get(column.fact) : undefined,
            (record) => row(record)?.boxes[column.id],
          ),
        ),
        { heading: `${group} 宛名番号`, cell: (record) => person(record)?.addresseeNumber ?? '' },
      ];
    }).flat();
  });
  return [...single, ...tables];
}

/** How many people the longest table of these applications has. */
export const mostPeople = (records: readonly ApplicationRecord[]): number =>
  Math.max(
    0,
    ...records.flatMap(({ forms }) =>
      Object.values(forms).flatMap(({ boxes }) =>
        Object.values(boxes).map((box) => (Array.isArray(box) ? box.length : 0)),
      ),
    ),
  );

/** A box takes one column, and one more for what an office's system wants besides: code, era, parts of an address. */
function valueColumns(
  heading: string,
  fact: Fact | undefined,
  box: (record: ApplicationRecord) => ValueBox | undefined,
): CsvColumn[] {
  const column = (addition: string, cell: (found: ValueBox) => string | undefined): CsvColumn => ({
    heading: addition === '' ? heading : `${heading}（${addition}）`,
    cell: (record) => {
      const found = box(record);
      return (found && cell(found)) ?? '';
    },
  });
  const columns = [column('', cellText)];
  if (fact?.standard?.codes) columns.push(column('コード', ({ code }) => code));
  if (fact?.type === 'date' || fact?.type === 'partial-date') columns.push(column('和暦', ({ era }) => era));
  if (fact?.type === 'address')
    columns.push(
      column('市区町村コード', ({ code }) => code),
      column('都道府県', ({ parts }) => parts?.prefecture),
      column('市区町村', ({ parts }) => parts?.cityAndCounty),
      column('町字', ({ parts }) => parts?.streetAddress),
      column('番地以下', ({ parts }) => parts?.cityBlock),
      column('方書', ({ parts }) => parts?.buildingNameEtc),
    );
  return columns;
}

/** What stands in a cell: Japanese words where the value is an id, else the value. */
export function cellText({ value, text }: ValueBox): string {
  if (value === null) return '';
  return text ?? (Array.isArray(value) ? value.join('、') : String(value));
}

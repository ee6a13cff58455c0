import { CASE_SUBJECT } from '../../case/index.ts';
import { NONE, UNKNOWN } from '../../conditions/index.ts';
import { type Box, type Content, type Form, textKey, type Texts } from '../../content/index.ts';
import type { Outlook } from '../../engine/index.ts';
import { applications } from '../application.ts';
import { type Application, type FilledBox, papersOf } from '../filled-boxes.ts';
import { addressOf, type BoxContext, valueBoxOf } from './box-value.ts';
import type { Sha256 } from './identifiers.ts';
import { procedureSchema } from './procedure-schema.ts';
import { type ApplicationRecord, RECORD_FORMAT, type RecordBoxes, type TableRow, type ValueBox } from './record.ts';
import { type RecordWords, recordWords } from './words.ts';

export interface RecordOptions {
  /** 受付番号 */
  receipt: string;
  /** Words by language, as the content is compiled. */
  texts: Readonly<Record<string, Texts>>;
  sha256: Sha256;
  /** Only these of the case's applications; without it all that are prepared. */
  applications?: readonly Application[];
}

/** The applications of a case as data. On hold until staff have done the register entry. */
export async function recordsOf(outlook: Outlook, options: RecordOptions): Promise<ApplicationRecord[]> {
  const { content } = outlook.program;
  const words = recordWords(options.texts);
  const schemas = new Map<string, string>();
  const records: ApplicationRecord[] = [];
  for (const application of options.applications ?? applications(outlook)) {
    const procedure = content.procedures.find(({ id }) => id === application.procedure);
    if (!procedure) continue;
    let schema = schemas.get(procedure.id);
    if (schema === undefined) {
      schema = (await procedureSchema(content, words, procedure, options.sha256))?.$id ?? '';
      schemas.set(procedure.id, schema);
    }
    records.push(recordOf(application, outlook, schema, words, options));
  }
  return records;
}

function recordOf(
  application: Application,
  outlook: Outlook,
  schema: string,
  words: RecordWords,
  { receipt }: RecordOptions,
): ApplicationRecord {
  const { program, view } = outlook;
  const { content } = program;
  const { municipality, version } = content;
  const { registerEntry } = view.state;
  const desk = content.procedures.find(({ id }) => id === application.procedure)?.desk ?? '';
  const nameOf = (person: string) => nameIn(outlook, person);
  return {
    schema,
    format: RECORD_FORMAT,
    receipt,
    case: view.state.id,
    state: registerEntry ? 'released' : 'on-hold',
    date: view.state.today,
    municipality: { code: municipality.code, prefecture: municipality.prefecture, name: municipality.name },
    content: { hash: version.hash, label: version.label },
    procedure: {
      id: application.procedure,
      name: words.ja(textKey('procedure', application.procedure, 'name')),
      desk: { id: desk, name: words.ja(textKey('desk', desk, 'name')) },
    },
    subject: application.subject,
    applicant: application.applicant ?? null,
    people: peopleNamed(application, content).map((id) => ({
      id,
      name: nameOf(id) ?? null,
      concerned: application.people.includes(id),
      addresseeNumber: registerEntry?.numbers.get(id)?.addresseeNumber ?? '',
      householdNumber: registerEntry?.numbers.get(id)?.householdNumber ?? '',
    })),
    forms: Object.fromEntries(
      papersOf(application).map(({ form, boxes }) => [
        form,
        {
          title: words.ja(textKey('form', form, 'title')),
          boxes: boxesOf(form, boxes, content, { words, municipality, nameOf }),
        },
      ]),
    ),
  };
}

/** The name of a person as it stands in the case. */
function nameIn({ program, situation }: Outlook, id: string): string | undefined {
  const name = program.byId.get('name');
  const person = situation.person(id);
  if (!name || person === undefined) return undefined;
  const value = situation.read(name.index, person, []);
  return value === UNKNOWN || value === NONE ? undefined : String(value);
}

function peopleNamed({ subject, applicant, people, boxes }: Application, content: Content): string[] {
  const inBoxes = boxes.flatMap(({ person, fact, value }) => {
    const type = content.facts.find(({ id }) => id === fact)?.type;
    const named = type === 'person' || type === 'people' ? value : undefined;
    return [person, ...(typeof named === 'object' ? named : typeof named === 'string' ? [named] : [])];
  });
  const all = [...people, subject === CASE_SUBJECT ? undefined : subject, applicant, ...inBoxes];
  return [...new Set(all.filter((id) => id !== undefined))];
}

function boxesOf(id: string, all: readonly FilledBox[], content: Content, context: BoxContext): RecordBoxes {
  const form = content.forms.find((one) => one.id === id);
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  const made = (box: FilledBox) => valueBoxOf(box, facts.get(box.fact ?? ''), context);
  const boxes: RecordBoxes = {};
  for (const box of form?.boxes ?? []) {
    if (box.kind === 'table') {
      const rows = new Map<string, TableRow>();
      for (const filled of all) {
        const column = filled.id.startsWith(`${box.id}.`) ? filled.id.slice(box.id.length + 1) : undefined;
        if (column === undefined || filled.person === undefined) continue;
        const row = rows.get(filled.person) ?? { person: filled.person, boxes: {} };
        rows.set(filled.person, row);
        const { person: _ofTheRow, ...value } = made(filled);
        row.boxes[column] = value;
      }
      boxes[box.id] = [...rows.values()];
    } else if (box.kind === 'fact' || box.kind === 'office' || box.kind === 'signature') {
      const filled = all.find((one) => one.id === box.id);
      if (filled) boxes[box.id] = made(filled);
    }
  }
  return boxes;
}

/** The application that a record was made from, byte for byte: what forms are printed from. `forms`: of its content. */
export function applicationFrom(record: ApplicationRecord, forms: readonly Form[]): Application {
  const [form = '', ...further] = Object.keys(record.forms);
  const boxes = Object.entries(record.forms).flatMap(([id, { boxes: found }]) => {
    const own = forms.find((one) => one.id === id)?.boxes ?? [];
    return own.flatMap((box) => boxesFrom(found[box.id], box)).map((box) => (id === form ? box : { ...box, form: id }));
  });
  return {
    procedure: record.procedure.id,
    form,
    ...(further.length > 0 ? { furtherForms: further } : {}),
    subject: record.subject,
    applicant: record.applicant ?? undefined,
    people: record.people.filter(({ concerned }) => concerned).map(({ id }) => id),
    boxes,
  };
}

function boxesFrom(found: RecordBoxes[string] | undefined, box: Box): FilledBox[] {
  if (found === undefined || Array.isArray(found) !== (box.kind === 'table')) return [];
  if (!Array.isArray(found)) return [filledFrom(found, box.id, box.kind === 'fact' ? box.fact : undefined)];
  const columns = box.kind === 'table' ? box.columns : [];
  return found.flatMap(({ person, boxes }) =>
    columns.flatMap((column): FilledBox[] => {
      const value = boxes[column.id];
      const fact = 'fact' in column ? column.fact : undefined;
      return value ? [filledFrom({ ...value, person }, `${box.id}.${column.id}`, fact)] : [];
    }),
  );
}

function filledFrom(
  { value, person, source, parts, code, differs, signature }: ValueBox,
  id: string,
  fact: string | undefined,
): FilledBox {
  return {
    id,
    label: id,
    ...(person === undefined ? {} : { person }),
    ...(fact === undefined ? {} : { fact }),
    ...(value === null ? {} : { value }),
    ...(parts ? { address: addressOf(parts, code) } : {}),
    source,
    ...(differs ? { differs } : {}),
    ...(signature ? { signature } : {}),
  };
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { compileContent, suggestion } from '../../content/authoring.ts';
import { formsOf, type Municipality, textIn } from '../../content/index.ts';
import {
  applications,
  blankSheet,
  blankWords,
  layOut,
  lettersOfAuthority,
  papersOf,
  type PaperSet,
  paperWords,
  type Sheet,
  sheets,
} from '../../paperwork/index.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { exampleVisits } from './parts/example-visit.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { charactersOf, drawnPdf } from './parts/drawn-pdf.ts';
import { nameFonts } from './parts/printing-fonts.ts';

/**
 * `npm run forms:draw -- ID --example NAME`: writes a form, or the forms of a procedure, as PDF; without an ID all of the
 * example's in one file. `--set copy` for the resident's copy; `--blank` without an example for forms to be filled by
 * hand; `--font FILE` for characters that the usual fonts lack.
 */
export const command: Command = async (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      flows: { type: 'string' },
      municipality: { type: 'string' },
      example: { type: 'string' },
      blank: { type: 'boolean' },
      set: { type: 'string' },
      font: { type: 'string', multiple: true },
      out: { type: 'string' },
    },
  });
  const flows = values.flows ?? flowsFolder;
  const set = values.blank ? 'blank' : (values.set ?? 'desk');
  if (!isSet(set)) {
    complain(`There is no set "${set}". ${suggestion(set, ['desk', 'copy'])}`);
    return 2;
  }
  if ((values.example === undefined) === !values.blank) {
    complain('Name an example, or say --blank: npm run forms:draw -- ID --example NAME');
    return 2;
  }
  const fonts = nameFonts(values.font);
  if (!fonts.ok) {
    complain(`There is no font "${fonts.reason}".`);
    return 2;
  }
  const drawn =
    values.example === undefined ? blankForms(flows, values.municipality) : filledForms(flows, values.example);
  if (!drawn) {
    complain(`There is no example "${values.example}". npm run flows:check names them.`);
    return 2;
  }
  const known = [...new Set(drawn.all.flatMap(({ form, procedures }) => [form, ...procedures]))];
  const unknown = positionals.filter((id) => !known.includes(id));
  for (const id of unknown)
    complain(`"${id}" is no form or procedure ${values.blank ? 'here' : 'of this example'}. ${suggestion(id, known)}`);
  if (unknown.length > 0) return 2;
  const chosen = drawn.all.filter(
    ({ form, procedures }) => positionals.length === 0 || [form, ...procedures].some((id) => positionals.includes(id)),
  );
  const pages = layOut(
    chosen.map(({ sheet }) => sheet),
    { set, receipt: drawn.receipt, municipality: drawn.municipality.name, emblem: drawn.municipality.emblem },
  );
  const title = chosen.length === 1 ? (chosen[0]?.sheet.title ?? '') : `申請書一式 ${drawn.receipt}`;
  const about = { title, author: drawn.municipality.name, made: new Date(`${drawn.today}T00:00:00Z`) };
  const pdf = await drawnPdf(pages, about, fonts.value);
  const folder = values.out ?? 'drawn';
  mkdirSync(folder, { recursive: true });
  const name = [positionals.join('+') || 'all', values.example?.replaceAll('/', '-') ?? 'blank', set].join('.');
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, pdf.bytes);
  print(
    `${relative(process.cwd(), file)}: ${chosen.length} forms, ${pages.length} pages, ${Math.round(pdf.bytes.length / 1024)} kB`,
  );
  for (const line of charactersOf(`${name}.pdf`, pdf)) print(line);
  return 0;
};

interface Drawn {
  all: { form: string; procedures: string[]; sheet: Sheet }[];
  receipt: string;
  municipality: Municipality;
  today: string;
}

function filledForms(flows: string, example: string): Drawn | undefined {
  const [visit] = exampleVisits(flows, [example]);
  if (!visit) return undefined;
  const { outlook, japanese } = visit;
  const { content } = outlook.program;
  const prepared = [...applications(outlook), ...lettersOfAuthority(outlook)];
  const words = paperWords(outlook, japanese);
  const all = sheets(prepared, content.forms, words).map((sheet) => ({
    form: sheet.form,
    procedures: prepared.flatMap((one) =>
      papersOf(one).some(({ form }) => form === sheet.form) ? [one.procedure] : [],
    ),
    sheet,
  }));
  return { all, receipt: '見本', municipality: content.municipality, today: outlook.situation.today };
}

function blankForms(flows: string, municipality = defaultMunicipality): Drawn {
  const { content, texts } = compileContent(readFlows(flows), municipality, hash);
  const words = blankWords(content, textIn(texts['ja'] ?? {}));
  const all = content.forms.map((form) => {
    const procedures = content.procedures.flatMap((one) =>
      formsOf(one).some((paper) => paper.form === form.id) ? [one.id] : [],
    );
    return { form: form.id, procedures, sheet: blankSheet(form, procedures, words) };
  });
  return { all, receipt: '', municipality: content.municipality, today: content.version.from };
}

const isSet = (text: string): text is PaperSet => text === 'desk' || text === 'copy' || text === 'blank';

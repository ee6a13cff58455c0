import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileContent, printProblem, suggestion } from '../../content/authoring.ts';
import { textIn } from '../../content/index.ts';
import { compile, Course, type Outlook } from '../../engine/index.ts';
import {
  applications,
  casePackage,
  csvEncodings,
  type LackingCharacter,
  layOut,
  lettersOfAuthority,
  paperWords,
  pdfOf,
  sheets,
  type TableBy,
} from '../../paperwork/index.ts';
import type { Bytes } from '../../sealing/index.ts';
import { run } from '../../scenario/index.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { printingFonts } from './parts/printing-fonts.ts';
import { sha256 } from './parts/sha-256.ts';
import { checkVisit, readVisit } from './parts/visit-file.ts';

const ways: readonly TableBy[] = ['procedure', 'desk'];

/**
 * `npm run applications:export -- --example NAME --out FOLDER [--encoding shift_jis] [--by desk] [--receipt NUMBER]`:
 * lives through an example and writes its applications as a package (ZIP) and as the files that are in it.
 */
export const command: Command = async (args, { print, complain }) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      example: { type: 'string' },
      out: { type: 'string' },
      encoding: { type: 'string', default: 'utf-8' },
      by: { type: 'string', default: 'procedure' },
      receipt: { type: 'string', default: 'A-001' },
      flows: { type: 'string' },
    },
  });
  const { example, out, receipt } = values;
  const encoding = csvEncodings.find((one) => one === values.encoding);
  const by = ways.find((one) => one === values.by);
  if (example === undefined || out === undefined || !encoding || !by || !/^[A-Za-z0-9-]{1,32}$/.test(receipt)) {
    complain(
      'Write: npm run applications:export -- --example NAME --out FOLDER [--encoding utf-8|shift_jis] [--by procedure|desk] [--receipt A-001]',
    );
    return 2;
  }
  const sources = readFlows(values.flows ?? flowsFolder);
  const examples = new Map(
    sources.flatMap((source) => {
      const name = /(?:^|\/)examples\/(.*)\.yaml$/.exec(source.path)?.[1];
      return name === undefined ? [] : [[name, source] as const];
    }),
  );
  const source = examples.get(example);
  if (!source) {
    complain(`There is no example "${example}". ${suggestion(example, [...examples.keys()])}`);
    return 2;
  }
  const file = readVisit(source);
  const compiled = compileContent(sources, file.input?.municipality ?? defaultMunicipality, hash);
  const problems = [...file.problems, ...(file.input ? checkVisit(file, file.input, compiled) : [])];
  for (const problem of problems) complain(printProblem(problem));
  if (problems.length > 0 || !file.input || !compiled.whole) {
    if (!compiled.whole) complain('The content is broken: run npm run flows:check.');
    return 1;
  }
  const { client, stop } = run(new Course(compile(compiled.content, file.input.events)), file.input);
  if (stop !== undefined) {
    complain(`This visit ends early (${stop}): nothing is prepared.`);
    return 1;
  }
  client.act({ type: 'prepared', receipt });
  const { outlook } = client.visit;
  const papers = await paperFiles(outlook, receipt, textIn(compiled.texts['ja'] ?? {}));
  const made = await casePackage(outlook, {
    receipt,
    texts: compiled.texts,
    sha256,
    encoding,
    by,
    extra: papers.files,
  });
  for (const [name, bytes] of [...made.files, [`${receipt}.zip`, made.zip] as const]) {
    const path = join(out, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  print(
    `${join(out, `${receipt}.zip`)}: ${made.records.length} applications (${made.manifest.state}), ${made.files.size} files, ${made.zip.length} bytes`,
  );
  for (const { file: name, column, row, character, codePoints, written } of made.replaced)
    complain(`${name}, row ${row}, ${column}: ${character} (${codePoints}) is not in Shift_JIS; written as ${written}`);
  for (const { character, code, page } of papers.lacking)
    complain(`applications.pdf, page ${page}: no font has ${character} (${code}); written as 〓`);
  return 0;
};

/** The same applications on paper: for the desk with the sources, for the resident without, letters of authority. */
async function paperFiles(outlook: Outlook, receipt: string, japanese: (key: string) => string) {
  const { forms, municipality } = outlook.program.content;
  const words = paperWords(outlook, japanese);
  const fonts = printingFonts();
  const files = new Map<string, Bytes>();
  const lacking: LackingCharacter[] = [];
  const sets = [
    ['applications.pdf', 'desk', applications(outlook)],
    ['copies.pdf', 'copy', applications(outlook)],
    ['letters-of-authority.pdf', 'letter', lettersOfAuthority(outlook)],
  ] as const;
  for (const [name, set, filled] of sets) {
    if (filled.length === 0) continue;
    const pages = layOut(sheets(filled, forms, words), { set, receipt, municipality: municipality.name });
    const about = { title: receipt, author: municipality.name, made: new Date(`${outlook.situation.today}T00:00:00Z`) };
    const pdf = await pdfOf(pages, fonts, about);
    files.set(name, Uint8Array.from(pdf.bytes));
    if (set === 'desk') lacking.push(...pdf.lacking);
  }
  return { files, lacking };
}

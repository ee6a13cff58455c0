import { parseArgs } from 'node:util';
import { byPlace, printProblem, type Problem } from '../../content/authoring.ts';
import { type Content, type Form, formsOf, textIn, withoutFurigana } from '../../content/index.ts';
import { flowsFolder, municipalities, readFlows } from '../flows-folder.ts';
import { checkedContent } from './parts/checked-content.ts';
import { dayFrom } from './parts/clock.ts';
import type { Command, Voice } from './parts/command.ts';
import { type Coverage, coverage } from './parts/examples.ts';

/**
 * `npm run flows:check`: every problem of every municipality, then what there is: procedures, questions, forms and
 * examples of each event, and for each procedure whether some example has it applying and some not.
 */
export const command: Command = (args, voice) => {
  const { values } = parseArgs({ args: [...args], options: { flows: { type: 'string' }, today: { type: 'string' } } });
  const today = dayFrom(values.today);
  if (today === undefined) {
    voice.complain(`"${values.today ?? ''}" is no day. Write --today 2026-04-01.`);
    return 2;
  }
  const sources = readFlows(values.flows ?? flowsFolder);
  const told = new Map<string, Problem>();
  const tell = (problem: Problem) => told.set(printProblem(problem), problem);
  const summaries: (() => void)[] = [];
  const coverages: Coverage[] = [];
  const procedures = new Set<string>();
  for (const municipality of municipalities(sources)) {
    const compiled = checkedContent(sources, municipality, today);
    const covered = coverage(sources, compiled, municipality);
    [...compiled.problems, ...covered.problems].forEach(tell);
    coverages.push(covered);
    for (const { id } of compiled.content.procedures) procedures.add(id);
    summaries.push(() => summarise(compiled.content, textIn(compiled.japanese), covered, voice));
  }
  const problems = [...told.values()].sort(byPlace);
  for (const problem of problems) voice.print(printProblem(problem));
  for (const summary of summaries) summary();
  shownBy(coverages, procedures, voice);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  voice.print(`${errors} errors, ${problems.length - errors} warnings`);
  return errors > 0 ? 1 : 0;
};

function summarise(content: Content, text: (key: string) => string, covered: Coverage, { print }: Voice): void {
  print('');
  print(
    `${content.municipality.name} (${content.municipality.id}): ${content.facts.length} facts, ${content.procedures.length} procedures, ${content.forms.length} forms, ${covered.examples} examples`,
  );
  for (const event of content.events) {
    const procedures = content.procedures.filter((procedure) => procedure.events.includes(event.id));
    const questions = event.parts.flatMap((part) => (part.kind === 'group' ? part.questions : []));
    const forms = new Set(procedures.flatMap((procedure) => formsOf(procedure).map(({ form }) => form)));
    const laidOut = content.forms.filter((form) => forms.has(form.id) && isLaidOut(form)).length;
    const put = covered.put.get(event.id) ?? [];
    const asked = put.length === 0 ? '' : `, questions put ${median(put)} (median) to ${Math.max(...put)} (worst)`;
    print(
      `  ${event.id} ${withoutFurigana(text(`event.${event.id}.name`))}: ${procedures.length} procedures, ${questions.length} questions, ${forms.size} forms (${laidOut} laid out), ${put.length} examples${asked}`,
    );
  }
}

/** Whether somebody has said how the form looks; every other one comes in the usual look. */
const isLaidOut = ({ paper, boxes }: Form): boolean =>
  paper !== undefined ||
  boxes.some((box) => box.look ?? (box.kind === 'table' && box.columns.some(({ look }) => look !== undefined)));

/** Every procedure of any municipality, with the number of examples in which it applies and in which it does not. */
function shownBy(covered: readonly Coverage[], ids: ReadonlySet<string>, { print }: Voice): void {
  const times = (kind: 'applying' | 'notApplying', id: string) =>
    covered.reduce((sum, one) => sum + (one[kind].get(id)?.length ?? 0), 0);
  const shown = [...ids].map((id) => ({ id, applying: times('applying', id), not: times('notApplying', id) }));
  if (shown.length === 0 || covered.every(({ examples }) => examples === 0)) return;
  const width = Math.max(...shown.map(({ id }) => id.length));
  print('');
  print(`${'procedure'.padEnd(width)}  applies in  does not in`);
  for (const { id, applying, not } of shown) print(`${id.padEnd(width)}  ${count(applying)}  ${count(not)}`);
  const both = shown.filter(({ applying, not }) => applying > 0 && not > 0).length;
  print(`${both} of ${shown.length} procedures have an example in which they apply and one in which they do not`);
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];

const count = (examples: number) => (examples === 0 ? 'none' : String(examples)).padStart(10);

import { parse } from 'yaml';
import { CASE, TRUE } from '../../src/conditions/index.ts';
import type { Content } from '../../src/content/index.ts';
import { compile, Course, type Finding, type Outlook, type Standing } from '../../src/engine/index.ts';
import { readInput, type Run, run, type RunOptions, type ScenarioInput } from '../../src/scenario/index.ts';
import { readFlows } from '../../src/start/flows-folder.ts';
import { catalogue } from './catalogue.ts';

/** One file of `flows/examples/`: invented people, and what was expected of them before the run. */
export interface Example {
  /** Its place, such as `moving-in/single`. */
  name: string;
  input: ScenarioInput;
}

/** All examples, in the order of their places. Throws on one that is not written as `determine` reads it. */
export const examples: readonly Example[] = readFlows()
  .filter(({ path }) => path.startsWith('examples/'))
  .map(({ path, text }) => {
    const name = path.replace(/^examples\/|\.yaml$/g, '');
    const read = readInput(parse(text));
    if (!read.ok)
      throw new Error(
        `${path}: ${read.reason.map((problem) => `${problem.path.join('.')}: ${problem.message}`).join('; ')}`,
      );
    return { name, input: read.value };
  });

/** One example by its place. */
export function example(name: string): Example {
  const found = examples.find((one) => one.name === name);
  if (!found) throw new Error(`there is no example ${name}`);
  return found;
}

export const content = catalogue();

const contents = new Map([[content.municipality.id, content]]);

/** The content of a municipality, read once. */
export function contentOf(municipality = content.municipality.id): Content {
  const known = contents.get(municipality) ?? catalogue(municipality);
  contents.set(municipality, known);
  return known;
}

const courses = new Map<string, Course>();

/** The course of some life events in a municipality, compiled once. */
export function courseOf(events: readonly string[], municipality = content.municipality.id): Course {
  const key = `${municipality} ${events.join(' ')}`;
  const course = courses.get(key) ?? new Course(compile(contentOf(municipality), events));
  courses.set(key, course);
  return course;
}

const runs = new Map<string, Run>();

/** An example lived to its end, once each way; a way that leaves out what the example has not is the same way. */
export function lived({ name, input }: Example, options: RunOptions = { certificate: true, cards: true }): Run {
  const certificate = options.certificate && input.certificate !== undefined;
  const cards = options.cards && Object.values(input.people).some(({ card }) => card !== undefined);
  const key = `${name} ${certificate} ${cards}`;
  const one = runs.get(key) ?? run(courseOf(input.events, input.municipality), input, { certificate, cards });
  runs.set(key, one);
  return one;
}

/** A finding as an example writes it. */
export interface Expected {
  procedure: string;
  person?: string | undefined;
  deadline?: string | undefined;
}

/** What was found, as an example writes it. */
export const found = (outlook: Outlook, standing: Standing): Expected[] =>
  outlook.findings.filter((finding) => finding.standing === standing).map((finding) => written(outlook, finding));

function written(outlook: Outlook, finding: Finding): Expected {
  const [first] = finding.deadlines;
  return {
    procedure: finding.compiled.procedure.id,
    ...(finding.subject === CASE ? {} : { person: outlook.situation.subject(finding.subject) }),
    ...(first ? { deadline: first.date } : {}),
  };
}

/** The advice that goes with what applies, as `procedure/notes.id`. */
export function advice(outlook: Outlook, to: 'resident' | 'staff'): string[] {
  return outlook.findings.flatMap((finding) => {
    if (finding.standing !== 'applies') return [];
    const { id, notes } = finding.compiled.procedure;
    const person = finding.people[0] ?? CASE;
    return notes
      .filter(
        (note) =>
          note.to === to && (!note.when || outlook.program.check(note.when)(outlook.situation, person, []) === TRUE),
      )
      .map((note) => `${id}/notes.${note.id}`);
  });
}

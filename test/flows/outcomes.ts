import { expect } from 'vitest';
import { compileContent } from '../../src/content/authoring.ts';
import { CASE, TRUE } from '../../src/conditions/index.ts';
import { type Finding, inOrder, type Outlook, type Standing } from '../../src/engine/index.ts';
import { applications } from '../../src/paperwork/index.ts';
import { run, type ScenarioInput } from '../../src/scenario/index.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';
import { advice, courseOf, example, found, lived } from './example-files.ts';

// What the examples come to, as the tests of the traps ask for it.

export const { japanese } = compileContent(readFlows(), 'mihon', hash);

export const visit = (name: string) => lived(example(name));
export const outlook = (name: string): Outlook => visit(name).client.visit.outlook;

/** What was found of a procedure in an example, for somebody or in all. */
export function finding(name: string, procedure: string, person?: string): Finding | undefined {
  const { findings, situation } = outlook(name);
  return findings.find(
    ({ compiled, subject }) =>
      compiled.procedure.id === procedure && (person === undefined || situation.subject(subject) === person),
  );
}
export const standing = (name: string, procedure: string) => finding(name, procedure)?.standing ?? 'is not offered';
export const applying = (name: string) => found(outlook(name), 'applies').map(({ procedure }) => procedure);

/** What is listed and in which order: what is lost first comes first. */
export const listed = (name: string) => inOrder(outlook(name).findings).map(({ compiled }) => compiled.procedure.id);

/** An example lived with other answers about the visit. */
export const varied = (name: string, facts: NonNullable<ScenarioInput['facts']>) => {
  const { input } = example(name);
  return run(courseOf(input.events, input.municipality), { ...input, facts: { ...input.facts, ...facts } });
};

/** What would be found of a procedure with other answers. */
export const standingIf = (
  name: string,
  facts: NonNullable<ScenarioInput['facts']>,
  procedure: string,
): Standing | undefined =>
  varied(name, facts).client.visit.outlook.findings.find(({ compiled }) => compiled.procedure.id === procedure)
    ?.standing;
export const clocks = (name: string, procedure: string) =>
  Object.fromEntries(finding(name, procedure)?.deadlines.map(({ clock, date }) => [clock.id, date]) ?? []);

/** The sentences shown to the resident, or to staff, as `procedure/notes.id`; a note without words is none. */
export const sentences = (name: string, to: 'resident' | 'staff') =>
  advice(outlook(name), to).filter((note) => japanese[`procedure.${note.replace('/', '.')}`] !== undefined);
export const shown = (name: string) => sentences(name, 'resident');
export const forStaff = (name: string) => sentences(name, 'staff');
export const including = (...notes: string[]) => expect.arrayContaining(notes);

/** Papers asked for with a procedure. */
export function brought(name: string, procedure: string): string[] {
  const { program, situation } = outlook(name);
  const one = finding(name, procedure);
  return (one?.compiled.procedure.bring ?? [])
    .filter(({ when }) => !when || program.check(when)(situation, one?.people[0] ?? CASE, []) === TRUE)
    .map(({ document }) => document);
}

/** Questions in the order in which they were put. */
export const asked = (name: string) => visit(name).put.map(({ question }) => question);
export const box = (name: string, procedure: string, id: string) =>
  applications(outlook(name))
    .find((one) => one.procedure === procedure)
    ?.boxes.find((one) => one.id === id)?.value;

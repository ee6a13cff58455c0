import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { byPlace, compileContent, printProblem, suggestion } from '../../content/authoring.ts';
import { compile, Course } from '../../engine/index.ts';
import { run } from '../../scenario/index.ts';
import { flowsFolder, hash, municipalities, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { determinationOf } from './parts/determination.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { checkVisit, readVisit } from './parts/visit-file.ts';

/**
 * `npm run --silent determine -- FILE`: lives through the visit that a file tells and prints as JSON what applies, why,
 * by when, and what was asked. What is wrong with the file is told on the error stream, each with its line.
 */
export const command: Command = (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      flows: { type: 'string' },
      'without-certificate': { type: 'boolean' },
      'without-cards': { type: 'boolean' },
    },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1 || !existsSync(path)) {
    complain(
      path === undefined || positionals.length > 1
        ? 'Name one file: npm run --silent determine -- FILE'
        : `There is no file ${path}.`,
    );
    return 2;
  }
  const file = readVisit({ path, text: readFileSync(path, 'utf8') });
  const sources = readFlows(values.flows ?? flowsFolder);
  const municipality = file.input?.municipality ?? defaultMunicipality;
  if (file.input && !municipalities(sources).includes(municipality))
    file.problems.push({
      rule: 'unknown-municipality',
      severity: 'error',
      file: path,
      ...file.source.place(['municipality']),
      message: `There is no municipality "${municipality}".`,
      advice: suggestion(municipality, municipalities(sources)),
    });
  const compiled = compileContent(sources, municipality, hash);
  const problems = [...file.problems, ...(file.input ? checkVisit(file, file.input, compiled) : [])];
  for (const problem of problems.sort(byPlace)) complain(printProblem(problem, ''));
  if (problems.length > 0 || !file.input) return 1;
  if (!compiled.whole) {
    complain(`The content of ${municipality} is broken: run npm run flows:check.`);
    return 1;
  }
  const course = new Course(compile(compiled.content, file.input.events));
  const lived = run(course, file.input, {
    certificate: !values['without-certificate'],
    cards: !values['without-cards'],
  });
  print(JSON.stringify(determinationOf(lived, compiled.texts), null, 2));
  return 0;
};

import { parseArgs } from 'node:util';
import { compileContent, printProblem, suggestion } from '../../content/authoring.ts';
import { compile, Course } from '../../engine/index.ts';
import { run } from '../../scenario/index.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { packageOptions, packageUsage, packageWay, writePackage } from './parts/package-files.ts';
import { checkVisit, readVisit } from './parts/visit-file.ts';

/**
 * `npm run applications:export -- --example NAME --out FOLDER [--encoding shift_jis] [--by desk] [--receipt NUMBER]`:
 * lives through an example and writes its applications as a package (ZIP) and as the files that are in it.
 */
export const command: Command = async (args, voice) => {
  const { complain } = voice;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...packageOptions,
      example: { type: 'string' },
      receipt: { type: 'string', default: 'A-001' },
      flows: { type: 'string' },
    },
  });
  const { example, receipt } = values;
  const way = packageWay(values, voice);
  if (example === undefined || !way || !/^[A-Za-z0-9-]{1,32}$/.test(receipt)) {
    complain(`Write: npm run applications:export -- --example NAME ${packageUsage} [--receipt A-001]`);
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
  await writePackage(client.visit.outlook, { receipt, texts: compiled.texts }, way, voice);
  return 0;
};

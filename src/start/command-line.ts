import { compileContent, printProblem } from '../content/authoring.ts';
import { hash, municipalities, readFlows } from './flows-folder.ts';

const [command, ...rest] = process.argv.slice(2);
if (command === 'check') {
  let errors = 0;
  const sources = readFlows();
  for (const municipality of municipalities(sources)) {
    const { problems, content } = compileContent(sources, municipality, hash);
    for (const problem of problems) console.log(printProblem(problem));
    errors += problems.filter((problem) => problem.severity === 'error').length;
    console.log(`${municipality}: ${content.facts.length} facts, ${content.procedures.length} procedures, ${content.forms.length} forms, ${content.events.length} events`);
  }
  process.exitCode = errors > 0 ? 1 : 0;
} else {
  console.error(`unknown command ${command ?? ''} ${rest.join(' ')}`);
  process.exitCode = 2;
}

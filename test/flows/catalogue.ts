import type { Content } from '../../src/content/index.ts';
import { compileContent, printProblem } from '../../src/content/authoring.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';

const made = new Map<string, Content>();

/** The content of `flows/` for a municipality, as it is served; compiled once. Throws with every error in it. */
export function catalogue(municipality = 'mihon'): Content {
  const before = made.get(municipality);
  if (before) return before;
  const { content, problems } = compileContent(readFlows(), municipality, hash);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((problem) => printProblem(problem)).join('\n'));
  made.set(municipality, content);
  return content;
}

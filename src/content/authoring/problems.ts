import { distance } from 'fastest-levenshtein';

/** Something wrong in `flows/`, told to the person who edits it. */
export interface Problem {
  /** The rule that was broken; stable, so that a corpus of broken files can name it. */
  rule: string;
  severity: 'error' | 'warning';
  file: string;
  line: number;
  column: number;
  message: string;
  /** What to do. */
  advice: string;
}

/** "Did you mean …?" where a known name is near, else what names there are. */
export function suggestion(name: string, known: Iterable<string>): string {
  const names = [...known];
  const near = names
    .map((other) => ({ other, apart: distance(name, other) }))
    .filter(({ other, apart }) => apart <= Math.max(2, Math.floor(other.length / 3)))
    .sort((a, b) => a.apart - b.apart);
  if (near[0]) return `Did you mean "${near[0].other}"?`;
  return names.length > 0 && names.length <= 12 ? `Use one of: ${names.join(', ')}.` : 'Check the spelling, or define it first.';
}

/** One line a problem, as compilers print it: file:line:column. */
export const printProblem = (problem: Problem): string =>
  `${problem.file}:${problem.line}:${problem.column} ${problem.severity} [${problem.rule}] ${problem.message} ${problem.advice}`;

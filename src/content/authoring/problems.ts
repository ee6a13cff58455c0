import { distance } from 'fastest-levenshtein';
import type { Rule } from './rules.ts';

/** Something wrong in `flows/`, told to the person who edits it. */
export interface Problem {
  rule: Rule;
  severity: 'error' | 'warning';
  /** Below `flows/`, with forward slashes. */
  file: string;
  line: number;
  column: number;
  message: string;
  /** What to do. */
  advice: string;
}

/** A problem before its place in a file is looked up. */
export type Complaint = Omit<Problem, 'file' | 'line' | 'column'>;

/** "Did you mean …?" where a known name is near, else what names there are. */
export function suggestion(name: string, known: Iterable<string>): string {
  const names = [...new Set(known)];
  const near = names
    .map((other) => ({ other, apart: distance(name, other) }))
    .filter(({ other, apart }) => apart <= Math.max(2, Math.floor(other.length / 3)))
    .sort((a, b) => a.apart - b.apart);
  if (near[0]) return `Did you mean "${near[0].other}"?`;
  return names.length > 0 && names.length <= 12
    ? `Use one of: ${names.join(', ')}.`
    : 'Check the spelling, or define it first.';
}

/** One line a problem, as compilers print it: `flows/file:line:column`; `folder` is what paths are below of. */
export const printProblem = (problem: Problem, folder = 'flows/'): string =>
  `${folder}${problem.file}:${problem.line}:${problem.column} ${problem.severity} [${problem.rule}] ${problem.message} ${problem.advice}`;

/** By file, line and column. */
export const byPlace = (a: Problem, b: Problem): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;

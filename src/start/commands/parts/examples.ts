import type { Compiled, Problem, SourceText } from '../../../content/authoring.ts';
import { compile, Course } from '../../../engine/index.ts';
import { run } from '../../../scenario/index.ts';
import { checkVisit, readVisit } from './visit-file.ts';

/** Which procedures the examples show applying, and which they show not applying. */
export interface Coverage {
  examples: number;
  /** How many questions each example was asked, by life event. */
  put: Map<string, number[]>;
  /** Names of examples by procedure. */
  applying: Map<string, string[]>;
  notApplying: Map<string, string[]>;
  problems: Problem[];
}

/** Lives through the examples of one municipality. With broken content none is run. */
export function coverage(sources: readonly SourceText[], compiled: Compiled, municipality: string): Coverage {
  const { content } = compiled;
  const found: Coverage = {
    examples: 0,
    put: new Map(),
    applying: new Map(),
    notApplying: new Map(),
    problems: [],
  };
  const courses = new Map<string, Course>();
  for (const source of sources) {
    if (!/(^|\/)examples\/.*\.yaml$/.test(source.path)) continue;
    const file = readVisit(source);
    found.problems.push(...file.problems);
    if (!file.input || (file.input.municipality ?? defaultMunicipality) !== municipality) continue;
    const problems = checkVisit(file, file.input, compiled);
    found.problems.push(...problems);
    if (problems.length > 0 || !compiled.whole) continue;
    found.examples++;
    const { events } = file.input;
    const key = events.join(' ');
    const course = courses.get(key) ?? new Course(compile(content, events));
    courses.set(key, course);
    const { client, put } = run(course, file.input);
    for (const event of events) found.put.set(event, [...(found.put.get(event) ?? []), put.length]);
    for (const { compiled: one, standing } of client.visit.outlook.findings) {
      const into =
        standing === 'applies' ? found.applying : standing === 'does-not-apply' ? found.notApplying : undefined;
      if (into) into.set(one.procedure.id, [...new Set([...(into.get(one.procedure.id) ?? []), nameOf(source.path)])]);
    }
  }
  return found;
}

/** みほん市, the invented city that is meant where none is named. */
export const defaultMunicipality = 'mihon';

const nameOf = (path: string) => path.replace(/^.*examples\//, '').replace(/\.yaml$/, '');

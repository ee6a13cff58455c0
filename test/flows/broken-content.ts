import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type Problem, type SourceText } from '../../src/content/authoring.ts';
import { checkedContent } from '../../src/start/commands/parts/checked-content.ts';
import { coverage } from '../../src/start/commands/parts/examples.ts';
import { municipalities, readFlows } from '../../src/start/flows-folder.ts';

/** One way to break the tiny content: texts changed, files added or removed, and what must be said about it. */
export interface Breakage {
  /** What a clerk did. */
  mistake: string;
  today?: string;
  change?: { file: string; from: string; to: string }[];
  add?: Record<string, string>;
  remove?: string[];
  /** `rule at file:line:column`, in the order of their places. */
  expect: string[];
}

export const brokenFolder = path.join(import.meta.dirname, 'broken');
export const tiny = path.join(import.meta.dirname, 'tiny');

/** Every case of the corpus: `broken/<rule>/<case>.yaml`. */
export const breakages = (): { rule: string; name: string; breakage: Breakage }[] =>
  readdirSync(brokenFolder).flatMap((rule) =>
    readdirSync(path.join(brokenFolder, rule)).map((name) => ({
      rule,
      name: name.replace('.yaml', ''),
      breakage: parse(readFileSync(path.join(brokenFolder, rule, name), 'utf8')) as Breakage,
    })),
  );

/** The tiny content with a breakage. A change that finds nothing to change is a mistake of the corpus. */
export function broken({ change = [], add = {}, remove = [] }: Partial<Breakage>): SourceText[] {
  const files = new Map(readFlows(tiny).map(({ path: file, text }) => [file, text]));
  for (const { file, from, to } of change) {
    const text = files.get(file);
    if (!text?.includes(from)) throw new Error(`${file} does not contain: ${from}`);
    files.set(
      file,
      text.replace(from, () => to),
    );
  }
  for (const [file, text] of Object.entries(add)) files.set(file, text);
  for (const file of remove) if (!files.delete(file)) throw new Error(`there is no ${file} to remove`);
  return [...files].map(([file, text]) => ({ path: file, text }));
}

/** Everything `flows:check` says about content. */
export function problemsOf(sources: SourceText[], today = '2026-06-01'): Problem[] {
  return municipalities(sources).flatMap((municipality) => {
    const compiled = checkedContent(sources, municipality, today);
    return [...compiled.problems, ...coverage(sources, compiled, municipality).problems];
  });
}

/** What is said about one breakage. New texts are not stamped; only one case is about that. */
export const saidAbout = (rule: string, breakage: Breakage): Problem[] =>
  problemsOf(broken(breakage), breakage.today).filter(
    (problem) => problem.rule !== 'not-stamped' || rule === 'not-stamped',
  );

export const placed = ({ rule, file, line, column }: Problem): string => `${rule} at ${file}:${line}:${column}`;

import { merged, pathIn } from './overlay.ts';
import type { Complaint, Problem } from './problems.ts';
import { type Kind, kindOf, schemas } from './schemas.ts';
import { shaped } from './shape.ts';
import { parse, type Path, type SourceFile, type SourceText } from './source-file.ts';

/** One file of the content of a municipality: the national file, the overlay's, or both merged. */
export interface ContentFile {
  kind: Kind;
  /** Below `flows/`, or below the overlay's folder. */
  path: string;
  /** The file's name without `.yaml`: the id of an event, procedure or form. */
  id: string;
  base: SourceFile | undefined;
  over: SourceFile | undefined;
  /** What stands there, merged; after `checkShapes` of the shape that its schema asks for. */
  value: unknown;
  /** Places whose value had another shape and was replaced by a stand-in, so that the rest can still be checked. */
  replaced: Path[];
}

/** The files of one municipality, and those that could not be read at all. */
export interface ContentFiles {
  files: ContentFile[];
  unreadable: SourceFile[];
  problems: Problem[];
}

/** Reads the files of `flows/` that hold for a municipality and lays its overlay over them. */
export function readFiles(sources: readonly SourceText[], municipality: string): ContentFiles {
  const prefix = `municipalities/${municipality}/`;
  const read = new Map<string, { kind: Kind; base?: SourceFile; over?: SourceFile }>();
  const unreadable: SourceFile[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    const isOverlay = source.path.startsWith(prefix);
    const path = isOverlay ? source.path.slice(prefix.length) : source.path;
    if (path.endsWith('.yml'))
      problems.push({
        ...strayFile(source.path),
        message: 'Only files that end in .yaml are read.',
        advice: 'Rename it.',
      });
    if (!path.endsWith('.yaml') || isReadElsewhere(path)) continue;
    const file = parse(source);
    problems.push(...file.problems);
    const kind = kindOf(path);
    if (!kind) problems.push(strayFile(source.path));
    else if (file.unreadable) unreadable.push(file);
    else read.set(path, { ...read.get(path), kind, [isOverlay ? 'over' : 'base']: file });
  }
  const files = [...read].map(([path, { kind, base, over }]): ContentFile => {
    return { kind, path, id: nameOf(path), base, over, value: merged(base?.value, over?.value), replaced: [] };
  });
  return { files, unreadable, problems };
}

/** Other municipalities' overlays, translations and invented people have readers of their own. */
const isReadElsewhere = (path: string) => /^(municipalities|texts|examples)\//.test(path);

const strayFile = (path: string): Problem => ({
  rule: 'unknown-file',
  severity: 'error',
  file: path,
  line: 1,
  column: 1,
  message: 'This file stands where nothing is read.',
  advice:
    'Put it below facts/, events/, procedures/<field>/ or forms/; dates/ holds rates.yaml, calendar.yaml, sessions.yaml and retention.yaml.',
});

const nameOf = (path: string) =>
  path
    .split('/')
    .at(-1)
    ?.replace(/\.yaml$/, '') ?? path;

/** Where a path of the merged file was written: in the overlay where it says so, else in the national file. */
export function placeIn(file: ContentFile, path: Path): Pick<Problem, 'file' | 'line' | 'column'> {
  const of = (source: SourceFile | undefined) =>
    source ? { source, path: pathIn(source.value, file.value, path) } : undefined;
  const over = of(file.over);
  const base = of(file.base);
  const best = over && (!base || over.path.length === path.length || over.path.length > base.path.length) ? over : base;
  return best ? { file: best.source.path, ...best.source.place(best.path) } : { file: file.path, line: 1, column: 1 };
}

/**
 * Compares every file with its schema. What does not fit is reported and replaced by a stand-in of the right shape:
 * one fault in a file must not hide the others.
 */
export function checkShapes(
  files: readonly ContentFile[],
  report: (file: ContentFile, path: Path, complaint: Complaint) => void,
): ContentFile[] {
  return files.filter((file) => {
    const orphans = new Set<string>();
    const { value, replaced, complaints } = shaped(schemas[file.kind], file.value ?? {});
    for (const { path, complaint } of complaints) {
      const owner = path.slice(0, -1);
      if (complaint.rule === 'missing-key' && addedByOverlay(file, owner)) {
        if (!orphans.has(owner.join('/'))) report(file, owner, pointsAtNothing(file, owner, files));
        orphans.add(owner.join('/'));
      } else report(file, path, complaint);
    }
    file.replaced = replaced;
    if (value !== undefined) file.value = value;
    return value !== undefined;
  });
}

/** The overlay adds this thing, and the national content has none of that name. */
function addedByOverlay(file: ContentFile, path: Path): boolean {
  if (!file.over || file.kind === 'municipality') return false;
  return (
    pathIn(file.over.value, file.value, path).length === path.length &&
    (!file.base || pathIn(file.base.value, file.value, path).length < path.length)
  );
}

function pointsAtNothing(file: ContentFile, path: Path, files: readonly ContentFile[]): Complaint {
  const elsewhere = files.find(
    (other) =>
      other !== file &&
      other.kind === file.kind &&
      other.base &&
      pathIn(other.base.value, other.value, path).length === path.length,
  );
  const near =
    path.length === 0
      ? files.filter((other) => other.kind === file.kind && other.base).map((other) => other.path)
      : elsewhere
        ? [elsewhere.path]
        : [];
  const what = path.length === 0 ? `file ${file.path}` : `"${labelOf(file.value, path)}"`;
  return {
    rule: 'overlay-points-at-nothing',
    severity: 'error',
    message: `The shared content has no ${what} here to change, and as something new it lacks keys.`,
    advice:
      elsewhere && path.length > 0
        ? `It stands in ${elsewhere.path}: change it in a file of that name.`
        : `${closest(file.path, near)}Check the spelling, or write it in full to add something new.`,
  };
}

/** What a clerk would call the thing at a path: its key, or of an item in a list its id. */
function labelOf(value: unknown, path: Path): string {
  let here = value;
  for (const step of path)
    here = typeof here === 'object' && here !== null ? (Reflect.get(here, step) as unknown) : undefined;
  const last = path.at(-1);
  const isItem = typeof last === 'number' && typeof here === 'object' && here !== null;
  return String(isItem ? (Object.values(here as object)[0] as unknown) : last);
}

function closest(path: string, known: readonly string[]): string {
  const name = nameOf(path);
  const found =
    known.find((other) => nameOf(other) === name) ?? known.find((other) => nameOf(other).startsWith(name.slice(0, 6)));
  return found === undefined ? '' : `Did you mean ${found}? `;
}

import * as z from 'zod/mini';
import { type Complaint, suggestion } from './problems.ts';
import type { Path } from './source-file.ts';

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** A value made to fit its schema, with what had to be complained about. */
export interface Shaped {
  /** Undefined where even stand-ins did not help. */
  value: unknown;
  replaced: Path[];
  complaints: { path: Path; complaint: Complaint }[];
}

/** Compares a value with a schema; whatever does not fit is left out or replaced by a stand-in, until it does. */
export function shaped(schema: Schema, written: unknown): Shaped {
  const value: unknown = structuredClone(written);
  const root = { value };
  const replaced: Path[] = [];
  const complaints: Shaped['complaints'] = [];
  for (let round = 0; round < 8; round++) {
    const result = z.core.safeParse(schema, root.value);
    if (result.success) return { value: root.value, replaced, complaints };
    for (const issue of nearest(result.error.issues)) {
      const path = issue.path.filter((step) => typeof step !== 'symbol');
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys)
          settle(schema, root, [...path, key], unknownKey(key, schema, path), replaced, complaints);
      } else settle(schema, root, path, complaintOf(issue, path, at(root.value, path), schema), replaced, complaints);
    }
  }
  return { value: undefined, replaced, complaints };
}

function settle(
  schema: Schema,
  root: { value: unknown },
  path: Path,
  complaint: Complaint,
  replaced: Path[],
  complaints: Shaped['complaints'],
): void {
  if (!replaced.some((other) => beginsWith(path, other))) complaints.push({ path, complaint });
  replaced.push(path);
  const standIn =
    complaint.rule === 'unknown-key' || complaint.rule === 'wrong-name'
      ? undefined
      : sample(schemasAt(schema, path)[0]);
  if (path.length === 0) {
    root.value = standIn;
    return;
  }
  const parent = at(root.value, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof parent !== 'object' || parent === null || last === undefined) return;
  if (standIn === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, standIn);
}

export const beginsWith = (path: Path, prefix: Path): boolean => prefix.every((step, index) => path[index] === step);

function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path)
    here = typeof here === 'object' && here !== null ? (Reflect.get(here, step) as unknown) : undefined;
  return here;
}

/** Of a union the branch that came nearest counts: the one whose own keys differ least, then the one with the fewest issues. */
function nearest(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const branches = issue.errors.map((branch) =>
      nearest(branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))),
    );
    // Text where keys belong is further off than any number of misspelt keys.
    const otherKind = (inner: Issue) => inner.code === 'invalid_type' && inner.path.length === issue.path.length;
    const weight = (inner: Issue) =>
      inner.code === 'unrecognized_keys' ? inner.keys.length : otherKind(inner) ? 100 : 1;
    const own = (branch: Issue[]) =>
      branch
        .filter((inner) => inner.path.length <= issue.path.length + 1)
        .reduce((sum, inner) => sum + weight(inner), 0);
    const best = branches
      .filter((branch) => branch.length > 0)
      .sort((a, b) => own(a) - own(b) || a.length - b.length)[0];
    return best ?? [issue];
  });
}

const unknownKey = (key: string, schema: Schema, path: Path): Complaint => ({
  rule: 'unknown-key',
  severity: 'error',
  message: `"${key}" is not known here.`,
  advice: suggestion(key, keysAt(schema, path)),
});

function complaintOf(issue: Issue, path: Path, value: unknown, schema: Schema): Complaint {
  const name = `"${String(path.at(-1) ?? 'the file')}"`;
  if (issue.code === 'invalid_key')
    return {
      rule: 'wrong-name',
      severity: 'error',
      message: `${name} cannot be a name here: ${issue.issues[0]?.message ?? issue.message}.`,
      advice: 'Names begin with a lower-case letter; days are written as "2026-04-01".',
    };
  if (value === undefined || value === null)
    return {
      rule: 'missing-key',
      severity: 'error',
      message: `${name} is missing.`,
      advice: `Add "${String(path.at(-1) ?? '')}:" with ${wanted(issue, schema, path)}.`,
    };
  const said = typeof value === 'object' ? '' : ` ${JSON.stringify(value)}`;
  const reason = issue.message === 'Invalid input' ? '' : `: ${issue.message}`;
  if (issue.code === 'invalid_value' && typeof value === 'string')
    return {
      rule: 'wrong-value',
      severity: 'error',
      message: `${name} cannot be${said}.`,
      advice: suggestion(value, issue.values.map(String)),
    };
  if (issue.code === 'invalid_format' || issue.code === 'custom')
    return {
      rule: 'wrong-value',
      severity: 'error',
      message: `${name} cannot be${said}${reason}.`,
      advice: issue.message.includes('day')
        ? 'Write a day that exists, such as "2026-04-01".'
        : 'Write it as said here; flows/README.md shows examples.',
    };
  const unquoted =
    issue.code === 'invalid_type' &&
    issue.expected === 'string' &&
    (typeof value === 'number' || typeof value === 'boolean');
  return {
    rule: 'wrong-value',
    severity: 'error',
    message: `${name} cannot be${said || (Array.isArray(value) ? ' a list' : ' this')}${reason}.`,
    advice: unquoted ? `Put it in quotes: '${value}'.` : `Write ${wanted(issue, schema, path)}.`,
  };
}

/** What should stand there, in words. */
function wanted(issue: Issue, schema: Schema, path: Path): string {
  if (issue.code === 'invalid_value') return `one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return 'at least one entry';
  const kinds: Record<string, string> = {
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list, each entry after a dash',
    object: 'keys with values',
    record: 'keys with values',
  };
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? `a ${issue.expected}`;
  const keys = keysAt(schema, path);
  return keys.length > 0 ? `some of: ${[...new Set(keys)].join(', ')}` : 'what flows/README.md says for this place';
}

/** The schemas that may hold at a path. */
function schemasAt(schema: Schema, path: Path): Schema[] {
  let found: Schema[] = unwrap(schema);
  for (const step of path) found = found.flatMap((one) => inside(one, step)).flatMap(unwrap);
  return found;
}

/** The keys known at a path, for "did you mean". */
const keysAt = (schema: Schema, path: Path): string[] =>
  schemasAt(schema, path).flatMap((one) => (one instanceof z.core.$ZodObject ? Object.keys(one._zod.def.shape) : []));

const unwrap = (schema: Schema): Schema[] =>
  schema instanceof z.core.$ZodOptional
    ? unwrap(schema._zod.def.innerType)
    : schema instanceof z.core.$ZodUnion
      ? schema._zod.def.options.flatMap(unwrap)
      : [schema];

function inside(schema: Schema, step: string | number): Schema[] {
  if (schema instanceof z.core.$ZodObject) {
    const field = schema._zod.def.shape[String(step)];
    return field ? [field] : [];
  }
  if (schema instanceof z.core.$ZodRecord) return [schema._zod.def.valueType];
  if (schema instanceof z.core.$ZodArray) return [schema._zod.def.element];
  return [];
}

/** Stand-ins: some are tried, because names and days have a pattern. */
const texts = ['stand-in', '2000-01-01', '01-01', '131016'];

function sample(schema: Schema | undefined): unknown {
  if (!schema) return undefined;
  if (schema instanceof z.core.$ZodOptional) return undefined;
  if (schema instanceof z.core.$ZodString) return texts.find((text) => z.core.safeParse(schema, text).success);
  if (schema instanceof z.core.$ZodNumber) return 1;
  if (schema instanceof z.core.$ZodBoolean) return true;
  if (schema instanceof z.core.$ZodEnum) return Object.values(schema._zod.def.entries)[0];
  if (schema instanceof z.core.$ZodLiteral) return schema._zod.def.values[0];
  if (schema instanceof z.core.$ZodUnion) return sample(schema._zod.def.options[0]);
  if (schema instanceof z.core.$ZodRecord) return {};
  if (schema instanceof z.core.$ZodArray) return [sample(schema._zod.def.element)];
  if (schema instanceof z.core.$ZodObject)
    return Object.fromEntries(
      Object.entries(schema._zod.def.shape).flatMap(([key, field]) =>
        field instanceof z.core.$ZodOptional ? [] : [[key, sample(field)]],
      ),
    );
  return undefined;
}

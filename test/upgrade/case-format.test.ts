import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { action, fold, openCase, type Action } from '../../src/case/index.ts';

const frozen = globSync('case-format-*.json', { cwd: import.meta.dirname }).toSorted();
const contentsOf = (file: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as unknown[];

test('the first format is among the frozen ones', () => {
  expect(frozen).toContain('case-format-1.json');
});

describe.each(frozen)('a case stored as in %s', (file) => {
  const stored = contentsOf(file);

  test('is read action by action, with nothing lost or added', () => {
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.map((one) => action.parse(one))).toEqual(stored);
  });

  test('folds into a case with its people, facts and receipt number', () => {
    const [opened, ...rest] = stored.map((one): Action => action.parse(one));
    if (opened?.type !== 'opened') throw new Error('a case begins by being opened');
    const folded = rest.reduce(fold, openCase(opened));
    expect(folded.people.filter(({ removed }) => !removed).length).toBeGreaterThan(0);
    expect(folded.facts.size).toBeGreaterThan(1);
    expect(folded.prepared?.receipt).toMatch(/./);
  });
});

test('every kind of action that is written today is frozen in one of them', () => {
  const kinds = action._zod.def.options.map((option) => option._zod.def.shape.type._zod.def.values[0]);
  const found = frozen.flatMap(contentsOf).map((one) => action.parse(one).type);
  expect(new Set(found)).toEqual(new Set(kinds));
});

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { action, applicationKey, fold, openCase, signatureKey, type Action } from '../../src/case/index.ts';

const frozen = globSync('case-format-*.json', { cwd: import.meta.dirname }).toSorted();
const contentsOf = (file: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as unknown[];

function foldedFrom(stored: readonly unknown[]) {
  const [opened, ...rest] = stored.map((one): Action => action.parse(one));
  if (opened?.type !== 'opened') throw new Error('a case begins by being opened');
  return rest.reduce(fold, openCase(opened));
}

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
    const folded = foldedFrom(stored);
    expect(folded.people.filter(({ removed }) => !removed).length).toBeGreaterThan(0);
    expect(folded.facts.size).toBeGreaterThan(1);
    expect(folded.prepared?.receipt).toMatch(/./);
  });
});

test('what was signed, accepted and written back from the register is read from a stored case', () => {
  const { signatures, accepted, registerEntry } = foldedFrom(contentsOf('case-format-1-continued.json'));
  const place = { procedure: 'move-in-notification', subject: 'case', form: 'resident-change', box: 'signature' };
  expect([...signatures.keys()]).toEqual([signatureKey(place)]);
  expect(signatures.get(signatureKey(place))).toMatchObject({
    digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    strokes: [
      [300, 700, 600, 200, 900, 800],
      [0, 0, 3000, 1000],
    ],
  });
  expect([...accepted.keys()]).toEqual([
    applicationKey('move-in-notification', 'case'),
    applicationKey('mynumber-card-continued-use', 'p1'),
  ]);
  expect(Object.fromEntries(registerEntry?.numbers ?? [])).toEqual({
    p1: { addresseeNumber: '000000001', householdNumber: '0000007' },
    p2: { addresseeNumber: '000000002', householdNumber: '0000007' },
  });
});

test('every kind of action that is written today is frozen in one of them, with every field that it may have', () => {
  const kinds = action._zod.def.options.map(({ _zod: { def } }) => ({
    type: def.shape.type._zod.def.values[0],
    fields: Object.keys(def.shape),
  }));
  const found = frozen.flatMap(contentsOf).map((one) => action.parse(one));
  const fieldsOf = (type: Action['type'] | undefined) =>
    new Set(found.filter((one) => one.type === type).flatMap((one) => Object.keys(one)));
  expect(new Set(found.map(({ type }) => type))).toEqual(new Set(kinds.map(({ type }) => type)));
  for (const { type, fields } of kinds) expect([type, fieldsOf(type)]).toEqual([type, new Set(fields)]);
});

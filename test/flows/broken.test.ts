import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Problem, rules } from '../../src/content/authoring.ts';
import { breakages, broken, placed, problemsOf, saidAbout } from './broken-content.ts';

const corpus = breakages();

function expectHelp({ message, advice }: Problem) {
  for (const words of [message, advice]) {
    expect(words).toMatch(/^\S.*\S$/);
    expect(words).not.toMatch(/undefined|\[object|NaN|stand-in/);
  }
}

test('the tiny content is whole', () => {
  expect(problemsOf(broken({}))).toEqual([]);
});

test.each(corpus)('$rule: $breakage.mistake', ({ rule, breakage }) => {
  const problems = saidAbout(rule, breakage);
  expect(problems.map(placed)).toEqual(breakage.expect);
  expect(problems.map((problem) => problem.rule)).toContain(rule);
  problems.forEach(expectHelp);
});

test('every rule has its broken content', () => {
  // These need thousands of cases to try, or a folder that is not content: each has a test where it is made.
  const elsewhere = ['not-decided', 'unknown-municipality'];
  const shown = new Set([...corpus.map(({ rule }) => rule), ...elsewhere]);
  expect(rules.filter((rule) => !shown.has(rule))).toEqual([]);
  expect([...shown].filter((rule) => !(rules as readonly string[]).includes(rule))).toEqual([]);
});

test('one file with ten faults reports ten', () => {
  const text = readFileSync(path.join(import.meta.dirname, 'ten-faults.yaml'), 'utf8');
  const problems = problemsOf(broken({ add: { 'procedures/cat/cat.yaml': text } })).filter(({ file }) =>
    file.startsWith('procedures/'),
  );
  expect(problems.map(placed)).toEqual([
    'unknown-event at procedures/cat/cat.yaml:4:18',
    'unknown-fact at procedures/cat/cat.yaml:5:8',
    'unknown-people at procedures/cat/cat.yaml:6:12',
    'unknown-option at procedures/cat/cat.yaml:6:35',
    'wrong-value at procedures/cat/cat.yaml:7:1',
    'unknown-key at procedures/cat/cat.yaml:8:1',
    'unknown-desk at procedures/cat/cat.yaml:10:1',
    'unknown-document at procedures/cat/cat.yaml:14:6',
    'unknown-rate at procedures/cat/cat.yaml:15:7',
    'wrong-value at procedures/cat/cat.yaml:18:22',
  ]);
  problems.forEach(expectHelp);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rules, type SourceText } from '../../src/content/authoring.ts';
import { checkedContent } from '../../src/start/commands/parts/checked-content.ts';
import { flowsFolder, readFlows } from '../../src/start/flows-folder.ts';

const readme = readFileSync(path.join(flowsFolder, 'README.md'), 'utf8');

/** The files of the worked example, in its order: a line with the path, then the whole file. */
const files = [...readme.matchAll(/^`flows\/(\S+\.yaml)`\n\n```yaml\n([\s\S]*?)^```/gm)].map(
  ([, file = '', text = '']) => ({ path: file, text }),
);

const content = (added: readonly SourceText[]) => {
  const sources = new Map([...readFlows(), ...added].map((source) => [source.path, source]));
  const { problems, content: made, texts } = checkedContent([...sources.values()], 'mihon', '2026-11-21');
  return { problems: problems.map(({ rule, file, message }) => `${rule} ${file} ${message}`), made, texts };
};

const before = content([]);
const news = (problems: readonly string[]) => problems.filter((problem) => !before.problems.includes(problem));

test('the worked example is the whole of what it teaches', () => {
  expect(files.map(({ path: file }) => file.replace('municipalities/mihon/', ''))).toEqual([
    'dates/rates.yaml',
    'facts/local.yaml',
    'events/moving-in.yaml',
    'procedures/utilities/well-water-test.yaml',
    'texts/en/facts/local.yaml',
    'texts/en/procedures/utilities/well-water-test.yaml',
    'texts/ja-easy/facts/local.yaml',
    'texts/ja-easy/procedures/utilities/well-water-test.yaml',
    'municipality.yaml',
  ]);
});

test('a question from which nothing follows yet is complained about, as the example says', () => {
  expect(news(content(files.slice(0, 3)).problems)).toContain(
    'unused-fact municipalities/mihon/facts/local.yaml "uses-well" is asked, but used nowhere.',
  );
});

test('at its end nothing is wrong but the stamps that the next command writes, and every step has its effect', () => {
  const { problems, made, texts } = content(files);
  expect(news(problems).filter((problem) => !problem.startsWith('not-stamped'))).toEqual([]);
  expect(made.rates['certificate-fee']?.rows.map(({ value }) => value)).toEqual([300, 350]);
  const home = made.events.find(({ id }) => id === 'moving-in')?.parts.find(({ id }) => id === 'home');
  const asked = home?.kind === 'group' ? home.questions.map(({ id }) => id) : [];
  expect(asked.indexOf('uses-well')).toBe(asked.indexOf('dog-chip-updated') + 1);
  expect(made.procedures.map(({ id }) => id)).toContain('well-water-test');
  expect(texts['en']?.['procedure.well-water-test.name']).toBe('Well water test');
  expect(before.made.procedures.map(({ id }) => id)).toContain('moped-register-move-in');
  expect(made.procedures.map(({ id }) => id)).not.toContain('moped-register-move-in');
});

test('every rule is in the table', () => {
  const table = readme.slice(readme.indexOf('## What is checked'));
  expect(rules.filter((rule) => !table.includes(`\`${rule}\``))).toEqual([]);
});

test('every command that it names exists', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(flowsFolder, '../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...readme.matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

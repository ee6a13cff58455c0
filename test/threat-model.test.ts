import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const documented = readFileSync(path.join(root, 'docs/threat-model.md'), 'utf8');

test('every file that the threat model names as its proof is there', () => {
  const files = globSync('{src,test}/**/*.ts{,x}', { cwd: root }).map((file) => file.split(path.sep).join('/'));
  // What is marked † is in work beside it.
  const named = [...documented.matchAll(/`([\w./-]+\.tsx?)`(?!†)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))).toEqual([]);
});

test('every place it points to in our documents is there', () => {
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-');
  const broken = [...documented.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)].filter(([, file = '', place]) => {
    const text = file === '' ? documented : readFileSync(path.join(root, 'docs', file), 'utf8');
    return (
      place !== undefined && ![...text.matchAll(/^#+ (.*)$/gm)].some(([, heading = '']) => anchor(heading) === place)
    );
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

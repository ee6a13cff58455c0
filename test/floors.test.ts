import { expect, test } from 'vitest';
import { brokenFloors, floors } from './floors.ts';

/** The problems of a tree in which the file at `path` holds `text`. */
function problemsOf(path: string, text: string): string[] {
  return brokenFloors([{ path, text }], ['react', 'zod', 'yaml', 'xstate']);
}

test('the floors are listed lowest first and each folder once', () => {
  expect(floors.map(({ floor }) => floor)).toEqual(floors.map(({ floor }) => floor).toSorted((a, b) => a - b));
  expect(new Set(floors.map(({ folder }) => folder)).size).toBe(floors.length);
});

test.each([
  ['a lower floor through its index', 'src/kiosk/page.tsx', `import { next } from '../engine/index.ts';`],
  ['a lower floor from a subfolder', 'src/kiosk/pages/page.tsx', `import { next } from '../../engine/index.ts';`],
  ['a folder above on the same floor', 'src/case/fold.ts', `import { evaluate } from '../conditions/index.ts';`],
  ['any file of its own folder', 'src/engine/deep/why.ts', `import { next } from '../next.ts';`],
  ['an allowed package', 'src/engine/machine.ts', `import { setup } from 'xstate';`],
  ['the small zod', 'src/protocol/hello.ts', `import * as z from 'zod/mini';`],
  ['content authoring from the hub', 'src/hub/content.ts', `import { load } from '../content/authoring.ts';`],
  ['real card readers from a programme', 'src/start/reader.ts', `import { openBridge } from '../devices/pcsc.ts';`],
  ['YAML on the authoring side', 'src/content/authoring.ts', `import { parse } from 'yaml';`],
  ['test material from a test', 'src/storage/a.test.ts', `import { b } from '../../test/faults/b.ts';`],
  ['a date that is given', 'src/basics/dates.ts', `export const day = new Date(0);`],
])('may import %s', (_what, path, text) => {
  expect(problemsOf(path, text)).toEqual([]);
});

test.each([
  ['a higher floor', 'src/engine/a.ts', `import { b } from '../kiosk/index.ts';`, /kiosk is not below engine/],
  ['what only tests use', 'src/hub/a.ts', `import { b } from './fixture/b.ts';`, /for tests only/],
  ['a type of a higher floor', 'src/case/a.ts', `import type { B } from '../engine/index.ts';`, /not below case/],
  ['a type in place', 'src/case/a.ts', `type B = import('../engine/index.ts').B;`, /not below case/],
  ['a folder below on its own floor', 'src/conditions/a.ts', `export * from '../case/index.ts';`, /not below/],
  ['a higher floor late', 'src/card/a.ts', `const b = await import('../devices/index.ts');`, /not below card/],
  ['past an index', 'src/kiosk/a.ts', `import { b } from '../engine/next.ts';`, /use ..\/engine\/index.ts/],
  ['another program', 'src/counter/a.ts', `import { b } from '../kiosk/index.ts';`, /never import each other/],
  ['a screen part into the hub', 'src/hub/a.ts', `import { b } from '../look/index.ts';`, /floors 0 to 2 only/],
  ['content authoring', 'src/kiosk/a.ts', `import { b } from '../content/authoring.ts';`, /hub, start only/],
  [
    'real card readers into a screen',
    'src/kiosk/a.ts',
    `import { b } from '../devices/pcsc.ts';`,
    /devices, start only/,
  ],
  ['a package its folder has no need of', 'src/case/a.ts', `import { b } from 'react';`, /case may import zod\/mini/],
  ['the whole of zod', 'src/protocol/a.ts', `import * as z from 'zod';`, /protocol may import zod\/mini/],
  ['Node on a pure floor', 'src/engine/a.ts', `import { b } from 'node:fs';`, /engine may import/],
  ['a package that is not shipped', 'src/kiosk/a.ts', `import fc from 'fast-check';`, /not among the dependencies/],
  ['test material', 'src/storage/a.ts', `import { b } from '../../test/b.ts';`, /outside of src/],
  ['without extension', 'src/kiosk/a.ts', `import { b } from './b';`, /write the extension/],
])('may not import %s', (_what, path, text, problem) => {
  const problems = problemsOf(path, `// first line\n${text}`);
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect(problems[0]).toContain(`${path}:2 `);
});

test('a pure floor does not ask the clock', () => {
  expect(problemsOf('src/case/a.ts', 'export const now = new Date();\nexport const then = Date();')).toEqual([
    'src/case/a.ts:1 reads the clock: pass it in',
    'src/case/a.ts:2 reads the clock: pass it in',
  ]);
  expect(problemsOf('src/kiosk/a.ts', 'export const now = new Date();')).toEqual([]);
});

test('a folder that nobody put on a floor is a problem', () => {
  expect(problemsOf('src/helpers/a.ts', 'export {};')).toEqual([expect.stringContaining('in no folder of the list')]);
});

test('authoring does not reach the browser by a detour, but its types may', () => {
  const load = { path: 'src/content/load.ts', text: `import { parse } from 'yaml'; export type Loaded = string;` };
  const index = (text: string) => [load, { path: 'src/content/index.ts', text }];
  expect(brokenFloors(index(`export { load } from './load.ts';`), ['yaml'])).toEqual([
    'src/content/load.ts:1 imports yaml: it would reach the browser',
  ]);
  expect(brokenFloors(index(`export type { Loaded } from './load.ts';`), ['yaml'])).toEqual([]);
});

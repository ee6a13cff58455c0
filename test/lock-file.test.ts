import { expect, test } from 'vitest';
import { lockProblems } from './lock-file.ts';

const complete = {
  packages: {
    '': { dependencies: { linter: '1.2.3' } },
    'node_modules/linter': { optionalDependencies: { '@linter/linux': '1.2.3', '@linter/mac': '1.2.3' } },
    'node_modules/@linter/linux': {},
    'node_modules/linter/node_modules/@linter/mac': {},
  },
};

test('a complete lock of exact versions has no problem', () => {
  expect(lockProblems({ dependencies: { linter: '1.2.3' } }, complete)).toEqual([]);
});

test('a platform package without a record is found', () => {
  const { 'node_modules/linter/node_modules/@linter/mac': _mac, ...packages } = complete.packages;
  expect(lockProblems({}, { packages })).toEqual([
    'package-lock.json: no record of @linter/mac, which node_modules/linter asks for',
  ]);
});

test('a dependency that was never locked, or is not exact, is found', () => {
  expect(lockProblems({ devDependencies: { linter: '^1.2.3', other: '2.0.0-beta.1' } }, complete)).toEqual([
    'package.json: linter ^1.2.3 is not an exact version',
    'package-lock.json: no record of other',
  ]);
});

import { expect, test } from 'vitest';
import { licenceProblems, notices } from './licences.ts';

const lock = (license: string | undefined, more: { dev?: boolean } = {}) => ({
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a/node_modules/@b/c': { version: '1.2.3', ...(license === undefined ? {} : { license }), ...more },
  },
});

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND OFL-1.1'])('%s may be shipped', (licence) => {
  expect(licenceProblems(lock(licence))).toEqual([]);
});

test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'MPL-2.0', 'SEE LICENSE IN FILE', 'UNLICENSED'])(
  '%s may not be shipped',
  (licence) => {
    expect(licenceProblems(lock(licence))).toEqual([
      `@b/c 1.2.3 is under ${licence}, which is not allowed for what is shipped`,
    ]);
  },
);

test('a tool may be under more licences than what is shipped, not under any', () => {
  expect(licenceProblems(lock('MPL-2.0', { dev: true }))).toEqual([]);
  expect(licenceProblems(lock('AGPL-3.0-only', { dev: true }))).toHaveLength(1);
});

test('a package without a licence is found', () => {
  expect(licenceProblems(lock(undefined))).toEqual(['@b/c 1.2.3 says nothing about its licence']);
});

test('the texts are those of what ships, and say where there is none', () => {
  const shipped = { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } };
  const found = {
    'a@1.0.0': { licenses: 'MIT', licenseFile: '/a/LICENSE.md' },
    'b@2.0.0': { licenses: 'ISC', licenseFile: '/b/README.md' },
    'tool@1.0.0': { licenses: 'MIT', licenseFile: '/tool/LICENSE' },
  };
  const text = notices(shipped, found, (file) => `the text in ${file}`);
  expect(text).toContain('a@1.0.0 (MIT)');
  expect(text).toContain('the text in /a/LICENSE.md');
  expect(text).toContain('The package holds no text of its licence.');
  expect(text).not.toContain('tool');
});

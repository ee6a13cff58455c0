import { expect, test } from 'vitest';
import { billOfMaterials, bomProblems } from './sbom.ts';
import { readLock, readManifest } from './lock.ts';

test('what ships is in the bill of materials, with licence and hash; tools are not', () => {
  const lock = readLock();
  const bom = billOfMaterials(readManifest(), lock);
  expect(bomProblems(bom, lock)).toEqual([]);
  const names = bom.components?.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(readManifest()['dependencies'] as object)));
  expect(names).not.toContain('vitest');
});

test('a package that is missing, or has no licence, is found', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } };
  const components = [{ name: 'a', version: '1.0.0', licenses: [], hashes: [{}] }];
  expect(bomProblems({ bomFormat: 'CycloneDX', components }, lock)).toEqual([
    'a@1.0.0 has no licence or no hash in it',
    'b@2.0.0 is not in it',
  ]);
  expect(bomProblems({}, lock)).toEqual(['it is not a CycloneDX document']);
});

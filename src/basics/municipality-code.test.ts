import { expect, test } from 'vitest';
import { isMunicipalityCode } from './index.ts';

test('codes of real municipalities fit', () => {
  for (const code of ['131016', '011002', '271004', '473821', '232114'])
    expect([code, isMunicipalityCode(code)]).toEqual([code, true]);
});

test('one wrong digit, two exchanged ones, and what is no code do not', () => {
  for (const code of ['131017', '131106', '311016', '13101', '1310160', '13101x', ''])
    expect([code, isMunicipalityCode(code)]).toEqual([code, false]);
});

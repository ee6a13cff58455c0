import { expect, test } from 'vitest';
import { against } from './toll.ts';

test('what is missing is lost; what is there twice, or was never made, is doubled', () => {
  expect(against(['a', 'b', 'c'], ['b', 'a', 'c'])).toEqual({ kept: 3, lost: 0, doubled: 0 });
  expect(against(['a', 'b', 'c'], ['a', 'a', 'b'])).toEqual({ kept: 3, lost: 1, doubled: 1 });
  expect(against(['a'], ['a', 'x'])).toEqual({ kept: 1, lost: 0, doubled: 1 });
});

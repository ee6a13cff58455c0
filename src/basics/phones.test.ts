import { expect, test } from 'vitest';
import { phoneInGroups } from './phones.ts';

test.each([
  ['090', '090'],
  ['0901', '090-1'],
  ['0501234567', '050-1234-567'],
  ['0312345678', '03-1234-5678'],
  ['0451234567', '045-123-4567'],
  ['', ''],
])('%s stands in groups while it is typed: %s', (digits, groups) => {
  expect(phoneInGroups(digits)).toBe(groups);
});

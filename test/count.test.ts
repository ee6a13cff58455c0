import { expect, test } from 'vitest';
import { countTests } from './count.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((one, index) => ({ status: one, fullName: `test ${index}` })),
});

test('passed and failed tests are counted over all files', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')];
  expect(countTests({ testResults }, 1)).toEqual({ count: { passed: 3, failed: 1 }, remarks: [] });
});

test.each(['skipped', 'pending', 'todo'])('a %s test counts as failed', (status) => {
  const { count, remarks } = countTests({ testResults: [file('passed', 'passed', status)] }, 0);
  expect(count).toEqual({ passed: 1, failed: 1 });
  expect(remarks).toEqual([expect.stringContaining('test 1')]);
});

test('a file that could not be read counts as failed', () => {
  const testResults = [file('passed', 'passed'), file('failed')];
  expect(countTests({ testResults }, 1).count).toEqual({ passed: 1, failed: 1 });
});

test('a run that crashed counts as failed, with or without a report', () => {
  expect(countTests(undefined, null).count).toEqual({ passed: 0, failed: 1 });
  expect(countTests({ testResults: [file('passed', 'passed')] }, 1).count).toEqual({ passed: 1, failed: 1 });
  expect(countTests({ testResults: [file('passed', 'passed')] }, null).count).toEqual({ passed: 1, failed: 1 });
});

test('a run without tests counts as failed', () => {
  expect(countTests({ testResults: [] }, 0).count).toEqual({ passed: 0, failed: 1 });
});

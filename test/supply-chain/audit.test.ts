import { expect, test } from 'vitest';
import { endings, judged } from './audit.ts';

const weakness = {
  name: 'a',
  severity: 'high',
  range: '<1.2.3',
  via: ['b', { title: 'Something is read that must not be', url: 'https://example.test/1' }],
};

test('a report without a weakness is clean', () => {
  expect(judged(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} })).ending).toBe('clean');
});

test('a weakness is told with its severity, and ends the command with 1', () => {
  const { lines, ending } = judged(JSON.stringify({ auditReportVersion: 2, vulnerabilities: { a: weakness } }));
  expect(lines).toEqual(['high: a <1.2.3; Something is read that must not be https://example.test/1']);
  expect(endings[ending]).toBe(1);
});

test.each([
  ['nothing', ''],
  ['half an answer', '{"auditReportVersion": 2, "vuln'],
  ['an error', '{"message": "405 Method Not Allowed - POST https://registry.example.test/", "statusCode": 405}'],
  ['a report of another kind', '{"vulnerabilities": {}}'],
  ['null', 'null'],
])('%s is not a clean report', (_, answer) => {
  const { lines, ending } = judged(answer);
  expect(endings[ending]).toBe(3);
  expect(lines[0]).toMatch(/^NOT AUDITED: /);
  expect(lines[0]).not.toContain('example.test');
});

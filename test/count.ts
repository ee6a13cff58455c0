export type Count = { passed: number; failed: number };

/** The part of Vitest's JSON report that is counted. */
export type VitestReport = {
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
};

/**
 * Counts what a run of Vitest proved. Whatever did not pass failed: a test that was skipped or never written, a file
 * that could not be read, and a run that ended badly or left no report. `remarks` say what the default reporter hides.
 */
export function countTests(report: VitestReport | undefined, exitCode: number | null) {
  if (!report) return { count: { passed: 0, failed: 1 }, remarks: ['Vitest left no report.'] };
  const count: Count = { passed: 0, failed: 0 };
  const remarks: string[] = [];
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') {
        count.passed += 1;
        continue;
      }
      failedHere += 1;
      if (status !== 'failed') remarks.push(`Counted as failed, because ${status}: ${fullName} (${file.name})`);
    }
    if (failedHere === 0 && (file.status !== 'passed' || file.assertionResults.length === 0)) {
      failedHere = 1;
      remarks.push(`Counted as failed, because its tests did not run: ${file.name}`);
    }
    count.failed += failedHere;
  }
  if (count.failed === 0 && exitCode !== 0) {
    count.failed = 1;
    remarks.push(`Vitest ended with ${exitCode ?? 'a signal'} although no test failed.`);
  }
  if (count.passed + count.failed === 0) {
    count.failed = 1;
    remarks.push('Vitest found no tests.');
  }
  return { count, remarks };
}

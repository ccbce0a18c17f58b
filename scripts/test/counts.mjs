import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };
/** @type {Counts} */
const ONE_FAILED = { passed: 0, failed: 1, skipped: 0 };

/** What a single check counts for, by its exit code. */
export const checkCounts = (code) => (code === 0 ? { passed: 1, failed: 0, skipped: 0 } : ONE_FAILED);

/** Adds counts up. */
export function sum(all) {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    NONE,
  );
}

/** The line that a run of tests ends with. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads what a runner has reported. A runner that left no report, found no tests, or ended badly although none of its
 * tests failed, counts as one failure.
 * @param {string} file the runner's JSON report
 * @param {number} code its exit code
 * @param {(report: any) => Counts} read
 * @returns {Counts}
 */
export function reportCounts(file, code, read) {
  let counts;
  try {
    counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : NONE;
  } catch {
    counts = NONE;
  }
  const nothingRan = counts.passed + counts.failed + counts.skipped === 0;
  return counts.failed === 0 && (code !== 0 || nothingRan) ? sum([counts, ONE_FAILED]) : counts;
}

/** Vitest's JSON report; a file that could not be loaded has no tests and counts as one failure. */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON report; a test that passed only when tried again has failed. */
export function playwrightCounts({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * @typedef {{
 *   passed: number, failed: number, skipped: number,
 *   failures: readonly string[], the names of what failed
 *   unsteady: readonly string[], the names of tests that failed, and passed when they were tried once more: they count as failed
 * }} Counts
 */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] };

const oneFailure = (name) => ({ ...NONE, failed: 1, failures: [name] });

/** What a single check counts for, by its exit code. */
export const checkCounts = (name, code) => (code === 0 ? { ...NONE, passed: 1 } : oneFailure(name));

/**
 * Adds counts up.
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
      failures: [...total.failures, ...one.failures],
      unsteady: [...total.unsteady, ...one.unsteady],
    }),
    NONE,
  );
}

/** What a run of tests ends with: the names of what is to be looked at, and a last line with the counts. */
export function summary({ passed, failed, skipped, failures, unsteady }) {
  return [
    ...listed('Failed:', failures),
    ...listed('Failed at first, and passed when tried once more:', unsteady),
    `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ].join('\n');
}

const listed = (title, names) => (names.length === 0 ? [] : [title, ...names.map((name) => `  ${name}`), '']);

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
  if (counts.failed > 0 || (code === 0 && !nothingRan)) return counts;
  const reason = nothingRan ? 'left no report of any test' : 'though every test passed';
  return sum([counts, oneFailure(`the runner itself: exit code ${code}, ${reason}`)]);
}

/** Vitest's JSON report; a file that could not be loaded has no tests and counts as one failure. */
export function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const names = (isMeant) =>
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.filter(isMeant).map(({ fullName }) => `${fileOf(name)}: ${fullName}`),
    );
  const unsteady = names(({ status, meta }) => status === 'passed' && meta?.unsteady === true);
  return {
    passed: numPassedTests - unsteady.length,
    failed: numFailedTests + broken.length + unsteady.length,
    skipped: numPendingTests + numTodoTests,
    failures: [...broken.map(({ name }) => fileOf(name)), ...names(({ status }) => status === 'failed')],
    unsteady,
  };
}

const fileOf = (path) => relative(process.cwd(), path);

/** Playwright's JSON report. */
export function playwrightCounts({ stats, suites }) {
  const specs = suites.flatMap(specsOf);
  const names = (wanted) =>
    specs.flatMap(({ file, title, tests }) =>
      tests.filter(({ status }) => status === wanted).map(() => `${file}: ${title}`),
    );
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: names('unexpected'),
    unsteady: names('flaky'),
  };
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

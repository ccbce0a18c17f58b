import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkCounts,
  playwrightCounts,
  reportCounts,
  sum,
  summary,
  vitestCounts,
} from '../../../scripts/test/counts.mjs';
import { temporaryFolder } from './fixtures.mjs';

const vitestReport = (passed, failed = 0, files = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: files,
});

/** What a runner counts for that left this text as its report. */
const counted = (text, code, read = vitestCounts) => {
  const file = join(temporaryFolder(), 'report.json');
  if (text !== undefined) writeFileSync(file, text);
  return reportCounts(file, code, read);
};

describe('the last line', () => {
  it('names passed and failed tests', () => {
    expect(summary(sum([checkCounts(0), checkCounts(0), checkCounts(2)]))).toBe('2 passed, 1 failed');
  });

  it('names skipped tests where there are some', () => {
    expect(summary({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
  });
});

describe("a runner's report", () => {
  it('is taken at its word where it fits the exit code', () => {
    expect(counted(JSON.stringify(vitestReport(5)), 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
    expect(counted(JSON.stringify(vitestReport(5, 2)), 1)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  });

  it.each([
    ['is missing', undefined, 0],
    ['is missing after a crash', undefined, 139],
    ['is cut off', '{"numPassed', 0],
    ['names no tests', JSON.stringify({ ...vitestReport(0), numPendingTests: 0 }), 0],
  ])('counts as one failure where it %s', (_case, text, code) => {
    expect(counted(text, code)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('adds one failure where the runner ended badly though every test passed', () => {
    expect(counted(JSON.stringify(vitestReport(5)), 1)).toEqual({ passed: 5, failed: 1, skipped: 1 });
  });

  it('counts a test file that could not be loaded', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ];
    expect(vitestCounts(vitestReport(4, 1, files))).toEqual({ passed: 4, failed: 2, skipped: 1 });
  });

  it('counts an end-to-end test that passed at the second try as failed', () => {
    const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } };
    expect(playwrightCounts(report)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });
});

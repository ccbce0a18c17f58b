import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  NONE,
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

/** How many of what a report counts. */
const numbers = ({ passed, failed, skipped }) => ({ passed, failed, skipped });

const test = (fullName, status, meta = {}) => ({ fullName, status, meta });

describe('the end of a run', () => {
  it('has passed and failed tests in its last line', () => {
    const counts = sum([checkCounts('lint', 0), checkCounts('types', 0), checkCounts('format', 2)]);
    expect(summary(counts).split('\n').at(-1)).toBe('2 passed, 1 failed');
  });

  it('has skipped tests there too where there are some', () => {
    expect(summary({ ...NONE, passed: 3, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
  });

  it('names what failed, and what passed only at the second try', () => {
    const counts = sum([
      checkCounts('format', 1),
      { ...NONE, passed: 4, failed: 1, failures: ['a'], unsteady: ['b'] },
    ]);
    expect(summary(counts).split('\n')).toEqual([
      'Failed:',
      '  format',
      '  a',
      '',
      'Failed at first, and passed when tried once more:',
      '  b',
      '',
      '4 passed, 2 failed',
    ]);
  });
});

describe("a runner's report", () => {
  it('is taken at its word where it fits the exit code', () => {
    expect(numbers(counted(JSON.stringify(vitestReport(5)), 0))).toEqual({
      passed: 5,
      failed: 0,
      skipped: 1,
    });
    expect(numbers(counted(JSON.stringify(vitestReport(5, 2)), 1))).toEqual({
      passed: 5,
      failed: 2,
      skipped: 1,
    });
  });

  it.each([
    ['is missing', undefined, 0],
    ['is missing after a crash', undefined, 139],
    ['is cut off', '{"numPassed', 0],
    ['names no tests', JSON.stringify({ ...vitestReport(0), numPendingTests: 0 }), 0],
  ])('counts as one failure where it %s', (_case, text, code) => {
    expect(counted(text, code)).toEqual({
      ...NONE,
      failed: 1,
      failures: [`the runner itself: exit code ${code}, left no report of any test`],
    });
  });

  it('adds one failure where the runner ended badly though every test passed', () => {
    const counts = counted(JSON.stringify(vitestReport(5)), 1);
    expect(numbers(counts)).toEqual({ passed: 5, failed: 1, skipped: 1 });
    expect(counts.failures).toEqual(['the runner itself: exit code 1, though every test passed']);
  });

  it('counts a test file that could not be loaded', () => {
    const files = [
      { name: 'x.test.ts', status: 'failed', assertionResults: [] },
      { name: 'y.test.ts', status: 'failed', assertionResults: [test('it works', 'failed')] },
    ];
    const counts = vitestCounts(vitestReport(4, 1, files));
    expect(numbers(counts)).toEqual({ passed: 4, failed: 2, skipped: 1 });
    expect(counts.failures).toEqual(['x.test.ts', 'y.test.ts: it works']);
  });

  it('counts a test that passed only at the second try as failed, and names it', () => {
    const tests = [test('at once', 'passed'), test('later', 'passed', { unsteady: true })];
    const files = [{ name: 'x.test.ts', status: 'passed', assertionResults: tests }];
    expect(vitestCounts(vitestReport(2, 0, files))).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      failures: [],
      unsteady: ['x.test.ts: later'],
    });
  });

  it('does so with end-to-end tests, too', () => {
    const spec = (title, status) => ({ file: 'x.spec.ts', title, tests: [{ status }] });
    const inner = { specs: [spec('later', 'flaky')] };
    const report = {
      stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 },
      suites: [{ specs: [spec('well', 'expected'), spec('never', 'unexpected')], suites: [inner] }],
    };
    expect(playwrightCounts(report)).toEqual({
      passed: 7,
      failed: 2,
      skipped: 2,
      failures: ['x.spec.ts: never'],
      unsteady: ['x.spec.ts: later'],
    });
  });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDoctorReport } from '../../../src/cli/doctor-report.ts';
import { failure, finding, skipped, type Finding } from '../../../src/core/doctor/finding.ts';
import { AppError } from '../../../src/core/errors.ts';

let out = '';
beforeEach(() => {
  out = '';
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const good = finding({ check: 'loopback' }, 'ok', 'loopback_free', {});
const waits = skipped({ check: 'session', about: 'work' }, 'signing-in');
const signedOut = failure(
  { check: 'session', about: 'work' },
  new AppError('login_needed', { identity: 'work' }),
  'warn',
);
const unused = skipped({ check: 'role', about: 'prod' }, 'session');
const slow = finding({ check: 'role', about: 'prod' }, 'fail', 'check_silent', { seconds: 30 });

it('what was not looked at is named', async () => {
  const report = await createDoctorReport();
  report.tell(skipped({ check: 'keychain' }, 'owner'));
  report.tell(skipped({ check: 'aws', about: 'sts.example.com' }, 'names'));
  expect(out).toContain('  Keychain: Not checked: ');
  expect(out).toContain('  sts.example.com: Not checked: ');
});

it('a variable that is no proxy is told without the words for a command that was not run', async () => {
  const report = await createDoctorReport();
  const fault = new AppError('usage', { fault: 'variable-no-proxy', variable: 'HTTPS_PROXY' });
  report.tell(failure({ check: 'proxy' }, fault, 'warn'));
  expect(out).toContain('HTTPS_PROXY must be the address of a proxy');
  expect(out).not.toContain('Nothing was done');
});

it.each(['C.UTF-8', 'ja_JP.UTF-8'])(
  'where to begin names the AWS file and its line, in %s',
  async (locale) => {
    vi.stubEnv('LC_ALL', locale);
    const report = await createDoctorReport();
    const path = '/home/ada/.aws/config';
    const fault = new AppError('aws_file_malformed', { path, line: 7, reason: 'a section has no name' });
    report.tell(failure({ check: 'aws-files', about: path }, fault));
    report.end();
    const last = out.trimEnd().split('\n').at(-1);
    expect(last).toContain(path);
    expect(last).toMatch(/line 7|7 行/);
  },
);

it('sentences of Japanese have no gap between them', async () => {
  vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
  const report = await createDoctorReport();
  report.tell(signedOut);
  report.end();
  expect(out).toContain('`tobira login work` を実行してください。サインインしてから');
  expect(out).not.toMatch(/。 /);
});

it.each<readonly [string, readonly Finding[], string]>([
  ['all was looked at', [good], 'All is well.'],
  ['something could not be looked at', [good, waits], 'Nothing fails. 1 thing could not be checked.'],
  [
    'nobody is signed in',
    [good, signedOut, unused],
    'Nothing is broken, but nobody is signed in for work: these roles cannot be used yet. 1 thing could not be checked.',
  ],
  ['something fails', [slow, waits, unused], '1 thing fails. 2 things could not be checked.'],
])('the last word where %s', async (_case, findings, last) => {
  const report = await createDoctorReport();
  findings.forEach((one) => report.tell(one));
  report.end();
  expect(out.split('\n')).toContain(last);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Surface } from '../../../src/adapters/owner/client.ts';
import type { OwnerCall } from '../../../src/adapters/owner/protocol.ts';
import { failure, finding } from '../../../src/core/doctor/finding.ts';
import { AppError } from '../../../src/core/errors.ts';
import { runCommandLine } from '../../../src/cli/run.ts';

/** Clears the screen, sets a link, a title and the clipboard, ends the line, turns the text around, and hides it. */
const hostile =
  'Prod\u001b[2J\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007\u001b]0;root\u0007\u001b]52;c;ZXZpbA==\u0007' +
  '\u009b31m\r\nok  forged line\u202egnp.exe\u2066\u200b\u2028\ufeff\b\u007f';

const roleArn = 'arn:aws:iam::123456789012:role/Admin';
const failed = { code: 'id_token_invalid', details: { issuer: hostile, reason: hostile } } as const;
const unwritten = { code: 'file_failed', details: { path: hostile, reason: hostile } } as const;
const user = { subject: hostile, name: hostile, username: hostile, email: hostile };
const profile = { profile: hostile, path: hostile, role: hostile, mode: 'static' };
const notice = { kind: 'duration-shortened', seconds: 43_200 };
const identities = [
  { id: hostile, issuer: hostile, signedIn: true, user, storage: 'memory' },
  { id: `2${hostile}`, issuer: hostile, signedIn: false, problem: failed },
];

/** What an owner could answer with if all that it repeats came from somebody who means ill. */
const answers: Readonly<Partial<Record<OwnerCall, unknown>>> = {
  status: {
    owner: { kind: 'agent', pid: 1, version: hostile },
    config: { path: hostile, problems: [{ line: 1, message: hostile }] },
    identities,
  },
  roles: [{ id: hostile, name: hostile, roleArn: hostile, region: hostile }],
  login: { identity: hostile, user, storage: 'memory' },
  logout: { identity: hostile, providerTold: false, notWithdrawn: ['aws-files'], problems: [unwritten] },
  lock: {
    identities: [{ identity: hostile, signedOut: true, providerTold: false }],
    notWithdrawn: [],
    problems: [unwritten],
  },
  console: { url: 'https://signin.example/', notice, consoleNotice: notice },
  'profile-write': profile,
  'profile-remove': { removed: [profile] },
  explain: {
    role: hostile,
    roleArn,
    sessionName: hostile,
    now: 0,
    skewSeconds: 0,
    token: {
      issuer: hostile,
      audience: [hostile],
      subject: hostile,
      expiresAt: 1,
      keyId: hostile,
      algorithm: hostile,
    },
  },
  agent: { kind: 'agent', pid: 1, version: hostile },
  stop: { kind: 'agent', pid: 1, version: hostile },
  doctor: {},
};

const findings = [
  finding({ check: 'role', about: hostile }, 'ok', 'role_assumed', { roleArn: hostile }),
  finding({ check: 'names', about: hostile }, 'fail', 'name_unknown', { host: hostile, reason: hostile }),
  finding({ check: 'proxy' }, 'fail', 'proxy_dead', { proxy: hostile, reason: hostile }),
  failure({ check: 'session', about: hostile }, new AppError(failed.code, failed.details)),
  failure({ check: 'session', about: hostile }, new AppError('login_needed', { identity: hostile }), 'warn'),
];

vi.mock('../../../src/cli/owner.ts', () => {
  function ask(_config: string | undefined, call: OwnerCall, _request: unknown, surface?: Surface) {
    if (call === 'doctor') findings.forEach((one) => surface?.find?.(one));
    if (call === 'login') {
      surface?.showCode({ userCode: hostile, page: hostile, completePage: hostile, expiresAt: 0 });
    }
    if (call === 'credentials') return Promise.reject(new AppError(failed.code, failed.details));
    return Promise.resolve(answers[call]);
  }
  return { ask, askSilently: ask, askRunning: ask };
});

let told = '';
let folder = '';
beforeEach(async () => {
  told = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => ((told += String(text)), true));
  }
  folder = await mkdtemp(join(tmpdir(), 'tobira-'));
  vi.stubEnv('HOME', folder);
  vi.stubEnv('AWS_PROFILE', hostile);
  vi.stubEnv('AWS_ROLE_ARN', hostile);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const commands: readonly (readonly string[])[] = [
  ['status'],
  ['roles'],
  ['login'],
  ['login', '--device'],
  ['logout'],
  ['logout', '--all'],
  ['console', hostile, '--print'],
  ['credentials', hostile],
  ['explain', hostile],
  ['profile', 'write', hostile],
  ['profile', 'remove', 'prod'],
  ['agent', 'status'],
  ['agent', 'stop'],
  ['doctor'],
  ['exec', hostile, '--', 'true'],
  ['setup', 'gitlab', '--issuer', hostile],
  ['setup', 'aws', '--issuer', 'https://gitlab.com', '--offline', '--application-id', hostile],
  ['setup', 'ci', '--issuer', hostile, '--account', hostile, '--offline'],
  ['ci', 'console', '--role-arn', hostile, '--print'],
  [hostile],
  ['status', `--${hostile}`],
];

function titled(list: typeof commands) {
  return list.map((words) => [words.join(' ').replaceAll(hostile, 'NAME'), words] as const);
}

/** What no terminal may get from anybody but Tobira: a line's end and a tab within the text are its own. */
const unruly = /[^\P{C}\n]|[\u2028\u2029]/u;

describe.each(['en_US.UTF-8', 'ja_JP.UTF-8'])('in a terminal in %s', (language) => {
  it.each(titled(commands))('`tobira %s` lets no name command it, or begin a line', async (_title, words) => {
    vi.stubEnv('LC_ALL', language);
    const config = join(folder, 'config.yaml');
    await writeFile(config, 'identities: []\n');
    const code = await runCommandLine([...words.slice(0, 1), '--config', config, ...words.slice(1)]);
    expect(told, String(code)).not.toBe('');
    expect(unruly.exec(told)?.[0]).toBeUndefined();
    expect(told).not.toMatch(/^\s*ok {2}forged/m);
    expect(told).not.toContain('internal');
  });

  it.each(titled(commands.filter(([name]) => name !== 'ci' && name !== 'exec')))(
    'neither does the JSON of `tobira %s`',
    async (_title, words) => {
      vi.stubEnv('LC_ALL', language);
      const config = join(folder, 'config.yaml');
      await writeFile(config, 'identities: []\n');
      await runCommandLine([...words.slice(0, 1), '--config', config, ...words.slice(1), '--json']);
      expect(unruly.exec(told)?.[0]).toBeUndefined();
    },
  );
});

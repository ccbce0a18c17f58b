import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guidance } from '../../../src/core/error-guide.ts';
import { because } from '../../../src/core/guide/japanese/reasons.ts';
import { exitCodes, type ExitCode } from '../../../src/core/guide/guidance.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../../../src/core/errors.ts';
import type { Language } from '../../../src/core/model.ts';

type Example = { readonly [Code in ErrorCode]: readonly [ErrorDetails[Code], ExitCode] };

const issuer = 'https://gitlab.example.com';
const roleArn = 'arn:aws:iam::123456789012:role/Admin';
const path = '/home/ada/.config/tobira/config.yaml';
const host = 'gitlab.example.com';
const redirectUri = 'http://127.0.0.1/callback';

/** One of each, with the exit code that scripts rely on. */
const examples: Example = {
  internal: [{}, 1],
  usage: [{ fault: 'command-unknown', name: 'frobnicate' }, 2],
  config_missing: [{ path }, 3],
  config_unreadable: [{ path, reason: 'it is a folder, not a file' }, 3],
  config_broken: [{ path, problems: ['Line 3: oops.'] }, 3],
  config_other: [{ path, ownerPath: '/other.yaml' }, 3],
  unknown_role: [{ role: 'prod', known: ['dev', 'test'], problems: 0 }, 3],
  unknown_catalogue: [{ catalogue: 'team', known: ['other'] }, 3],
  catalogue_login_needed: [{ catalogue: 'team' }, 4],
  catalogue_no_login: [{ catalogue: 'team' }, 2],
  catalogue_scope: [{ catalogue: 'team', scope: 'read_repository' }, 5],
  catalogue_forbidden: [{ catalogue: 'team', place: 'platform/aws-roles' }, 5],
  catalogue_not_found: [{ catalogue: 'team', place: 'platform/aws-roles', missing: 'project' }, 5],
  catalogue_throttled: [{ catalogue: 'team', host: 'gitlab.example.com', waitSeconds: 40 }, 5],
  catalogue_failed: [{ catalogue: 'team', host: 'gitlab.example.com', status: 500 }, 5],
  catalogue_not_text: [{ catalogue: 'team', place: 'https://roles.example.com/roles.yaml' }, 6],
  catalogue_too_large: [{ catalogue: 'team', largest: 5_000_000 }, 5],
  catalogue_too_long: [{ catalogue: 'team', roles: 20_001, most: 20_000 }, 5],
  catalogue_broken: [{ catalogue: 'team', problems: ['Line 3: "version" is missing.'] }, 3],
  catalogue_unreadable: [{ catalogue: 'team', path: '/home/ada/roles.yaml', reason: 'it is a folder' }, 8],
  catalogue_role_changed: [
    {
      ...{ catalogue: 'team', role: 'admin', profile: 'prod' },
      ...{ from: 'arn:aws:iam::123456789012:role/A', to: 'arn:aws:iam::123456789012:role/B' },
    },
    5,
  ],
  catalogue_no_such_issuer: [
    { catalogue: 'team', issuer: 'https://gitlab.example.com', known: ['https://gitlab.example.net'] },
    2,
  ],
  unknown_identity: [{ identity: 'work', known: ['home'], problems: 0 }, 3],
  no_identity: [{ path, problems: 0 }, 3],
  identity_ambiguous: [{ known: ['work', 'home'] }, 2],
  partition_unsupported: [{ partition: 'aws-iso' }, 3],
  login_needed: [{ identity: 'work' }, 4],
  login_cancelled: [{}, 4],
  signed_out_meanwhile: [{}, 4],
  login_denied: [{ issuer }, 4],
  device_unsupported: [{ issuer }, 5],
  device_code_expired: [{ issuer }, 4],
  login_replaced: [{ by: 'home' }, 4],
  login_timeout: [{ issuer, redirectUri }, 4],
  login_refused: [{ issuer, reason: 'invalid_scope' }, 5],
  login_port_taken: [{ redirectUri }, 6],
  session_expired: [{ identity: 'work', issuer }, 4],
  session_unknown: [{ identity: 'work' }, 4],
  issuer_not_oidc: [{ issuer }, 6],
  issuer_mismatch: [{ issuer, claimed: 'https://git.example.com' }, 3],
  issuer_failed: [{ issuer, status: 503, waitSeconds: 40 }, 5],
  client_refused: [{ issuer, clientId: 'app-1' }, 5],
  no_refresh_token: [{ issuer }, 5],
  no_id_token: [{ issuer }, 5],
  id_token_invalid: [{ issuer, reason: 'jwt timestamp check failed' }, 5],
  clock_skew: [{ issuer, seconds: -3600.4 }, 5],
  role_refused: [{ roleArn, issuer, audience: 'app-1', subject: '42' }, 5],
  sts_token_refused: [
    { roleArn, issuer, audience: 'app-1', subject: '42', reason: 'No OpenIDConnect provider found' },
    5,
  ],
  sts_claim_rejected: [{ roleArn, issuer, audience: 'app-1', subject: '42', reason: 'Revoked' }, 4],
  sts_token_expired: [{ roleArn, issuer, audience: 'app-1', subject: '42', agoSeconds: 95 }, 5],
  sts_issuer_unreachable: [{ issuer }, 5],
  chain_refused: [{ roleArn, from: roleArn, link: 2, externalId: false, sourceIdentity: true }, 5],
  session_policy_refused: [{ roleArn, reason: 'Syntax errors in policy.' }, 5],
  session_policy_too_large: [{ roleArn, reason: 'Packed policy consumes 140% of allotted space.' }, 5],
  read_only_refused: [{ role: 'Production' }, 2],
  sts_duration_refused: [{ roleArn, seconds: 43_200 }, 5],
  sts_region_disabled: [{ region: 'eu-south-1' }, 5],
  sts_throttled: [{ waitSeconds: 40 }, 5],
  sts_unavailable: [{ host, status: 503, waitSeconds: 40 }, 5],
  sts_not_aws: [{ host, status: 403 }, 6],
  sts_failed: [{ code: 'MalformedPolicyDocument', reason: '' }, 5],
  console_refused: [{ host, status: 400 }, 5],
  network_unreachable: [{ host, reason: 'ENOTFOUND' }, 6],
  network_timeout: [{ host, seconds: 15 }, 6],
  network_untrusted: [{ host, reason: 'Self signed cert in chain', authority: 'Example Corp Root' }, 6],
  network_redirected: [{ host }, 6],
  network_proxy: [{ host, proxy: 'http://proxy.example.com:3128', reason: 'ENOTFOUND' }, 6],
  keychain_missing: [{ reason: 'no library' }, 7],
  keychain_locked: [{}, 7],
  keychain_dismissed: [{}, 7],
  keychain_gone: [{}, 7],
  keychain_unreadable: [{}, 7],
  keychain_failed: [{ reason: 'it is full' }, 7],
  console_link_visited_twice: [{}, 8],
  browser_failed: [{ command: 'xdg-open' }, 8],
  browser_missing: [{ app: 'brave', installed: ['chrome', 'firefox'] }, 3],
  browser_profile_unknown: [{ app: 'chrome', profile: 'Work', known: ['Personal'] }, 3],
  clipboard_failed: [{ reason: 'it is busy' }, 8],
  clipboard_not_cleared: [{ reason: 'it is busy' }, 8],
  file_failed: [{ path, reason: 'EROFS' }, 8],
  confirmation_needed: [{ role: 'Production / Admin', id: 'prod-admin', forSeconds: 900 }, 4],
  confirmation_declined: [{}, 4],
  work_cancelled: [{}, 4],
  aws_file_malformed: [{ path, line: 3, reason: 'there is a key without a value' }, 8],
  aws_file_locked: [{ path }, 8],
  profile_taken: [{ path, profile: 'prod' }, 8],
  profile_shadowed: [{ path, profile: 'prod', keys: ['aws_access_key_id'] }, 8],
  profile_unknown: [{ profile: 'prod' }, 8],
  endpoint_failed: [{ reason: 'EMFILE' }, 8],
  endpoint_off: [{}, 8],
  terminal_failed: [{ reason: 'ENOENT', terminal: 'kitty' }, 8],
  owner_unreachable: [{ path, reason: 'the agent does not start' }, 8],
  owner_gone: [{ path, begun: true }, 8],
  owner_silent: [{ path, pid: 4711 }, 8],
  owner_version: [{ ours: 1, theirs: 2 }, 2],
  owner_busy: [{}, 8],
  ci_token_missing: [{ variable: 'MY_ID_TOKEN', state: 'unset', alike: [], system: 'gitlab' }, 4],
  ci_permission_missing: [{}, 4],
  ci_token_request_failed: [{ host, status: 401 }, 5],
  ci_token_mistaken: [{ variable: 'MY_ID_TOKEN', mistaken: 'job-token' }, 4],
  ci_token_unreadable: [{ variable: 'MY_ID_TOKEN', fault: 'aud-missing' }, 4],
  ci_token_unusable: [{ variable: 'MY_ID_TOKEN', fault: 'too-long', found: '20001' }, 4],
  ci_token_audience: [{ variable: 'MY_ID_TOKEN', wanted: 'https://aws.example.com', found: ['a', 'b'] }, 4],
  ci_token_expired: [
    {
      variable: 'MY_ID_TOKEN',
      issuer,
      expiredAt: '2026-03-01T12:00:00.000Z',
      agoSeconds: 90,
      lifeSeconds: 110,
    },
    4,
  ],
  ci_token_early: [{ variable: 'MY_ID_TOKEN', startsAt: '2026-03-01T12:00:00.000Z', inSeconds: 90 }, 4],
};

const codes = Object.keys(examples) as readonly ErrorCode[];
const languages: readonly Language[] = ['en', 'ja'];
const everyText = codes.flatMap((code) => languages.map((language) => [code, language] as const));

function guideFor(code: ErrorCode, language: Language = 'en') {
  return guidance(new AppError(code, examples[code][0]), language);
}

/** Texts that end in what somebody else said. */
const saidByOthers = new Set(['usage happened']);

test.for(everyText)(
  '%s says in whole sentences what it is, what happened and what to do: %s',
  ([code, language]) => {
    const { title, happened, advice } = guideFor(code, language);
    for (const text of [title, happened, advice]) {
      expect(text).toMatch(/^\S.*\S$/s);
      expect(text).toMatch(language === 'en' ? /[^.][.?]$/ : /[。？]$/);
      expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{|[^.]\.\.(?!\.)|。。|。」。|\.」|\.）/);
    }
  },
);

test.for(codes)('%s is in Japanese, with a gap on either side of what is not', (code) => {
  const { title, happened, advice } = guideFor(code, 'ja');
  for (const [part, text] of Object.entries({ title, happened, advice })) {
    if (saidByOthers.has(`${code} ${part}`)) continue;
    expect(text, part).toMatch(/[ぁ-ん]/);
    expect(text, part).not.toMatch(/[A-Za-z0-9`][ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶー一-龠][A-Za-z0-9`]/);
    expect(text, part).not.toMatch(/[、。「」（）] | [、。」（）]/);
  }
});

test.for(codes)('%s ends a command with its documented exit code, whatever the language', (code) => {
  for (const language of languages) expect(guideFor(code, language).exitCode).toBe(examples[code][1]);
});

test('a button helps with the same failures in every language', () => {
  for (const code of codes) expect(guideFor(code, 'ja').action).toBe(guideFor(code).action);
});

test.for(languages)('every fact that a failure carries is told: %s', (language) => {
  /** Facts that scripts want and people do not, and those that are told in other words. */
  const untold = new Set([
    'internal',
    'catalogue_not_found missing',
    'catalogue_too_large largest',
    'unknown_role problems',
    'unknown_identity problems',
    'no_identity problems',
    'clock_skew seconds',
    'confirmation_needed id',
    'confirmation_needed forSeconds',
    'owner_gone begun',
    'session_expired identity',
    'session_unknown identity',
    'chain_refused externalId',
    'chain_refused sourceIdentity',
    'sts_duration_refused seconds',
    'usage fault',
    'ci_token_missing state',
    'ci_token_missing system',
    'ci_token_mistaken mistaken',
    'ci_token_unreadable fault',
    'ci_token_unusable fault',
  ]);
  for (const code of codes) {
    const { title, happened, advice } = guideFor(code, language);
    for (const [name, fact] of Object.entries(examples[code][0])) {
      if (untold.has(`${code} ${name}`) || fact === '') continue;
      for (const one of [fact].flat()) {
        const told = name === 'reason' && language === 'ja' ? because(String(one)) : String(one);
        // What has no Japanese stands in brackets, without its full stop.
        const words = name === 'issuer' ? host : language === 'ja' ? told.replace(/\.$/, '') : told;
        expect(`${title} ${happened} ${advice}`, `${code} ${name}`).toContain(words);
      }
    }
  }
});

test('an identity provider goes by its host, not by the name of a product that it may not be', () => {
  for (const [code, language] of everyText) {
    const { title, happened } = guideFor(code, language);
    expect(`${title} ${happened}`, code).not.toContain('GitLab');
  }
});

test('a proxy that refuses is told apart from one that cannot be reached', () => {
  const proxy = 'http://proxy.example.com:3128';
  for (const language of ['en', 'ja'] as const) {
    const words = (details: ErrorDetails['network_proxy']) =>
      guidance(new AppError('network_proxy', details), language);
    const refused = words({ host, proxy });
    const dead = words({ host, proxy, reason: 'ECONNREFUSED' });
    expect(refused.happened).toContain(proxy);
    expect(dead.title).toContain(proxy);
    expect(dead.title).not.toBe(refused.title);
    expect(dead.advice).toMatch(/HTTPS_PROXY.*NO_PROXY/);
    expect(words({ host }).happened).not.toContain('undefined');
  }
});

test('the exit codes are the documented ones', () => {
  expect(exitCodes).toEqual({
    done: 0,
    bug: 1,
    usage: 2,
    configuration: 3,
    login: 4,
    refused: 5,
    network: 6,
    keychain: 7,
    file: 8,
  });
});

test.for([
  ['AWS says no', 'AWS says no.', 'AWS の応答: 「AWS says no」。'],
  ['AWS says no.', 'AWS says no.', 'AWS の応答: 「AWS says no」。'],
  [' ', 'No reason was given.', 'AWS は理由を示していません。'],
] as const)('the reason %j of AWS becomes %j and %j', ([reason, english, japanese]) => {
  const error = new AppError('sts_failed', { code: 'X', reason });
  expect([guidance(error).happened, guidance(error, 'ja').happened]).toEqual([english, japanese]);
});

test.for([
  ['en', 'Link 2 of the chain was refused, arn:aws:iam::123456789012:role/Spoke. AWS says no.'],
  ['ja', 'チェーンの 2 番目の arn:aws:iam::123456789012:role/Spoke で拒否されました。AWS の応答'],
] as const)('in %s it is said that what AWS refused was a link of a chain', ([language, words]) => {
  const details = { code: 'ExpiredToken', reason: 'AWS says no', link: 2 };
  const error = new AppError('sts_failed', { ...details, roleArn: 'arn:aws:iam::123456789012:role/Spoke' });
  expect(guidance(error, language).happened).toContain(words);
});

test('where nothing is known, nothing is listed', () => {
  const identity = new AppError('unknown_identity', { identity: 'x', known: [], problems: 0 });
  expect(guidance(identity).happened).toBe('The configuration names no usable identity.');
  const role = new AppError('unknown_role', { role: 'x', known: [], problems: 2 });
  expect(guidance(role)).toMatchObject({
    happened: 'The configuration names no usable role.',
    advice: 'Entries with mistakes were left out: `tobira status` names them.',
  });
});

test.for([
  ['en', 'Confirm it in Tobira’s window', 'You said no to it a moment ago.'],
  ['ja', 'Tobira のウィンドウ', '少し前に許可されませんでした。'],
] as const)('nobody is sent to a question that is not asked after a no: %s', ([language, window, no]) => {
  const details = { role: 'Production', id: 'prod', forSeconds: 900 };
  const asked = guidance(new AppError('confirmation_needed', details), language);
  expect(asked.advice).toContain(window);
  const declined = guidance(new AppError('confirmation_needed', { ...details, declined: true }), language);
  expect(declined.happened).toContain(no);
  expect(declined.advice).not.toContain(window);
});

test.for([
  [-3600.4, '60 minutes ahead of', '60 分進んで'],
  [95, '95 seconds behind', '95 秒遅れて'],
  [86_400, '24 hours behind', '24 時間遅れて'],
  [-86_400 * 365, '365 days ahead of', '365 日進んで'],
] as const)('a clock that is %d s off is told in words', ([seconds, english, japanese]) => {
  const error = new AppError('clock_skew', { issuer, seconds });
  expect(guidance(error).happened).toContain(`This computer is ${english} gitlab.example.com.`);
  expect(guidance(error, 'ja').happened).toContain(japanese);
});

test.for([
  [
    'Cert authority invalid',
    'issued by an authority that this computer does not know',
    'NODE_EXTRA_CA_CERTS',
  ],
  ['Unable to verify leaf signature', 'issued by an authority', 'NODE_EXTRA_CA_CERTS'],
  ['Depth zero self signed cert', 'self-signed', 'NODE_EXTRA_CA_CERTS'],
  ['Cert has expired', 'has expired', 'date and time'],
  ['Cert date invalid', 'has expired', 'date and time'],
  ['Tls cert altname invalid', 'for another name', 'Check the address'],
  ['Cert revoked', 'did not pass', 'Check the address'],
] as const)('a certificate with the fault "%s" has words of its own', ([reason, happened, advice]) => {
  const words = guidance(new AppError('network_untrusted', { host, reason }));
  expect(words.happened).toContain(happened);
  expect(words.happened).toContain(`(${reason})`);
  expect(words.advice).toContain(advice);
});

test('a code of the system comes with its meaning', () => {
  const full = new AppError('file_failed', { path, reason: 'ENOSPC' });
  expect(guidance(full).happened).toBe(`${path}: the disk is full: ENOSPC.`);
  expect(guidance(full, 'ja').happened).toContain('空き容量がありません: ENOSPC');
});

test('every reason that Tobira gives itself has Japanese words', async () => {
  const sources = await readdir('src', { recursive: true });
  const texts = await Promise.all(
    sources.filter((name) => name.endsWith('.ts')).map((name) => readFile(join('src', name), 'utf8')),
  );
  const reasons = texts.flatMap((text) =>
    [...text.matchAll(/reason(?::| =) '([^']+)'/g)].map(([, one]) => one),
  );
  expect(reasons.length).toBeGreaterThan(8);
  // What OAuth calls it is a name.
  const english = reasons.filter((reason) => reason !== undefined && because(reason) === reason);
  expect(english).toEqual(['invalid_grant']);
});

test.for([
  [429, 'Wait 60 seconds, then try again'],
  [500, 'your user may be blocked'],
  [503, 'Try again later'],
] as const)('status %d of an issuer has advice of its own', ([status, advice]) => {
  expect(guidance(new AppError('issuer_failed', { issuer, status })).advice).toContain(advice);
});

test.for([429, 503])('a wait that a server asks for is told: status %d', (status) => {
  const waits = [
    new AppError('issuer_failed', { issuer, status, waitSeconds: 40 }),
    new AppError('sts_throttled', { waitSeconds: 40 }),
    new AppError('sts_unavailable', { host, status, waitSeconds: 40 }),
  ];
  for (const wait of waits) {
    expect(guidance(wait).advice).toMatch(/(Wait|Try again in) 40 seconds[.,]/);
    expect(guidance(wait, 'ja').advice).toContain('40 秒後に、もう一度お試しください。');
  }
  expect(guidance(new AppError('sts_unavailable', { host, status })).happened).toContain('three times');
  expect(guidance(new AppError('sts_unavailable', { host, status: 503, waitSeconds: 40 })).happened).toBe(
    `${host} answered with status 503.`,
  );
});

test('a catalogue at an address is spoken of as that, and not as a project', () => {
  const place = 'https://roles.example.com/roles.yaml';
  const gone = new AppError('catalogue_not_found', { catalogue: 'team', place, missing: 'address' });
  const shut = new AppError('catalogue_forbidden', { catalogue: 'team', place, address: true });
  for (const error of [gone, shut]) {
    const { happened, advice } = guidance(error);
    expect(`${happened} ${advice}`).toContain('address');
    expect(`${happened} ${advice}`).not.toMatch(/The project|that project|repository/);
    const { happened: inJapanese } = guidance(error, 'ja');
    expect(inJapanese).toContain('アドレス');
  }
});

test('a role that is not there may have been dropped by a catalogue, where there is one', () => {
  const details = { role: 'x', known: ['y'], problems: 0 };
  const alone = guidance(new AppError('unknown_role', details)).advice;
  expect(alone).not.toContain('catalogue');
  const shared = new AppError('unknown_role', { ...details, catalogues: ['team'] });
  expect(guidance(shared).advice).toContain('a catalogue (team), that may have dropped it');
  expect(guidance(shared, 'ja').advice).toContain('カタログ (team)');
});

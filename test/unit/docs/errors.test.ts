import { format } from 'prettier';
import { expect, test } from 'vitest';
import { AppError, type ErrorCode, type ErrorDetails } from '../../../src/core/errors.ts';
import { wordsFor } from '../../../src/cli/words.ts';

/** What stands in the texts where real ones name a thing of the user's. A forgotten code does not compile. */
const samples: { readonly [Code in ErrorCode]: ErrorDetails[Code] } = {
  internal: {},
  usage: { fault: 'command-unknown', name: 'COMMAND' },
  config_missing: { path: 'PATH' },
  config_unreadable: { path: 'PATH', reason: 'REASON' },
  config_broken: { path: 'PATH', problems: ['Line N: PROBLEM.'] },
  config_other: { path: 'PATH', ownerPath: 'OTHER PATH' },
  unknown_role: { role: 'ROLE', known: ['ROLE', 'ROLE'], problems: 1 },
  unknown_catalogue: { catalogue: 'CATALOGUE', known: ['CATALOGUE', 'CATALOGUE'] },
  catalogue_login_needed: { catalogue: 'CATALOGUE' },
  catalogue_no_login: { catalogue: 'CATALOGUE' },
  catalogue_scope: { catalogue: 'CATALOGUE', scope: 'SCOPE' },
  catalogue_forbidden: { catalogue: 'CATALOGUE', place: 'PLACE' },
  catalogue_not_found: { catalogue: 'CATALOGUE', place: 'PLACE', missing: 'file' },
  catalogue_throttled: { catalogue: 'CATALOGUE', host: 'HOST' },
  catalogue_failed: { catalogue: 'CATALOGUE', host: 'HOST', status: 500 },
  catalogue_not_text: { catalogue: 'CATALOGUE', place: 'PLACE' },
  catalogue_too_large: { catalogue: 'CATALOGUE', largest: 5_000_000 },
  catalogue_too_long: { catalogue: 'CATALOGUE', roles: 20_001, most: 20_000 },
  catalogue_broken: { catalogue: 'CATALOGUE', problems: ['REASON'] },
  catalogue_unreadable: { catalogue: 'CATALOGUE', path: 'PATH', reason: 'REASON' },
  catalogue_role_changed: {
    ...{ catalogue: 'CATALOGUE', role: 'ROLE', profile: 'PROFILE', from: 'ARN', to: 'ANOTHER ARN' },
  },
  catalogue_no_such_issuer: { catalogue: 'CATALOGUE', issuer: 'ISSUER', known: ['ISSUER'] },
  unknown_identity: { identity: 'IDENTITY', known: ['IDENTITY', 'IDENTITY'], problems: 0 },
  no_identity: { path: 'PATH', problems: 0 },
  identity_ambiguous: { known: ['IDENTITY', 'IDENTITY'] },
  partition_unsupported: { partition: 'PARTITION' },
  login_needed: { identity: 'IDENTITY' },
  login_cancelled: {},
  signed_out_meanwhile: {},
  login_denied: { issuer: 'ISSUER' },
  device_unsupported: { issuer: 'ISSUER' },
  device_code_expired: { issuer: 'ISSUER' },
  login_replaced: { by: 'IDENTITY' },
  login_timeout: { issuer: 'ISSUER', redirectUri: 'REDIRECT URI' },
  login_refused: { issuer: 'ISSUER', reason: 'REASON' },
  login_port_taken: { redirectUri: 'REDIRECT URI' },
  session_expired: { identity: 'IDENTITY', issuer: 'ISSUER' },
  session_unknown: { identity: 'IDENTITY' },
  issuer_not_oidc: { issuer: 'ISSUER' },
  issuer_mismatch: { issuer: 'ISSUER', claimed: 'OTHER ISSUER' },
  issuer_failed: { issuer: 'ISSUER', status: 500 },
  client_refused: { issuer: 'ISSUER', clientId: 'CLIENT ID' },
  no_refresh_token: { issuer: 'ISSUER' },
  no_id_token: { issuer: 'ISSUER' },
  id_token_invalid: { issuer: 'ISSUER', reason: 'REASON' },
  clock_skew: { issuer: 'ISSUER', seconds: 3600 },
  role_refused: { roleArn: 'ROLE ARN', issuer: 'ISSUER', audience: 'AUD', subject: 'SUB' },
  sts_token_refused: {
    roleArn: 'ROLE ARN',
    issuer: 'ISSUER',
    audience: 'AUD',
    subject: 'SUB',
    reason: 'REASON',
  },
  sts_claim_rejected: {
    roleArn: 'ROLE ARN',
    issuer: 'ISSUER',
    audience: 'AUD',
    subject: 'SUB',
    reason: 'REASON',
  },
  sts_token_expired: {
    roleArn: 'ROLE ARN',
    issuer: 'ISSUER',
    audience: 'AUD',
    subject: 'SUB',
    agoSeconds: 180,
  },
  sts_issuer_unreachable: { issuer: 'ISSUER' },
  chain_refused: {
    roleArn: 'ROLE ARN',
    from: 'ROLE BEFORE IT',
    link: 1,
    externalId: true,
    sourceIdentity: false,
  },
  session_policy_refused: { roleArn: 'ROLE ARN', reason: 'REASON' },
  session_policy_too_large: { roleArn: 'ROLE ARN', reason: 'REASON' },
  read_only_refused: { role: 'ROLE' },
  sts_duration_refused: { roleArn: 'ROLE ARN', seconds: 7200 },
  sts_region_disabled: { region: 'REGION' },
  sts_throttled: {},
  sts_unavailable: { host: 'HOST', status: 503 },
  sts_not_aws: { host: 'HOST', status: 403 },
  sts_failed: { code: 'CODE', reason: 'REASON' },
  console_refused: { host: 'HOST', status: 400 },
  network_unreachable: { host: 'HOST', reason: 'REASON' },
  network_timeout: { host: 'HOST', seconds: 20 },
  network_untrusted: { host: 'HOST', reason: 'Cert authority invalid', authority: 'AUTHORITY' },
  network_redirected: { host: 'HOST' },
  network_proxy: { host: 'HOST' },
  keychain_missing: { reason: 'REASON' },
  keychain_locked: {},
  keychain_dismissed: {},
  keychain_gone: {},
  keychain_unreadable: {},
  keychain_failed: { reason: 'REASON' },
  console_link_visited_twice: {},
  browser_failed: { command: 'COMMAND' },
  browser_missing: { app: 'brave', installed: ['chrome', 'firefox'] },
  browser_profile_unknown: { app: 'chrome', profile: 'PROFILE', known: ['Personal', 'Work'] },
  clipboard_failed: { reason: 'REASON' },
  clipboard_not_cleared: { reason: 'REASON' },
  file_failed: { path: 'PATH', reason: 'REASON' },
  confirmation_needed: { role: 'ROLE', id: 'prod', forSeconds: 900 },
  confirmation_declined: {},
  work_cancelled: {},
  aws_file_malformed: { path: 'PATH', line: 12, reason: 'REASON' },
  aws_file_locked: { path: 'PATH' },
  profile_taken: { path: 'PATH', profile: 'PROFILE' },
  profile_shadowed: { path: 'PATH', profile: 'PROFILE', keys: ['KEY'] },
  profile_unknown: { profile: 'PROFILE' },
  endpoint_failed: { reason: 'REASON' },
  endpoint_off: {},
  terminal_failed: { reason: 'REASON', terminal: '' },
  owner_unreachable: { path: 'PATH', reason: 'REASON' },
  owner_gone: { path: 'PATH', begun: true },
  owner_silent: { path: 'PATH', pid: 4711 },
  owner_version: { ours: 2, theirs: 1 },
  owner_busy: {},
  ci_token_missing: { variable: 'VARIABLE', state: 'unset', alike: [], system: 'gitlab' },
  ci_permission_missing: {},
  ci_token_request_failed: { host: 'HOST', status: 500 },
  ci_token_mistaken: { variable: 'VARIABLE', mistaken: 'access-token' },
  ci_token_unreadable: { variable: 'VARIABLE', fault: 'no-jwt' },
  ci_token_unusable: { variable: 'VARIABLE', fault: 'algorithm', found: 'HS256' },
  ci_token_audience: { variable: 'VARIABLE', wanted: 'AUDIENCE', found: ['OTHER AUDIENCE'] },
  ci_token_expired: {
    variable: 'VARIABLE',
    issuer: 'ISSUER',
    expiredAt: 'TIME',
    agoSeconds: 600,
    lifeSeconds: 3600,
  },
  ci_token_early: { variable: 'VARIABLE', startsAt: 'TIME', inSeconds: 600 },
};

const introduction = `# Errors

Every failure has a code, an exit code, a title, and two things to say: what happened, and what to do.
With \`--json\` the code is in \`error.code\`. Words in capitals stand for what the message really names.

This page is written by a test from [error-guide.ts](../src/core/error-guide.ts): see
[development.md](development.md#tests). [日本語](errors.ja.md)
`;

const japaneseIntroduction = `# エラー

すべてのエラーには、コード、終了コード、タイトル、発生した内容、対処方法があります。
大文字の語は、実際のメッセージではそれぞれの値に置き換わります。[English](errors.md)

このページは、テストが [error-guide.ts](../src/core/error-guide.ts) から生成します。[development.md](development.md#tests) を参照してください。
`;

const codes = Object.keys(samples) as readonly ErrorCode[];
const page = (parts: readonly string[]) => format(parts.join('\n'), { parser: 'markdown' });

test('docs/errors.md says what the error guide says (vitest -u writes it anew)', async () => {
  const entries = codes.map((code) => {
    const { title, hint, exitCode } = wordsFor(new AppError(code, samples[code]), 'en');
    return `## \`${code}\`\n\nExit code ${exitCode}. **${title}**\n\n${hint}\n`;
  });
  await expect(await page([introduction, ...entries])).toMatchFileSnapshot('../../../docs/errors.md');
});

test('docs/errors.ja.md says it in Japanese', async () => {
  const entries = codes.map((code) => {
    const { title, hint, exitCode } = wordsFor(new AppError(code, samples[code]), 'ja');
    return `## \`${code}\`\n\n終了コード ${exitCode}。**${title}**\n\n${hint}\n`;
  });
  await expect(await page([japaneseIntroduction, ...entries])).toMatchFileSnapshot(
    '../../../docs/errors.ja.md',
  );
});

import { expect, it } from 'vitest';
import { openWorld, useInstalledCli } from './world.ts';

const installed = useInstalledCli();
const japanese = /[ぁ-んァ-ヶ一-龠]/;

/** What a terminal of this environment says, from signing in to being refused; the issuer is called ISSUER. */
async function story(environment: Readonly<Record<string, string>>) {
  const { sandbox, tobira } = await openWorld(installed());
  const env = { env: environment };
  const { issuer } = sandbox.gitlab;
  const told = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await tobira(words, env);
    return { code, stdout: stdout.replaceAll(issuer, 'ISSUER'), stderr: stderr.replaceAll(issuer, 'ISSUER') };
  };
  const before = await told('status');
  const login = await told('login');
  return {
    before,
    login,
    status: await told('status'),
    roles: await told('roles'),
    usage: await told('console', 'prod-admin', '--region', 'nowhere'),
    refused: await told('credentials', 'audit'),
    goBetween: await told('credentials', 'audit', '--format', 'process'),
    asJson: await told('credentials', 'audit', '--json'),
    rolesAsJson: await told('roles', '--json'),
    help: await told('--help'),
  };
}

it('speaks Japanese where the terminal does, and to programs English', { timeout: 120_000 }, async () => {
  // LANG is the weakest of the three, and those of before it are empty.
  const said = await story({ LC_ALL: '', LC_MESSAGES: '', LANG: 'ja_JP.UTF-8' });

  expect(said.before.stdout).toContain('work: ISSUER にサインインしていません');
  expect(said.login.code).toBe(0);
  expect(said.login.stderr).toContain('サインインのためにブラウザーを開きます。');
  expect(said.login.stderr).toContain('Aiko Tanaka (@aiko) としてサインインしました（ユーザー ID 42）。');
  expect(said.login.stderr).toContain('使用できるキーチェーンがありません。');
  expect(said.status.stdout).toBe(
    'work: Aiko Tanaka (@aiko)、ISSUER の GitLab ユーザー 42、メモリーにのみ保持\n',
  );
  expect(said.roles.stdout).toMatch(/^prod-admin +Production \/ Admin +arn:\S+ +ap-northeast-1$/m);
  expect(said.usage).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'tobira: 「nowhere」は AWS のリージョンではありません。eu-central-1 のような形式で指定してください。\n' +
      '  何も実行していません。`tobira --help` で使い方を確認してください。\n',
  });
  expect(said.refused).toMatchObject({ code: 5, stdout: '' });
  expect(said.refused.stderr).toMatch(/^tobira: このロールの引き受けが AWS に拒否されました。\n {2}\S/);
  expect(said.refused.stderr).toContain('issuer ISSUER');
  expect(said.goBetween).toMatchObject({ code: 5, stdout: '' });
  expect(said.goBetween.stderr).toMatch(/^tobira: このロールの引き受けが AWS に拒否されました。\S[^\n]*\n$/);
  expect(said.asJson).toMatchObject({ code: 5, stdout: '' });
  expect(said.asJson.stderr).not.toMatch(japanese);
  expect(JSON.parse(said.asJson.stderr)).toMatchObject({ error: { code: 'role_refused', exitCode: 5 } });
  expect(said.rolesAsJson.stdout).not.toMatch(japanese);
  expect(said.help).toMatchObject({ code: 0, stderr: '' });
  expect(said.help.stdout).toContain('使い方: tobira');
});

it('speaks English where the terminal speaks none of its languages', { timeout: 120_000 }, async () => {
  // What is set first wins, also where Tobira does not speak it.
  const said = await story({ LC_ALL: 'C', LANG: 'ja_JP.UTF-8' });

  expect(said.before.stdout).toContain('work: not signed in at ISSUER');
  expect(said.login.stderr).toContain('Opening your browser to sign in.');
  expect(said.login.stderr).toContain('Signed in as Aiko Tanaka (@aiko), user id 42.');
  expect(said.status.stdout).toBe(
    'work: Aiko Tanaka (@aiko), GitLab user 42 at ISSUER, kept in memory only\n',
  );
  expect(said.usage).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'tobira: "nowhere" is no AWS region: it must look like eu-central-1.\n' +
      '  Nothing was done. See `tobira --help`.\n',
  });
  expect(said.refused).toMatchObject({ code: 5, stdout: '' });
  expect(said.goBetween.code).toBe(5);
  expect(said.help.stdout).toContain('Usage: tobira COMMAND');
  for (const { stdout, stderr } of [said.login, said.roles, said.refused, said.goBetween, said.help])
    expect(stdout + stderr).not.toMatch(japanese);
});

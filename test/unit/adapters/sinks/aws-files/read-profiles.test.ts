import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { markerFor } from '../../../../../src/adapters/sinks/aws-files/marker.ts';
import { readAwsConfig } from '../../../../../src/adapters/sinks/aws-files/read-profiles.ts';
import type { AwsConfig } from '../../../../../src/core/import/aws-profile.ts';

async function read(text: string): Promise<AwsConfig> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-profiles-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'config');
  await writeFile(path, text);
  return readAwsConfig(path);
}

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

test('profiles are read with their names, lines and settings; other sections are none', async () => {
  const { profiles } = await read(
    [
      '[default]',
      'region = eu-west-1',
      '[profile prod]',
      'ROLE_ARN: arn:aws:iam::111111111111:role/A',
      's3 =',
      '  region = nowhere',
      '[profile "my team"]',
      "source_profile = prod ; no comment to AWS's tools",
      "[profile 'single']",
      'region =',
      '[plain]',
      'region = us-east-1',
      '[profile two words]',
      '[services local]',
      '[profile  spaced ]',
    ].join('\n'),
  );
  expect(profiles.map(({ name, line, settings }) => [name, line, settings])).toEqual([
    ['default', 1, { region: 'eu-west-1' }],
    ['prod', 3, { role_arn: 'arn:aws:iam::111111111111:role/A' }],
    ['my team', 7, { source_profile: "prod ; no comment to AWS's tools" }],
    ['single', 9, {}],
    ['spaced', 15, {}],
  ]);
});

test('keys, tokens and commands are noticed, and nothing of them is kept', async () => {
  const config = await read(
    [
      '[profile keys]',
      `aws_access_key_id = AKIAIOSFODNN7EXAMPLE`,
      `aws_secret_access_key = ${secret}`,
      '[profile command]',
      `credential_process = /opt/vault --token ${secret}`,
      '[profile token]',
      `web_identity_token_file = /home/aiko/${secret}`,
      '[profile login]',
      'login_session = arn:aws:iam::111111111111:user/aiko',
    ].join('\n'),
  );
  expect(config.profiles.map(({ brings }) => [...brings])).toEqual([
    ['keys'],
    ['process'],
    ['token-file'],
    ['login'],
  ]);
  const kept = JSON.stringify(
    config.profiles.map((profile) => ({ ...profile, brings: [...profile.brings] })),
  );
  for (const text of [secret, 'AKIA', 'aiko', 'vault']) expect(kept).not.toContain(text);
});

test("what Tobira wrote, by its mark, and what asks Tobira by a person's hand, tells its role", async () => {
  const { profiles } = await read(
    [
      '[profile written]',
      markerFor('prod'),
      'region = eu-west-1',
      '[profile by-hand]',
      'credential_process = "/usr/bin/tobira" --config /x credentials dev-admin --format process',
      '[profile on-windows]',
      String.raw`credential_process = C:\Tools\tobira.exe credentials other --format process`,
      '[profile another]',
      'credential_process = /opt/not-tobira-at-all credentials prod',
      '[profile stronger]',
      'credential_process = tobira credentials dev --format process',
      'role_arn = arn:aws:iam::111111111111:role/A',
    ].join('\n'),
  );
  expect(profiles.map(({ name, own }) => [name, own])).toEqual([
    ['written', 'prod'],
    ['by-hand', 'dev-admin'],
    ['on-windows', 'other'],
    ['another', undefined],
    ['stronger', undefined],
  ]);
});

test('sessions of IAM Identity Center are found with their regions, and Granted’s settings are those of its tool', async () => {
  const { profiles, ssoSessions } = await read(
    [
      '[sso-session corp]',
      'sso_region = eu-west-1',
      'sso_start_url = https://corp.awsapps.com/start',
      '[sso-session bare]',
      '[profile granted]',
      'granted_sso_account_id = 111111111111',
      'granted_sso_role_name = Admin',
      'credential_process = granted credential-process --profile granted',
    ].join('\n'),
  );
  expect([...ssoSessions]).toEqual([
    ['corp', { region: 'eu-west-1' }],
    ['bare', {}],
  ]);
  expect(profiles[0]?.settings).toEqual({ sso_account_id: '111111111111', sso_role_name: 'Admin' });
});

test("what stands in Python's own section belongs to every profile", async () => {
  const { profiles } = await read(
    '[DEFAULT]\nregion = eu-west-1\n[profile a]\n[profile b]\nregion = us-east-1\n',
  );
  expect(profiles.map(({ settings }) => settings.region)).toEqual(['eu-west-1', 'us-east-1']);
});

test('a file that is not there, or that the AWS CLI cannot read, is a failure that says so', async () => {
  await expect(readAwsConfig('/nowhere/at/all/config')).rejects.toMatchObject({
    code: 'file_failed',
    details: { reason: 'ENOENT' },
  });
  await expect(read('region = x\n')).rejects.toMatchObject({
    code: 'aws_file_malformed',
    details: { line: 1 },
  });
});

test.each([
  ['/var/run/secrets/eks.amazonaws.com/serviceaccount/token', true],
  ['/run/secrets/kubernetes.io/serviceaccount/token', true],
  ['/home/aiko/token', false],
])('whether a token file is a cluster’s is told by where it is: %s', async (path, isOfCluster) => {
  const { profiles } = await read(`[profile pod]\nweb_identity_token_file = ${path}\n`);
  expect(profiles[0]?.brings.has('token-file')).toBe(true);
  expect(profiles[0]?.brings.has('cluster-token')).toBe(isOfCluster);
  expect(JSON.stringify(profiles)).not.toContain(path);
});

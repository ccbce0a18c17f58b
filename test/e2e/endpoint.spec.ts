import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sandboxRoleArn, type Sandbox } from '../sandbox/sandbox.ts';
import type { RunningApp } from '../support/app.ts';
import type { Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { pasted } from './support/clipboard.ts';
import { configWith } from './support/config.ts';
import { expect, test } from './support/fixtures.ts';
import { signIn } from './support/login.ts';

const role = 'Production / Admin';

interface Fixtures {
  readonly desktop: Desktop;
  readonly launch: () => Promise<RunningApp>;
  readonly sandbox: Sandbox;
}

/** Signs in, turns the endpoint on and copies what leads there. @returns what asks it who one is */
async function copyEndpoint({ desktop, launch, sandbox }: Fixtures) {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Local endpoint');
  const entry = `More for a role > ${role} > Copy endpoint environment`;
  await tray.waitForEntry(entry);
  await tray.click(entry);
  let environment = '';
  await expect
    .poll(async () => (environment = await pasted(desktop)))
    .toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI=');

  /** The AWS CLI in a shell into which nothing but this has been pasted. */
  const ask = () => {
    const sts = `/usr/bin/aws sts get-caller-identity --output text --endpoint-url ${sandbox.aws.endpoints.sts}`;
    return run('/bin/sh', ['-c', `${environment}\n${sts}`], {
      env: { PATH: '/usr/bin:/bin', HOME: desktop.home, AWS_EC2_METADATA_DISABLED: 'true' },
    });
  };
  return { app, tray, ask };
}

test('what is copied of the endpoint makes a bare shell that role, until somebody signs out', async ({
  desktop,
  launch,
  sandbox,
}) => {
  const { tray, ask } = await copyEndpoint({ desktop, launch, sandbox });
  const first = await ask();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('assumed-role/Admin/');

  await tray.click('Sign out');
  await tray.waitForEntry('Sign in');
  const refused = await ask();
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('login_needed');
});

test('a role that is edited is the new one there and in its profile within seconds, and never the old one again', async ({
  desktop,
  launch,
  sandbox,
}) => {
  // AWS's own client takes seconds to start where others work too, and is started again and again.
  test.slow();
  const { app, tray, ask } = await copyEndpoint({ desktop, launch, sandbox });
  expect((await ask()).stdout).toContain('assumed-role/Admin/');
  await tray.click(`More for a role > ${role} > Write profile “prod-admin”: keys, kept fresh`);
  const profile = () => readFile(join(desktop.home, '.aws/credentials'), 'utf8').catch(() => '');
  await expect.poll(profile).toContain('[prod-admin]');
  const keyOf = (text: string) => /aws_access_key_id = (\S+)/.exec(text)?.[1];
  const before = keyOf(await profile());

  const edited = configWith(sandbox, { roles: { 'prod-admin': { roleArn: sandboxRoleArn('ReadOnly') } } });
  await writeFile(app.configPath, edited);
  await expect
    .poll(async () => (await ask()).stdout, { timeout: 20_000 })
    .toContain('assumed-role/ReadOnly/');
  await expect.poll(async () => keyOf(await profile())).not.toBe(before);
  for (let again = 0; again < 3; again++) expect((await ask()).stdout).not.toContain('Admin');

  await writeFile(app.configPath, edited.replace('prod-admin', 'other-admin'));
  await expect.poll(async () => (await ask()).stderr, { timeout: 20_000 }).toContain('unknown_role');
});

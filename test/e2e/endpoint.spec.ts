import { run } from '../support/process.ts';
import { pasted } from './support/clipboard.ts';
import { expect, test } from './support/fixtures.ts';
import { finishLogin, signIn } from './support/login.ts';

const role = 'Production / Admin';

test('what is copied of the endpoint makes a bare shell that role, before and after signing out', async ({
  desktop,
  launch,
  sandbox,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Local endpoint');
  await tray.click(`More > ${role} > Copy endpoint environment`);
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
  const first = await ask();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('assumed-role/Admin/');

  await tray.click('Sign out');
  await tray.waitForEntry('Sign in');
  const refused = await ask();
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('login_needed');

  await tray.click('Sign in');
  await finishLogin(await desktop.browser.nextPage());
  await expect.poll(async () => (await ask()).stdout, { timeout: 30_000 }).toContain('assumed-role/Admin/');
});

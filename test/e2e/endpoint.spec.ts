import { run } from '../support/process.ts';
import { pasted } from './support/clipboard.ts';
import { expect, test } from './support/fixtures.ts';
import { signIn } from './support/login.ts';

const role = 'Production / Admin';

test('what is copied of the endpoint makes a bare shell that role, until somebody signs out', async ({
  desktop,
  launch,
  sandbox,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Local endpoint');
  const entry = `Copy, profile, terminal > ${role} > Copy endpoint environment`;
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
  const first = await ask();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('assumed-role/Admin/');

  await tray.click('Sign out');
  await tray.waitForEntry('Sign in');
  const refused = await ask();
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('login_needed');
});

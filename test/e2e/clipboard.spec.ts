import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { offer, pasted } from './support/clipboard.ts';
import { expect, test } from './support/fixtures.ts';
import { recordIpc } from './support/ipc-recorder.ts';
import { openWindow, shutWindow, signIn } from './support/login.ts';
import { secretsIn, secretsOf } from './support/secrets.ts';

/** Pastes into a shell that knows nothing of AWS, and asks there who one is. */
async function identityInShell(desktop: Desktop, sandbox: Sandbox, text: string): Promise<unknown> {
  const ask = `/usr/bin/aws --endpoint-url '${sandbox.aws.endpoints.sts}' --output json sts get-caller-identity`;
  const { code, stdout, stderr } = await run('bash', ['--noprofile', '--norc', '-s'], {
    env: { PATH: '/usr/bin:/bin', HOME: desktop.home, AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '' },
    input: `${text}${ask}\n`,
  });
  if (code !== 0) throw new Error(`The shell ended with ${String(code)}: ${stderr}`);
  return JSON.parse(stdout) as unknown;
}

/** What is on the clipboard once there is something about AWS. */
async function copiedCredentials(desktop: Desktop, except = ''): Promise<string> {
  let text = '';
  await expect
    .poll(async () => {
      text = await pasted(desktop);
      return text !== except && text.startsWith('unset AWS_PROFILE ');
    })
    .toBe(true);
  return text;
}

test('credentials are copied in the tray and in the window, and work in a terminal', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await expect.poll(() => tray.describe()).not.toContain('Copy credentials');
  await signIn(app, desktop);

  await tray.click('Copy credentials > Production / Admin');
  const first = await copiedCredentials(desktop);
  expect(await identityInShell(desktop, sandbox, first)).toMatchObject({
    Arn: 'arn:aws:sts::123456789012:assumed-role/Admin/aiko@example.com',
  });
  await tray.waitForEntry('Copy credentials > Production / Admin (production, copied)');

  const window = await openWindow(app);
  const ipc = await recordIpc(app);
  const row = window.getByRole('row', { name: /Staging/ });
  await row.getByRole('button', { name: 'Copy credentials of Staging / Developer for bash, zsh' }).click();
  await expect(row).toContainText('Copied for bash, zsh: cleared in 30 sec');
  const second = await copiedCredentials(desktop, first);
  expect(await identityInShell(desktop, sandbox, second)).toMatchObject({
    Arn: 'arn:aws:sts::123456789012:assumed-role/Developer/aiko@example.com',
  });
  await tray.waitForEntry('Copy credentials > Staging / Developer (copied)');
  await expect(
    window.getByText('Staging / Developer: Copied for bash, zsh: cleared in 30 sec'),
  ).toBeAttached();

  // The credentials take the short way: neither the window nor the log gets to see them.
  const secrets = secretsOf(sandbox);
  expect(secretsIn(second, secrets)).toHaveLength(2);
  const lines = await ipc.lines();
  expect(lines).toContain('{"call":"role:deliver","args":[{"roleId":"stage-dev","deliveryId":"copy-env"}]}');
  expect(secretsIn(lines.join('\n'), secrets)).toEqual([]);
  expect(secretsIn(await window.content(), secrets)).toEqual([]);
  expect(secretsIn(app.stdout() + app.stderr(), secrets)).toEqual([]);
});

test('a role that AWS refuses says so in its row, and the clipboard is left alone', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await shutWindow(app);
  await offer(desktop, 'a shopping list');

  // The window opens to say what went wrong.
  await tray.click('Copy credentials > Audit / Not for you');
  const window = await app.window();
  const row = window.getByRole('row', { name: /Audit/ });
  await expect(row).toContainText('AWS does not let you assume this role.');
  const before = sandbox.aws.requests.count('AssumeRoleWithWebIdentity');
  await row.getByRole('button', { name: 'Try again: Audit / Not for you' }).click();
  await expect.poll(() => sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(before + 1);
  await expect(row).toContainText('AWS does not let you assume this role.');
  expect(sandbox.aws.requests.count('getSigninToken')).toBe(0);
  expect(await pasted(desktop)).toBe('a shopping list');
});

test('quitting clears the clipboard, also where another program keeps what was copied', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Copy credentials > Production / Admin');
  const text = await copiedCredentials(desktop);
  const manager = await offer(desktop, text);
  expect(await pasted(desktop)).toBe(text);

  await app.quit();
  expect((await manager.result).code).toBe(0);
  expect(await pasted(desktop)).toBe('');
});

test('quitting leaves alone what the user has copied since', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Copy credentials > Production / Admin');
  await copiedCredentials(desktop);
  await offer(desktop, 'a shopping list');

  await app.quit();
  expect(await pasted(desktop)).toBe('a shopping list');
});

test('signing out clears the clipboard', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Copy credentials > Production / Admin');
  const manager = await offer(desktop, await copiedCredentials(desktop));

  await tray.click('Sign out');
  await manager.result;
  expect(await pasted(desktop)).toBe('');
  await tray.waitForEntry('Not signed in');
});

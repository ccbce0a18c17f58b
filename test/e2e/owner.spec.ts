import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/process.ts';
import { commandLine } from './support/command-line.ts';
import { expect, test } from './support/fixtures.ts';
import { finishLogin, nextConsole, openWindow, signIn } from './support/login.ts';
import { testBuild } from './support/packed-apps.ts';

test('the command line is a client of the running app', async ({ desktop, sandbox, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const tobira = commandLine(desktop, app.configPath);

  expect(await tobira.json('agent', 'status')).toMatchObject({ running: true, kind: 'app', pid: app.pid });
  expect(await tobira.json('status')).toMatchObject({
    identities: [{ id: 'work', signedIn: true, user: { name: 'Aiko Tanaka' }, storage: 'keychain' }],
  });
  expect((await tobira.run('roles')).stdout).toContain('prod-admin');
  const credentials = await tobira.json('credentials', 'prod-admin');
  const [issued] = sandbox.aws.issuedCredentials;
  expect(credentials).toMatchObject({ AWS_SECRET_ACCESS_KEY: issued?.secretAccessKey });

  const { stdout: url } = await tobira.run('console', 'prod-admin', '--print');
  const page = await desktop.browser.context.newPage();
  await page.goto(url.trim());
  await expect(page.getByTestId('assumed-role-arn')).toContainText('assumed-role/Admin/');

  // What one of them has obtained serves the other.
  await desktop.browser.nextPage();
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(1);

  // Signing out on the command line shows in the app.
  expect((await tobira.run('logout')).code).toBe(0);
  await tray.waitForEntry('Not signed in');
});

test('the app takes over from the agent, and the agent from the app, without a second login', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const configPath = join(desktop.home, 'config.yaml');
  await writeFile(configPath, sandbox.configYaml());
  const tobira = commandLine(desktop, configPath);
  const login = tobira.start('login');
  await finishLogin(await desktop.browser.nextPage());
  expect((await login.result).code).toBe(0);
  await tobira.json('credentials', 'prod-admin');
  const agent = (await tobira.json('agent', 'status')) as { readonly pid: number };
  expect(agent).toMatchObject({ running: true, kind: 'agent' });
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(1);

  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Aiko Tanaka');
  await expect.poll(() => existsSync(`/proc/${agent.pid}`)).toBe(false);
  expect(await tobira.json('agent', 'status')).toMatchObject({ kind: 'app', pid: app.pid });
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(1);

  await app.quit();
  await tobira.json('credentials', 'dev-read');
  expect(await tobira.json('agent', 'status')).toMatchObject({ running: true, kind: 'agent' });
  expect(sandbox.gitlab.requests.count('token', { grant_type: 'authorization_code' })).toBe(1);
});

test('a second start brings the window of the first forward and ends', async ({ desktop, launch }) => {
  const app = await launch();
  const window = await app.window();
  await window.waitForLoadState();
  await window.close();
  expect(app.electron.windows()).toEqual([]);

  const opened = app.electron.waitForEvent('window');
  const { code } = await run(testBuild().program, ['--no-sandbox'], {
    env: { ...desktop.env, ELECTRON_DISABLE_SANDBOX: '1', TOBIRA_CONFIG: app.configPath },
  });
  expect(code).toBe(0);
  const again = await opened;
  await expect(again.getByRole('button', { name: /^Sign in/ })).toBeVisible();
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('after a crash it starts again as if nothing had happened', async ({ desktop, sandbox, launch }) => {
  const first = await launch();
  const tray = await signIn(first, desktop);
  // In the middle of its work: AWS is slow, and the new refresh token is already stored.
  sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'stall-headers' });
  await tray.click('Production / Admin');
  await sandbox.aws.requests.waitFor('AssumeRoleWithWebIdentity');
  await first.kill();

  const app = await launch();
  const second = await app.tray();
  await second.waitForEntry('Aiko Tanaka');
  await second.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(await desktop.keyring.items('Tobira')).toHaveLength(1);
});

test('Quit in the tray ends it, and a closed window does not', async ({ launch }) => {
  const app = await launch();
  const tray = await app.tray();
  const window = await app.window();
  await window.close();
  await tray.waitForEntry('Quit');
  const again = await openWindow(app);
  await expect(again.getByRole('button', { name: /^Sign in/ })).toBeVisible();

  // Asked for before the end: Playwright lets go of it then.
  const child = app.electron.process();
  const ended = once(child, 'exit');
  await tray.click('Quit');
  await ended;
  expect(child.exitCode).toBe(0);
});

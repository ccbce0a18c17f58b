import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from './support/command-line.ts';
import { configWith } from './support/config.ts';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, shutWindow, signIn } from './support/login.ts';
import { seen } from './support/seen.ts';

const folder = fileURLToPath(new URL('../../test-output/screens', import.meta.url));
const allow = { name: 'Allow for 15 minutes' };

test('a click in the tray asks in the window first; a yes opens the console, and holds', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
  const tray = await signIn(app, desktop);
  await shutWindow(app);

  await tray.click('Production / Admin');
  const window = await app.window();
  const question = window.getByRole('alertdialog', { name: 'Use this role?' });
  await expect(question).toContainText('Production / Admin');
  await expect(question).toContainText('You are about to use it.');
  await tray.waitForEntry('Production / Admin asks for your yes');
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(0);
  await mkdir(folder, { recursive: true });
  await window.screenshot({ path: join(folder, 'window-confirm.png'), animations: 'disabled' });

  await question.getByRole('button', allow).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  await expect(question).toHaveCount(0);

  await tray.waitForEntry('Production / Admin', ({ enabled }) => enabled);
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  await expect(question).toHaveCount(0);
});

test('a no does nothing and says nothing; a window that was closed comes back with the question', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
  const tray = await signIn(app, desktop);
  await shutWindow(app);

  await tray.click('Production / Admin');
  await app.window();
  await shutWindow(app);
  await tray.click('Production / Admin');
  const window = await app.window();
  await window.getByRole('alertdialog', { name: 'Use this role?' }).waitFor();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('alertdialog')).toHaveCount(0);

  await expect(window.getByRole('alert')).toHaveCount(0);
  await expect(seen(window, 'It was not confirmed')).toHaveCount(0);
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(0);
  await expect.poll(() => tray.describe()).not.toContain('asks for your yes');
});

test('the command line is refused with exit code 4 until the user says yes in the window', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
  await signIn(app, desktop);
  const tobira = commandLine(desktop, app.configPath);
  const window = await app.window();

  const refused = await tobira.run('credentials', 'prod-admin', '--format', 'process');
  expect(refused).toMatchObject({ code: 4, stdout: '' });
  expect(refused.stderr).toContain('"Production / Admin" asks for your confirmation first.');
  const question = window.getByRole('alertdialog', { name: 'Use this role?' });
  await expect(question).toContainText('A program on this computer');
  await question.getByRole('button', allow).click();
  await expect(question).toHaveCount(0);

  const given = await tobira.run('credentials', 'prod-admin', '--format', 'process');
  expect(given.code).toBe(0);
  expect(JSON.parse(given.stdout)).toMatchObject({
    AccessKeyId: sandbox.aws.issuedCredentials[0]?.accessKeyId,
  });
});

test('copying asks, too, and goes on by itself', async ({ desktop, sandbox, launch }) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
  await signIn(app, desktop);
  const window = await app.window();
  await window.getByRole('button', { name: /^Copy .*Production \/ Admin/ }).click();
  const question = window.getByRole('alertdialog', { name: 'Use this role?' });
  await question.getByRole('button', allow).click();
  await expect.poll(() => sandbox.aws.issuedCredentials.length).toBe(1);
  await window
    .getByText(/^Copied/)
    .first()
    .waitFor();
});

test('signing out takes an open question away', async ({ desktop, sandbox, launch }) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
  const tray = await signIn(app, desktop);
  await tray.click('Production / Admin');
  const window = await app.window();
  await window.getByRole('alertdialog', { name: 'Use this role?' }).waitFor();
  await tray.click('Sign out');
  await tray.waitForEntry('Not signed in');
  await expect(window.getByRole('alertdialog')).toHaveCount(0);
  await expect(window.getByRole('alert')).toHaveCount(0);
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pasted } from './support/clipboard.ts';
import { commandLine } from './support/command-line.ts';
import { configWith } from './support/config.ts';
import { expect, test } from './support/fixtures.ts';
import { finishLogin, nextConsole, shutWindow, signIn } from './support/login.ts';

const folder = fileURLToPath(new URL('../../test-output/screens', import.meta.url));

test.use({ desktopOptions: { notifications: true } });

test('a login that a program lacks is told once, and a click on it signs in', async ({ desktop, launch }) => {
  const app = await launch();
  await shutWindow(app);
  const tobira = commandLine(desktop, app.configPath);
  for (let time = 0; time < 20; time += 1) {
    expect((await tobira.run('credentials', 'prod-admin', '--format', 'process')).code).toBe(4);
  }
  const { notifications } = desktop;
  await expect.poll(() => notifications.bubbles()).toBe(1);
  expect(notifications.asked()).toHaveLength(1);
  const [{ title, body } = { title: '', body: '' }] = notifications.asked();
  expect(title).toMatch(/^Sign in to 127\.0\.0\.1:\d+ for Production \/ Admin$/);
  expect(body).toBe('A program wants AWS credentials, and nobody is signed in. Click here to sign in.');
  await mkdir(folder, { recursive: true });
  await desktop.screenshot(join(folder, 'notification-login.png'), { settled: true });

  await notifications.click();
  await finishLogin(await desktop.browser.nextPage());
  await (await app.tray()).waitForEntry('Aiko Tanaka');
  expect((await tobira.run('credentials', 'prod-admin', '--format', 'process')).code).toBe(0);
  expect(notifications.asked()).toHaveLength(1);
  await expect.poll(() => notifications.gone()).toEqual(['clicked']);
});

test('it is taken back when somebody signs in otherwise, and comes again after a sign-out', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  await shutWindow(app);
  const tobira = commandLine(desktop, app.configPath);
  const { notifications } = desktop;
  await tobira.run('credentials', 'prod-admin', '--format', 'process');
  await expect.poll(() => notifications.bubbles()).toBe(1);

  const tray = await signIn(app, desktop);
  await expect.poll(() => notifications.gone()).toEqual(['taken-back']);
  expect(await notifications.bubbles()).toBe(0);

  await tray.click('Sign out');
  await tray.waitForEntry('Not signed in');
  await tobira.run('credentials', 'prod-admin', '--format', 'process');
  await expect.poll(() => notifications.asked().length).toBe(2);
});

test('a question for a program is told once, a click shows it, and the answer takes it back', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
  await signIn(app, desktop);
  await shutWindow(app);
  const tobira = commandLine(desktop, app.configPath);
  const { notifications } = desktop;
  for (let time = 0; time < 5; time += 1) {
    expect((await tobira.run('credentials', 'prod-admin', '--format', 'process')).code).toBe(4);
  }
  await expect.poll(() => notifications.bubbles()).toBe(1);
  expect(notifications.asked()).toMatchObject([{ title: 'Production / Admin asks for your yes' }]);
  expect(app.electron.windows()).toEqual([]);
  await desktop.screenshot(join(folder, 'notification-confirmation.png'), { settled: true });

  await notifications.click();
  const window = await app.window();
  await window.getByRole('button', { name: 'Allow for 15 minutes' }).click();
  await expect(window.getByRole('alertdialog')).toHaveCount(0);
  expect((await tobira.run('credentials', 'prod-admin', '--format', 'process')).code).toBe(0);
  expect(notifications.asked()).toHaveLength(1);
});

test('an answer elsewhere takes a notification back', async ({ desktop, sandbox, launch }) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
  await signIn(app, desktop);
  const tobira = commandLine(desktop, app.configPath);
  await tobira.run('credentials', 'prod-admin', '--format', 'process');
  await expect.poll(() => desktop.notifications.bubbles()).toBe(1);
  const window = await app.window();
  await window.getByRole('button', { name: 'Not now' }).click();
  await expect.poll(() => desktop.notifications.gone()).toEqual(['taken-back']);
  expect(await desktop.notifications.bubbles()).toBe(0);
});

test('a console that ends soon is told of once, and a click opens it again', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const hour = { duration: '1h', consoleDuration: '1h' };
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': hour } }) });
  const tray = await signIn(app, desktop);
  await shutWindow(app);
  await tray.click('Production / Admin');
  await nextConsole(desktop);
  // The page may be there before Tobira hears that it is.
  await tray.waitForEntry('Production / Admin', ({ enabled, label }) => enabled && label.includes('until'));
  const { notifications } = desktop;
  expect(notifications.asked()).toEqual([]);

  // The computer sleeps: eight minutes are left when it wakes.
  const wake = (minutes: number) =>
    app.electron.evaluate(({ powerMonitor }, ms) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ms;
      powerMonitor.emit('resume');
    }, minutes * 60_000);
  await wake(52);
  await expect.poll(() => notifications.bubbles()).toBe(1);
  await wake(1);
  expect(notifications.asked()).toHaveLength(1);
  const [{ title, body } = { title: '', body: '' }] = notifications.asked();
  expect(title).toMatch(/^Production \/ Admin ends at \d/);
  expect(body).toBe('The console session ends then. Click here to open the console again.');
  await mkdir(folder, { recursive: true });
  await desktop.screenshot(join(folder, 'notification-ending.png'), { settled: true });

  await notifications.click();
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(2);
  await expect.poll(() => notifications.bubbles()).toBe(0);
  expect(notifications.asked()).toHaveLength(1);
});

test('a clipboard that was cleared is told once, for a moment, and not where nobody wants to know', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const quick = `${sandbox.configYaml()}clipboard:\n  clearAfter: 5s\n`;
  const silent = `${quick}notifications:\n  clipboardCleared: false\n`;
  const app = await launch({ config: silent });
  const tray = await signIn(app, desktop);
  await shutWindow(app);
  const { notifications } = desktop;
  const copyUntilCleared = async () => {
    await tray.click('Copy credentials > Production / Admin');
    await expect.poll(() => pasted(desktop)).toContain('AWS_SECRET_ACCESS_KEY');
    await expect.poll(() => pasted(desktop)).toBe('');
  };
  await copyUntilCleared();

  // Once the menu has the other name, the file has been read.
  await writeFile(app.configPath, quick.replace('Sandbox / Read only', 'Playground'));
  await tray.waitForEntry('Playground');
  await copyUntilCleared();
  await expect.poll(() => notifications.gone()).toEqual(['taken-back']);
  expect(notifications.asked()).toEqual([
    { title: 'Clipboard cleared', body: 'The credentials that Tobira put there are gone.' },
  ]);
  expect(await notifications.bubbles()).toBe(0);
});

test.describe('where the desktop shows no notifications', () => {
  test.use({ desktopOptions: { notifications: false } });

  test('nothing breaks, and the tray tells', async ({ desktop, sandbox, launch }) => {
    const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { confirm: true } } }) });
    const tray = await signIn(app, desktop);
    await shutWindow(app);
    const tobira = commandLine(desktop, app.configPath);
    expect((await tobira.run('credentials', 'prod-admin', '--format', 'process')).code).toBe(4);
    await tray.waitForEntry('Production / Admin asks for your yes');
    await tray.click('Production / Admin asks for your yes');
    const window = await app.window();
    await window.getByRole('button', { name: 'Allow for 15 minutes' }).click();
    await expect
      .poll(async () => (await tobira.run('credentials', 'prod-admin', '--format', 'process')).code)
      .toBe(0);
    await expect.poll(() => tray.describe()).not.toContain('asks for your yes');
  });
});

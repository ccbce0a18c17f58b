import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hold } from '../sandbox/gitlab/fault.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { RunningApp } from '../support/app.ts';
import type { Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { commandLine } from './support/command-line.ts';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, signIn } from './support/login.ts';
import { testBuild } from './support/packed-apps.ts';
import { seen } from './support/seen.ts';

const ways: readonly (readonly [string, (app: RunningApp) => void])[] = [
  ['Quit', (app) => void app.electron.evaluate(({ app: own }) => own.quit()).catch(() => undefined)],
  ['SIGTERM', (app) => process.kill(app.pid, 'SIGTERM')],
];

/**
 * Signs in, starts the app anew and asks for a console: GitLab has revoked the old token and holds its reply back.
 *
 * @returns the app, and what lets the reply through
 */
async function refreshing(
  first: RunningApp,
  desktop: Desktop,
  { gitlab }: Sandbox,
): Promise<{ readonly app: RunningApp; readonly answer: () => void }> {
  await signIn(first, desktop);
  const app = await first.restart();
  const tray = await app.tray();
  await tray.waitForEntry('Production / Admin');
  gitlab.requests.clear();
  let answer: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (answer = resolve));
  gitlab.faults.add('token', hold(until, 'done'), { times: 1 });
  await tray.click('Production / Admin');
  await gitlab.requests.reached('token', 1);
  return { app, answer };
}

for (const [way, end] of ways) {
  test(`${way} during a refresh waits for the new token, and the session goes on`, async ({
    desktop,
    sandbox,
    launch,
  }) => {
    const { app, answer } = await refreshing(await launch(), desktop, sandbox);

    const gone = once(app.electron.process(), 'exit');
    end(app);
    // The app has been told before GitLab answers: its command line socket turns new refreshes away.
    setTimeout(answer, 300);
    await gone;

    const [item] = await desktop.keyring.items('Tobira');
    const [live] = sandbox.gitlab.refreshTokens();
    expect(live).toBeDefined();
    expect(item?.secret).toContain(live?.token);
    const again = await app.restart();
    const menu = await again.tray();
    await menu.waitForEntry('Aiko Tanaka');
    await menu.click('Production / Admin');
    expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
    await again.quit();
  });
}

test('a start while it still waits for the new token is made up for when it has ended', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const { app, answer } = await refreshing(await launch(), desktop, sandbox);

  const gone = once(app.electron.process(), 'exit');
  process.kill(app.pid, 'SIGTERM');
  const tobira = commandLine(desktop, app.configPath);
  const second = await run(testBuild().program, ['--no-sandbox'], {
    env: { ...desktop.env, ELECTRON_DISABLE_SANDBOX: '1', TOBIRA_CONFIG: app.configPath },
  });
  expect(second.code).toBe(0);
  answer();
  await gone;

  let pid = 0;
  await expect(async () => {
    const status = (await tobira.json('agent', 'status')) as {
      readonly kind?: string;
      readonly pid?: number;
    };
    expect(status).toMatchObject({ running: true, kind: 'app' });
    pid = status.pid ?? 0;
  }).toPass({ timeout: 20_000 });
  expect(pid).not.toBe(app.pid);
  expect(await tobira.json('status')).toMatchObject({ identities: [{ id: 'work', signedIn: true }] });
  await tobira.json('credentials', 'prod-admin');
  await tobira.run('agent', 'stop');
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
});

test('signing out while a console is on its way opens no page', async ({ desktop, sandbox, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'latency', latencyMs: 1500 });
  const before = await desktop.browser.opened();
  await tray.click('Production / Admin');
  await sandbox.aws.requests.waitFor('AssumeRoleWithWebIdentity', 1, 10_000);

  await tray.click('Sign out');
  await tray.waitForEntry('Not signed in');
  await tray.waitForEntry('Production / Admin', (entry) => entry.enabled);

  expect(await desktop.browser.opened()).toEqual(before);
  expect(sandbox.gitlab.refreshTokens()).toEqual([]);
});

test('while the file is broken, a login can be cancelled and a session ended', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await tray.click('Sign in');
  await desktop.browser.nextPage();
  await writeFile(app.configPath, 'version: [');
  await tray.waitForEntry('The configuration has a mistake');
  await tray.click('Cancel sign-in');
  await tray.waitForEntry('Sign in');

  await writeFile(app.configPath, sandbox.configYaml());
  const window = await app.window();
  await expect(seen(window, 'The configuration has a mistake')).toBeHidden();
  await signIn(app, desktop);
  await writeFile(app.configPath, 'version: [');
  await tray.waitForEntry('The configuration has a mistake');
  await tray.click('Sign out');
  await tray.waitForEntry('Not signed in');
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
});

import { appendFile, mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { calls, type CallName } from '../../src/shared/ipc.ts';
import { sandboxRoleArn } from '../sandbox/sandbox.ts';
import { pasted } from './support/clipboard.ts';
import { commandLine } from './support/command-line.ts';
import { configWith } from './support/config.ts';
import { installEditor } from './support/editor.ts';
import { expect, test } from './support/fixtures.ts';
import { recordIpc } from './support/ipc-recorder.ts';
import { finishLogin, nextConsole, signIn } from './support/login.ts';
import { secretsIn, secretsOf, secretsUnder } from './support/secrets.ts';

test('no secret reaches the window, a file, a command line of the app or its output', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const window = await app.window();
  await window.getByRole('button', { name: /^Sign in/ }).waitFor();
  const ipc = await recordIpc(app);
  const tray = await signIn(app, desktop);
  await window.getByRole('button', { name: 'Open console as Production / Admin' }).click();
  await nextConsole(desktop);
  // A refresh and a refusal have messages of their own.
  await tray.click('Audit / Not for you');
  await expect(window.getByRole('row', { name: /Audit/ })).toContainText('AWS does not let you');
  await tray.click('Staging / Developer');
  await nextConsole(desktop);
  await tray.click('Copy credentials > Production / Admin');
  await tray.waitForEntry('Copy credentials > Production / Admin (production, copied)');

  const secrets = secretsOf(sandbox);
  const kinds = new Set([...secrets.keys()].map((name) => name.replace(/ \d+$/, '')));
  expect([...kinds].sort()).toEqual([
    'ID token',
    'access token',
    'code',
    'code verifier',
    'refresh token',
    'secret key',
    'session token',
    'sign-in token',
  ]);

  const lines = await ipc.lines();
  expect(lines.some((line) => line.startsWith('{"call":"role:console"'))).toBe(true);
  expect(lines.some((line) => line.startsWith('{"push":"view:changed"'))).toBe(true);
  expect(secretsIn(lines.join('\n'), secrets)).toEqual([]);
  expect(lines.join('\n')).not.toContain('SigninToken');
  expect(secretsIn(await window.content(), secrets)).toEqual([]);
  expect(secretsIn(app.stdout() + app.stderr(), secrets)).toEqual([]);

  const told = await ownProcesses(app.pid);
  expect(told).toContain('--type=renderer');
  expect(secretsIn(told, secrets)).toEqual([]);

  // What the programs that open pages were given as their arguments.
  const opened = await desktop.browser.opened();
  expect(opened).toHaveLength(3);
  expect(secretsIn(opened.join('\n'), secrets)).toEqual([]);
  expect(opened.join('\n')).not.toContain('SigninToken');

  // The agent takes over, gets a token of its own, and gives way to the app, which signs out.
  await app.quit();
  const tobira = commandLine(desktop, app.configPath);
  const { code, stderr } = await tobira.run('credentials', 'dev-read');
  expect(code).toBe(0);
  const next = await launch();
  const menu = await next.tray();
  await menu.waitForEntry('Sign out');
  await menu.click('Sign out');
  await menu.waitForEntry('Not signed in');
  await next.quit();

  const everything = secretsOf(sandbox);
  expect(everything.size).toBeGreaterThan(secrets.size);
  expect(secretsIn(next.stdout() + next.stderr() + stderr, everything)).toEqual([]);
  // Left out: the browser's own profile.
  const except = ['chromium/'];
  const { files, found } = await secretsUnder(desktop.home, everything, except);
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(10);

  // The search finds what it looks for, also in the middle of something that was written in base64.
  const planted = [...everything.values()].map((secret, index) =>
    index % 2 === 0 ? secret : Buffer.from(`{"x":"${'y'.repeat(index)}${secret}"}`).toString('base64'),
  );
  await writeFile(join(desktop.home, 'planted'), planted.join('\n'));
  const control = await secretsUnder(desktop.home, everything, except);
  expect(control.found).toHaveLength(everything.size);
});

test('no secret crosses between the window and the main process, whatever is asked for', async ({
  desktop,
  sandbox,
  launch,
}) => {
  // It goes wherever one can go.
  test.slow();
  await installEditor(desktop);
  const app = await launch({ config: configWith(sandbox, { roles: { 'stage-dev': { confirm: true } } }) });
  const window = await app.window();
  const button = (name: string | RegExp) => window.getByRole('button', { name, exact: true });
  await button(/^Sign in/).waitFor();
  const ipc = await recordIpc(app);
  // So that the page begins again, with its first question.
  await window.reload();
  const back = () => button('Back to the roles').click();
  const go = async (name: string) => {
    await button('Menu').click();
    await window.getByRole('menuitem', { name, exact: true }).click();
  };
  const ask = (name: CallName, request: unknown) => askDirectly(window, name, request);

  // Signing in, in every way.
  await button(/^Sign in/).click();
  await desktop.browser.nextPage();
  await button(/^Open the page again/).click();
  await desktop.browser.nextPage();
  await button(/^Copy the address/).click();
  await expect.poll(() => pasted(desktop)).toContain('/oauth/authorize?');
  await button(/^Sign in with a code/).click();
  await expect(window.getByText(/^[A-Z]{8}$/)).toBeVisible();
  await sandbox.gitlab.requests.reached('token');
  await button(/^Cancel/).click();
  await button(/^Sign in/).click();
  await finishLogin(await desktop.browser.nextPage());
  await button(/^Account details/).click();
  await button(/^Copy user id/).click();

  // Consoles, services, credentials, questions.
  await button('Open console as Production / Admin').click();
  await nextConsole(desktop);
  await button('More: Production / Admin').click();
  await window.getByRole('menuitem', { name: 'Open in a service…' }).click();
  await window.getByRole('option', { name: 'EC2', exact: true }).first().click();
  await nextConsole(desktop);
  await button('Pin Production / Admin').click();
  await button('Copy credentials of Staging / Developer for bash, zsh').click();
  await button('Not now').click();
  await button('Copy credentials of Staging / Developer for bash, zsh').click();
  await button('Allow for 15 minutes').click();
  await expect.poll(() => pasted(desktop)).toContain('AWS_SECRET_ACCESS_KEY');
  await ask('endpoint:turn', { on: true });
  for (const deliveryId of ['copy-json', 'copy-console', 'profile', 'profile-process', 'copy-endpoint'])
    expect(await ask('role:deliver', { roleId: 'prod-admin', deliveryId })).toMatchObject({ ok: true });
  // In the format of the last copy.
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN: endpointToken = '' } = JSON.parse(
    await pasted(desktop),
  ) as Readonly<Record<string, string>>;
  expect(endpointToken.length).toBeGreaterThan(20);

  // A refusal and all advice about it.
  const row = window.getByRole('row', { name: /^Audit/ });
  await button('Open console as Audit / Not for you').click();
  await row.getByRole('button', { name: /^Explain/ }).click();
  await row.getByRole('button', { name: /^Copy sub/ }).click();
  await row.getByRole('button', { name: /^Check the trust policy/ }).click();
  await button('Copy: A policy that lets you in').click();
  await back();

  // Settings and editors.
  await go('Settings');
  await window.getByLabel('Theme').selectOption('dark');
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await button('Edit Production / Admin').click();
  await window.getByLabel('Name', { exact: true }).fill('Production / Root');
  await window.getByLabel('Tags').focus();
  await button('Save').click();
  await expect(button('Edit Production / Root')).toBeVisible();
  await back();
  await go('Open the configuration file');
  await go('Reload the configuration file');

  await go('Check-up');
  await expect(window.getByText(/\d+ problems? · /)).toBeVisible({ timeout: 60_000 });
  await app.electron.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    },
    join(desktop.home, 'saved'),
  );
  await button('Save report…').click();
  await expect(window.getByText('Saved as saved')).toBeVisible();
  await back();

  await go('Set up an AWS role');
  await expect(window.getByLabel('Application id')).toHaveValue(sandbox.gitlab.applications.default.uid);
  await button('Copy Redirect URI').click();
  await button('Result').click();
  await expect(window.getByRole('heading', { name: 'Something is missing' })).toBeVisible();
  expect(await ask('setup:save', { output: 'policy' })).toMatchObject({ ok: false });
  const trial = { identityId: 'work', roleArn: sandboxRoleArn('ReadOnly') };
  expect(await ask('setup:try-role', trial)).toMatchObject({ ok: true });
  await back();

  // Keys in AWS's files stay there.
  const awsFolder = join(desktop.home, '.aws');
  await mkdir(awsFolder, { recursive: true });
  const foreign = `[profile shop]\nrole_arn = ${sandboxRoleArn('ReadOnly')}\nweb_identity_token_file = /run/token\n`;
  await appendFile(
    join(awsFolder, 'config'),
    `\n${foreign}[profile foreign]\naws_access_key_id = AKIAFOREIGN\naws_secret_access_key = foreignSecret\n`,
  );
  await go('Settings');
  await button('Import from AWS’s files…').click();
  await expect(window.getByText('It holds keys.')).toBeVisible();
  expect(await ask('import:write', { identityId: 'work', profiles: [] })).toMatchObject({
    ok: true,
    added: 0,
  });
  await button('Back to the settings').click();
  await button('Export…').click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Save…', exact: true }).click();
  await expect(window.getByText('Saved as saved')).toBeVisible();
  await back();

  await go('Activity');
  await expect(window.locator('.activity-row')).not.toHaveCount(0);
  await button('Clear…').click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(window.locator('.activity-row')).toHaveCount(0);
  await back();

  // What has no occasion here; and the end of everything.
  await ask('role:cancel', { roleId: 'prod-admin' });
  // What has not failed is not tried again: nothing opens.
  await ask('role:retry', { roleId: 'prod-admin', retry: 'nothing' });
  await ask('alarm:dismiss', { alarmId: 'none' });
  // No catalogue is named here: each says so.
  expect(await ask('role:details', { roleId: 'prod-admin' })).toMatchObject({ ok: true });
  const page = { text: 'https://eu-west-1.console.aws.amazon.com/s3/home' };
  expect(await ask('page:read', page)).toMatchObject({ ok: true });
  const none = { catalogueId: 'none' };
  for (const name of [
    'catalogue:read',
    'catalogue:sign-in',
    'catalogue:cancel-sign-in',
    'catalogue:sign-out',
    'catalogue:dismiss-change',
  ] as const)
    expect(await ask(name, none)).toMatchObject({ ok: false });
  expect(await ask('catalogue:put-away', { ...none, notice: 'sign-in' })).toMatchObject({ ok: false });
  const issuer = { ...none, issuer: 'https://gitlab.example.com', clientId: 'none' };
  expect(await ask('catalogue:trust', issuer)).toMatchObject({ ok: false });
  await ask('tray-host:dismiss', undefined);
  // The configuration names no place to look for versions: nobody is asked.
  for (const name of ['updates:look', 'updates:open-page', 'updates:dismiss'] as const)
    await ask(name, undefined);
  await go('Lock everything…');
  await window.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await ask('identity:sign-out', { identityId: 'work' })).toMatchObject({ ok: true });
  await go('Lock everything…');
  await window.getByRole('alertdialog').getByRole('button', { name: 'Lock everything' }).click();
  await expect(window.locator('.notice').getByText('Everything is locked.')).toBeVisible();

  const secrets = new Map([...secretsOf(sandbox), ['endpoint token', endpointToken]]);
  expect([...secrets.keys()].join()).toContain('device code');
  const lines = await ipc.lines();
  const called = lines.flatMap((line) => /^\{"call":"([^"]+)"/.exec(line)?.[1] ?? []);
  expect([...new Set(called)].sort()).toEqual(Object.keys(calls).sort());
  expect(secretsIn(lines.join('\n'), secrets)).toEqual([]);
  expect(lines.join('\n')).not.toMatch(/SigninToken|code_challenge|"sent"|AKIAFOREIGN|foreignSecret/);

  // The recorder hears each way: what the page says, what it is answered, and what it is sent.
  const [[name, secret] = ['', '']] = [...secrets].filter(([kind]) => kind.startsWith('secret key'));
  const answers = { issuer: 'https://gitlab.example.com', accountId: '123456789012', partition: 'aws' };
  const more = { roleName: 'Planted', users: ['42'], permissions: '', maxSession: '1h' };
  await ask('setup:plan', { ...answers, ...more, clientId: secret });
  await app.electron.evaluate(({ BrowserWindow }, planted) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send('planted', planted);
  }, secret);
  const planted = (await ipc.lines()).filter((line) => secretsIn(line, secrets).includes(name));
  expect(planted.map((line) => /^\{"(\w+":"[^"]+)"/.exec(line)?.[1])).toEqual([
    'call":"setup:plan',
    'answer":"setup:plan',
    'push":"planted',
  ]);
});

/** A call of the page that no button stands for here. */
function askDirectly(window: Page, name: CallName, request: unknown): Promise<unknown> {
  return window.evaluate(
    ([called, content]) => {
      // The page's own bridge, for a name and a request that are known only here.
      const { tobira } = globalThis as unknown as {
        tobira: { call(name: unknown, request: unknown): Promise<unknown> };
      };
      return tobira.call(called, content);
    },
    [name, request] as const,
  );
}

/** Command lines and environments of the app's processes: of all that run the same program for the same desktop. */
async function ownProcesses(pid: number): Promise<string> {
  const program = await readlink(`/proc/${pid}/exe`);
  const [, household = ''] = /(TOBIRA_TEST_HOUSEHOLD=[^\0]+)/.exec(await read(`/proc/${pid}/environ`)) ?? [];
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(
    names.map(async (name) => {
      if ((await readlink(`/proc/${name}/exe`).catch(() => '')) !== program) return '';
      const environment = await read(`/proc/${name}/environ`);
      return environment.includes(household) ? environment + (await read(`/proc/${name}/cmdline`)) : '';
    }),
  );
  return texts.join('\n');
}

/** Processes come and go while the list is read. */
function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

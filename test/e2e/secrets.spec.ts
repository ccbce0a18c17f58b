import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine } from './support/command-line.ts';
import { expect, test } from './support/fixtures.ts';
import { recordIpc } from './support/ipc-recorder.ts';
import { nextConsole, signIn } from './support/login.ts';
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

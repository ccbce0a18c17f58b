import { chmod, cp, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desktop } from '../support/desktop.ts';
import { installedCommand, noDisplay, type InstalledCommand } from './support/installed-command.ts';
import { finishLogin, nextConsole } from './support/login.ts';
import { shippedBuild, testBuild, type PackedApp } from './support/packed-apps.ts';
import { configPath } from './support/shipped-app.ts';
import { expect, test } from './support/shipped-fixtures.ts';
import { openWindows } from './support/windows.ts';

interface OwnerReport {
  readonly running: boolean;
  readonly kind?: string;
  readonly pid?: number;
}

async function owner(tobira: InstalledCommand): Promise<OwnerReport> {
  return (await tobira.json('agent', 'status')) as OwnerReport;
}

async function ownerPid(tobira: InstalledCommand): Promise<number> {
  const { pid } = await owner(tobira);
  if (pid === undefined) throw new Error('There is no owner');
  return pid;
}

/** The program of a process. */
const programOf = (pid: number): Promise<string> => readlink(`/proc/${pid}/exe`);

/** Whether a process is the app in the background; Chromium joins its words with spaces there. */
const isAppAgent = (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (line) => line.includes(' --agent '),
    () => false,
  );

const isGone = (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => stat.includes(') Z '),
    () => true,
  );

const agentLog = ({ home }: Desktop): Promise<string> =>
  readFile(join(home, '.local/state/tobira/agent.log'), 'utf8');

const builds: readonly (readonly [string, () => PackedApp])[] = [
  ['the app that users get', shippedBuild],
  ['the test build', testBuild],
];

for (const [name, build] of builds) {
  test.describe(`${name} as the agent`, () => {
    test.use({ withBrowser: true });

    test('a command starts it, it shows nothing, and the app takes over without a second login', async ({
      desktop,
      sandbox,
      start,
    }) => {
      const tobira = await installedCommand(desktop, build(), {
        node: true,
        config: sandbox.configYaml(),
        env: desktop.browser.env,
      });
      const login = tobira.start(['login']);
      await finishLogin(await desktop.browser.nextPage());
      expect(await login.result).toMatchObject({ code: 0 });
      await tobira.json('credentials', 'prod-admin');
      const agent = await ownerPid(tobira);
      expect(await owner(tobira)).toMatchObject({ kind: 'agent', pid: agent });
      expect(await programOf(agent)).toBe(build().program);
      expect(await isAppAgent(agent)).toBe(true);
      expect(await openWindows(desktop, 'Tobira')).toEqual([]);

      const app = await start({ program: build().program });
      const tray = await app.tray();
      await tray.waitForEntry('Aiko Tanaka');
      await expect.poll(() => isGone(agent)).toBe(true);
      expect(await owner(tobira)).toMatchObject({ kind: 'app', pid: app.pid });
      await tray.click('Production / Admin');
      expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
      expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(1);
      expect(await agentLog(desktop)).toContain('agent.ended');

      expect(await app.quit()).toMatchObject({ code: 0 });
      // The other way round the session comes from the keychain.
      await tobira.json('credentials', 'dev-read');
      expect(await isAppAgent(await ownerPid(tobira))).toBe(true);
      expect(sandbox.gitlab.requests.count('token', { grant_type: 'authorization_code' })).toBe(1);
      await tobira.run(['agent', 'stop']);
    });
  });
}

test('commands and the app at once: one owner is left, and the user has a tray', async ({
  desktop,
  sandbox,
  start,
}) => {
  const config = sandbox.configYaml();
  const tobira = await installedCommand(desktop, shippedBuild(), { node: true, config });
  const commands = Array.from({ length: 4 }, () => tobira.json('status'));
  const app = await start();
  await Promise.all(commands);
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await expect.poll(() => owner(tobira)).toMatchObject({ kind: 'app', pid: app.pid });
  const agents = async (): Promise<readonly number[]> => {
    const pids = desktop.processes();
    const found = await Promise.all(pids.map(isAppAgent));
    return pids.filter((_pid, index) => found[index]);
  };
  await expect.poll(agents).toEqual([]);
  expect(await app.quit()).toMatchObject({ code: 0 });
});

test('one agent is enough, and SIGTERM ends it', async ({ desktop, sandbox }) => {
  const config = sandbox.configYaml();
  const tobira = await installedCommand(desktop, shippedBuild(), { node: true, config });
  await tobira.json('status');
  const agent = await ownerPid(tobira);
  expect(await isAppAgent(agent)).toBe(true);

  // A second one finds out that it is not needed, and leaves the first one's log alone.
  const words = ['--ozone-platform=headless', '--agent', '=--config', `=${configPath(desktop)}`];
  const second = desktop.start([shippedBuild().program, ...words]);
  expect(await second.result).toMatchObject({ code: 0, stdout: '' });
  expect(await owner(tobira)).toMatchObject({ pid: agent });
  expect((await agentLog(desktop)).match(/agent\.started/g)).toHaveLength(1);

  process.kill(agent, 'SIGTERM');
  await expect.poll(() => isGone(agent)).toBe(true);
  expect(await agentLog(desktop)).toContain('agent.ended');
  expect(await owner(tobira)).toEqual({ running: false });
});

test('without a display Node is the agent, and the app where there is no Node', async ({
  desktop,
  sandbox,
}) => {
  const config = sandbox.configYaml();
  const withNode = await installedCommand(desktop, shippedBuild(), { node: true, config, env: noDisplay });
  await withNode.json('status');
  expect(await programOf(await ownerPid(withNode))).toMatch(/node$/);
  expect((await withNode.run(['agent', 'stop'])).code).toBe(0);
  await expect.poll(() => owner(withNode)).toEqual({ running: false });

  const without = await installedCommand(desktop, shippedBuild(), { node: false, env: noDisplay });
  expect(await without.json('status')).toMatchObject({ identities: [{ id: 'work', signedIn: false }] });
  const agent = await ownerPid(without);
  expect(await programOf(agent)).toBe(shippedBuild().program);
  expect(await isAppAgent(agent)).toBe(true);
  // The keychain is within its reach: it would say otherwise.
  expect(JSON.stringify(await without.json('status'))).not.toContain('keychain');
  expect((await without.run(['agent', 'stop'])).code).toBe(0);
  await expect.poll(() => isGone(agent)).toBe(true);
});

test('where the app does not start, Node is the agent; neither gets to know what the terminal knows', async ({
  desktop,
  sandbox,
}) => {
  const folder = join(desktop.home, 'an app');
  for (const part of ['resources/bin', 'resources/app.asar.unpacked'])
    await cp(join(shippedBuild().folder, part), join(folder, part), { recursive: true });
  const broken: PackedApp = { ...shippedBuild(), folder, program: join(folder, 'tobira') };
  await writeFile(broken.program, '#!/bin/sh\ncat /proc/$$/environ > "${0%/*}/environment"\nexit 1\n');
  await chmod(broken.program, 0o755);
  const tobira = await installedCommand(desktop, broken, {
    node: true,
    config: sandbox.configYaml(),
    env: {
      AWS_SECRET_ACCESS_KEY: 'canary-aws',
      CI_JOB_TOKEN: 'canary-job',
      NODE_OPTIONS: '--no-deprecation',
      ELECTRON_ENABLE_LOGGING: '1',
    },
  });
  expect(await tobira.json('status')).toMatchObject({ owner: { kind: 'agent' } });
  const agent = await ownerPid(tobira);
  expect(await programOf(agent)).toMatch(/node$/);
  for (const place of [join(folder, 'environment'), `/proc/${agent}/environ`]) {
    const environment = await readFile(place, 'utf8');
    expect(environment).not.toMatch(/canary|NODE_OPTIONS|ELECTRON_/);
    expect(environment).toContain(`HOME=${desktop.home}\0`);
  }
  await tobira.run(['agent', 'stop']);
});

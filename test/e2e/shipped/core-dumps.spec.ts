import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desktop } from '../../support/desktop.ts';
import { coreLimits, crashesLeaveFiles, crashFiles, withCoreFiles } from '../support/core-files.ts';
import { shippedBuild } from '../support/packed-apps.ts';
import type { ShippedApp } from '../support/shipped-app.ts';
import { expect, test } from '../support/shipped-fixtures.ts';

/** What of the app's processes may leave a core file, as `type: limits`. */
async function unlimited(app: ShippedApp): Promise<readonly string[]> {
  const all = await Promise.all(
    (await app.processes()).map(async ({ pid, type }) => {
      // It may have ended meanwhile.
      const limits = await coreLimits(pid).catch(() => '0 0');
      return limits === '0 0' ? [] : [`${type}: ${limits}`];
    }),
  );
  return all.flat();
}

/** The control: without the app's doing its processes could leave core files. */
async function systemAllows(desktop: Desktop): Promise<boolean> {
  const { stdout } = await desktop.start([...withCoreFiles, 'sh', '-c', 'ulimit -S -c']).result;
  return stdout.trim() !== '0';
}

test('no process of the app may leave a core file, and none reports crashes', async ({
  desktop,
  sandbox,
  start,
}) => {
  test.skip(!(await systemAllows(desktop)), 'this system lets nobody leave core files');
  const app = await start({ config: sandbox.configYaml(), wrapper: withCoreFiles });
  const tray = await app.tray();
  await expect.poll(() => unlimited(app)).toEqual([]);

  // Those that start later have inherited it.
  await tray.waitForEntry('Sign in');
  await tray.click('Open Tobira');
  const types = async (): Promise<readonly string[]> => (await app.processes()).map(({ type }) => type);
  await expect.poll(types).toContain('renderer');
  expect(await types()).toEqual(expect.arrayContaining(['browser', 'zygote', 'utility', 'renderer']));
  expect(await unlimited(app)).toEqual([]);

  // It would leave our family at once, so all processes of the machine are looked at.
  const reporter = join(shippedBuild().folder, 'chrome_crashpad_handler');
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const programs = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  expect(programs.some((words) => words.startsWith(shippedBuild().program))).toBe(true);
  expect(programs.filter((words) => words.startsWith(reporter))).toEqual([]);
  await app.quit();
});

test('a crash leaves no core file and no report', async ({ desktop, sandbox, start }) => {
  test.skip(!(await crashesLeaveFiles(desktop)), 'on this system no crash leaves a file');
  for (const path of await crashFiles(desktop)) await rm(join(desktop.home, path));

  const app = await start({ config: sandbox.configYaml(), wrapper: withCoreFiles });
  const tray = await app.tray();
  await expect.poll(() => unlimited(app)).toEqual([]);
  await tray.waitForEntry('Sign in');
  await tray.click('Open Tobira');
  const pageIn = async (): Promise<number | undefined> =>
    (await app.processes()).find(({ type }) => type === 'renderer')?.pid;
  await expect.poll(pageIn).toBeDefined();
  const page = await pageIn();
  if (page !== undefined) process.kill(page, 'SIGABRT');
  await expect.poll(pageIn).not.toBe(page);
  process.kill(app.pid, 'SIGABRT');

  expect(await app.result).toMatchObject({ code: null, signal: 'SIGABRT' });
  expect(await crashFiles(desktop)).toEqual([]);
});

test('the agent may leave no core file either', async ({ desktop }) => {
  test.skip(!(await crashesLeaveFiles(desktop)), 'on this system no crash leaves a file');
  for (const path of await crashFiles(desktop)) await rm(join(desktop.home, path));

  const script = join(shippedBuild().folder, 'resources', 'app.asar.unpacked', 'dist', 'agent', 'index.js');
  const agent = desktop.start([...withCoreFiles, process.execPath, script]);
  await expect.poll(() => coreLimits(agent.pid)).toBe('0 0');
  agent.kill('SIGABRT');
  expect(await agent.result).toMatchObject({ signal: 'SIGABRT' });
  expect(await crashFiles(desktop)).toEqual([]);
});

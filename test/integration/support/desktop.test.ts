import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { run, startProcess } from '../../support/process.ts';

const open: Desktop[] = [];
afterEach(async () => {
  for (const desktop of open.splice(0)) await desktop.close();
});

async function desktopFor(...options: Parameters<typeof startDesktop>): Promise<Desktop> {
  const desktop = await startDesktop(...options);
  open.push(desktop);
  return desktop;
}

/** Ended processes that init has yet to collect (state Z, X) do not count. */
function isAlive(pid: number): boolean {
  try {
    return /\) [^ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

test('a desktop that is closed leaves no process and no home behind', async () => {
  const desktop = await desktopFor({ browser: true });
  const processes = desktop.processes();
  expect(processes.length).toBeGreaterThanOrEqual(6);

  await desktop.close();

  expect(processes.filter(isAlive)).toEqual([]);
  expect(desktop.processes()).toEqual([]);
  expect(existsSync(desktop.home)).toBe(false);
});

test('closing a desktop ends what was started on it and never waited for', async () => {
  const desktop = await desktopFor({ panel: false, keyring: 'none' });
  const orphan = startProcess('sh', ['-c', 'setsid sleep 600 & echo $!'], { env: desktop.env });
  const pid = Number(await orphan.output((stdout) => stdout.includes('\n')));
  expect(isAlive(pid)).toBe(true);

  await desktop.close();

  expect(isAlive(pid)).toBe(false);
});

test('desktops side by side have screens, buses and homes of their own', async () => {
  const desktops = await Promise.all([1, 2, 3].map(() => desktopFor({ panel: false })));
  const different = (read: (desktop: Desktop) => unknown): number => new Set(desktops.map(read)).size;

  expect(different((desktop) => desktop.env['DISPLAY'])).toBe(3);
  expect(different((desktop) => desktop.env['DBUS_SESSION_BUS_ADDRESS'])).toBe(3);
  expect(different((desktop) => desktop.home)).toBe(3);
});

test('a screen that cannot be had is an error that says so', async () => {
  await expect(startDesktop({ screen: 'nonsense' })).rejects.toThrow('Xvfb did not start: it ended with 1');
});

test('a start that fails half-way ends what had been started', async () => {
  // A machine without a keyring: the screen and the bus are up when that shows.
  const programs = await mkdtemp(join(tmpdir(), 'programs-'));
  for (const name of ['Xvfb', 'dbus-daemon', 'setpriv', 'xfce4-panel', 'display']) {
    const { stdout } = await run('sh', ['-c', `command -v ${name}`]);
    await symlink(stdout.trim(), join(programs, name));
  }
  const homes = await mkdtemp(join(tmpdir(), 'homes-'));
  vi.stubEnv('PATH', programs);
  vi.stubEnv('TMPDIR', homes);

  await expect(startDesktop()).rejects.toThrow('gnome-keyring-daemon did not start');

  vi.unstubAllEnvs();
  const left = await run('sh', ['-c', `ls '${homes}'; grep -lsa 'HOME=${homes}' /proc/[0-9]*/environ`]);
  expect(left.stdout).toBe('');
  for (const folder of [programs, homes]) await rm(folder, { recursive: true });
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a test run that ends by %s takes its desktop along',
  async (signal) => {
    const module = fileURLToPath(new URL('../../support/desktop.ts', import.meta.url));
    const script = `
    const { startDesktop } = await import(${JSON.stringify(module)});
    const desktop = await startDesktop({ panel: false });
    console.log(desktop.processes().join(' '));
    setInterval(() => undefined, 1000);`;
    // What SIGKILL leaves for nobody to remove is the home: here it lies in a folder of the test's.
    const homes = await mkdtemp(join(tmpdir(), 'homes-'));
    const owner = startProcess(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      input: '',
      env: { PATH: process.env['PATH'] ?? '', TMPDIR: homes },
    });
    const pids = (await owner.output((stdout) => stdout.includes('\n'))).trim().split(' ').map(Number);
    expect(pids.length).toBe(3);
    expect(pids.every(isAlive)).toBe(true);

    owner.kill(signal);
    await owner.result;

    // The kernel ends them at the same moment, but not before this process has heard of it.
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 5000, interval: 20 });
    await rm(homes, { recursive: true });
  },
);

test('a picture of the screen shows the panel and the background', async () => {
  const desktop = await desktopFor({ screen: '800x600x24', keyring: 'none' });
  const path = join(desktop.home, 'screen.png');

  await desktop.screenshot(path, { settled: true });

  const header = await readFile(path);
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([800, 600]);
  const { stdout } = await run('identify', ['-format', '%k', path]);
  expect(Number(stdout)).toBeGreaterThan(20);
});

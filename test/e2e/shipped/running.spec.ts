import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nextConsole, finishLogin } from '../support/login.ts';
import { secretsIn, secretsOf, secretsUnder } from '../support/secrets.ts';
import { filesBelow } from '../support/files.ts';
import { expect, test } from '../support/shipped-fixtures.ts';
import { openWindows } from '../support/windows.ts';

test.describe('with a browser', () => {
  test.use({ withBrowser: true });

  test('somebody without rights signs in, opens a console and quits; no secret stays behind, no file is open to others', async ({
    desktop,
    sandbox,
    start,
  }) => {
    // The app's own files do not count on the user's mask.
    const wrapper = ['sh', '-c', 'umask 0 && exec "$@"', 'sh'];
    const app = await start({ config: sandbox.configYaml(), wrapper });
    const tray = await app.tray();
    await tray.waitForEntry('Sign in');
    await tray.click('Sign in');
    await finishLogin(await desktop.browser.nextPage());
    await tray.waitForEntry('Aiko Tanaka');
    await tray.click('Production / Admin');
    expect(await nextConsole(desktop)).toBe('arn:aws:sts::123456789012:assumed-role/Admin/aiko@example.com');
    await tray.click('Open Tobira');
    await expect.poll(() => openWindows(desktop, 'Tobira')).toHaveLength(1);

    const places = ['.config/Tobira', 'run/tobira'].map((place) => join(desktop.home, place));
    expect(await filesBelow(places[0] ?? '')).not.toEqual([]);
    for (const place of places) expect(await openToOthers(place)).toEqual([]);
    expect((await stat(join(desktop.home, 'run/tobira/owner.sock'))).mode & 0o777).toBe(0o600);

    expect(await app.quit()).toMatchObject({ code: 0, signal: null });
    expect(await app.processes()).toEqual([]);
    const secrets = secretsOf(sandbox);
    expect(secrets.size).toBeGreaterThan(6);
    const { files, found } = await secretsUnder(desktop.home, secrets, ['chromium/']);
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(10);
    expect(secretsIn(app.stdout() + app.stderr(), secrets)).toEqual([]);
  });
});

/** What of a folder somebody else than its owner could read or change; nothing where they cannot enter it. */
async function openToOthers(path: string): Promise<readonly string[]> {
  const { mode } = await lstat(path);
  if ((mode & 0o077) === 0) return [];
  const below = await readdir(path).catch(() => []);
  return [path, ...(await Promise.all(below.map((name) => openToOthers(join(path, name))))).flat()];
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  test(`${signal} ends it with the window open`, async ({ desktop, start }) => {
    // Nothing is configured, so the window opens by itself.
    const app = await start();
    await expect.poll(() => openWindows(desktop, 'Tobira')).toHaveLength(1);
    process.kill(app.pid, signal);
    expect(await app.result).toMatchObject({ code: 0, signal: null });
    expect(await app.processes()).toEqual([]);
  });
}

test("the window opens, and its page runs in Chromium's sandbox", async ({ desktop, sandbox, start }) => {
  const app = await start({ config: sandbox.configYaml() });
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await tray.click('Open Tobira');
  await expect.poll(() => openWindows(desktop, 'Tobira')).toHaveLength(1);

  const processes = await app.processes();
  const own = await confinement(app.pid);
  expect(own).toMatchObject({ root: false });
  const pages = processes.filter(({ type }) => type === 'renderer');
  expect(pages).toHaveLength(1);
  for (const { pid } of pages) {
    const page = await confinement(pid);
    // A filter of system calls, no way to more rights, and a world of its own.
    expect(page).toMatchObject({ seccomp: 2, noNewPrivileges: 1, root: false, capabilities: 0n });
    expect(page.user).not.toBe(own.user);
    expect(page.network).not.toBe(own.network);
    expect(page.processes).not.toBe(own.processes);
  }
  expect(await app.quit()).toMatchObject({ code: 0, signal: null });
});

interface Confinement {
  readonly seccomp: number;
  readonly noNewPrivileges: number;
  readonly capabilities: bigint;
  readonly root: boolean;
  /** The namespaces it lives in. */
  readonly user: string;
  readonly network: string;
  readonly processes: string;
}

/** What the kernel lets a process do. Source: proc(5), namespaces(7). */
async function confinement(pid: number): Promise<Confinement> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): string => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
  const namespace = (name: string): Promise<string> => readlink(`/proc/${pid}/ns/${name}`);
  return {
    seccomp: Number(field('Seccomp')),
    noNewPrivileges: Number(field('NoNewPrivs')),
    capabilities: BigInt(`0x${field('CapEff')}`),
    root: field('Uid') === '0',
    user: await namespace('user'),
    network: await namespace('net'),
    processes: await namespace('pid'),
  };
}

test('every page is sandboxed, whatever its window asks for', async ({ start }) => {
  const app = await start();
  await app.tray();
  const utility = async () => (await app.processes()).find(({ type }) => type === 'utility');
  await expect.poll(utility).toBeDefined();
  const { pid } = (await utility()) ?? { pid: 0 };
  // Only `app.enableSandbox()` hands this down to processes that are no page.
  expect((await readFile(`/proc/${pid}/cmdline`, 'utf8')).split(/[\0 ]/)).toContain('--enable-sandbox');
  await app.quit();
});

test('it says what is missing where there is no display', async ({ start }) => {
  const app = await start({ env: { DISPLAY: '', WAYLAND_DISPLAY: '' } });
  const { code, stderr } = await app.result;
  expect({ code, stderr }).toEqual({
    code: 8,
    stderr:
      'tobira: There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. The command line needs none.\n',
  });
});

test('it says what is wrong where it cannot keep its files', async ({ start }) => {
  const app = await start({ env: { HOME: '/nonexistent', XDG_CONFIG_HOME: '' } });
  const { code, stderr } = await app.result;
  expect(code).toBe(8);
  expect(stderr).toMatch(
    /^tobira: Its folder for settings cannot be used \(.+\)\. Check HOME and XDG_CONFIG_HOME\.\n$/,
  );
});

import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Desktop } from '../../support/desktop.ts';
import { run } from '../../support/process.ts';
import { shippedBuild } from '../support/packed-apps.ts';
import { filesBelow } from '../support/files.ts';
import { expect, test } from '../support/shipped-fixtures.ts';

/** Every fuse that Electron has. Cookies are not kept at all: there is nothing to encrypt. */
const wanted = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const;

test('every fuse of the packed program is set as it has to be', async () => {
  const { version, resetAdHocDarwinSignature, strictlyRequireAllFuses, ...wire } = await getCurrentFuseWire(
    shippedBuild().program,
  );
  expect(version).toBe('1');
  expect([resetAdHocDarwinSignature, strictlyRequireAllFuses]).toEqual([undefined, undefined]);
  // In the program a fuse is a digit, or a letter where this Electron does not have it any more.
  const found = Object.entries(wire).map(([number, state]) => [
    FuseV1Options[Number(number)],
    String.fromCharCode(state) === '1' ? true : String.fromCharCode(state) === '0' ? false : state,
  ]);
  expect(Object.fromEntries(found)).toEqual(wanted);
});

test('packages for all platforms are built with these fuses, the check of the archive included', async () => {
  const file = new URL('../../../electron-builder.yml', import.meta.url);
  const { asar, electronFuses } = parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  expect(asar).toBe(true);
  // The archive is checked on macOS and Windows; Electron has no such check on Linux. No platform has fuses of its own.
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  });
});

/** A script that leaves a file where it is run, in any process that can write. */
async function plantScript(
  desktop: Desktop,
): Promise<{ readonly script: string; readonly ran: () => Promise<boolean> }> {
  const script = join(desktop.home, 'planted.cjs');
  const trace = join(desktop.home, 'ran');
  await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, process.argv0);\n`);
  // Plain Node runs it: the trace is one that can be left.
  await desktop.start([process.execPath, script]).result;
  await rename(trace, `${trace}-by-node`);
  return { script, ran: async () => (await filesBelow(desktop.home)).includes('ran') };
}

/** Makes a folder that Electron takes for an app. */
async function plantApp(folder: string, script: string): Promise<void> {
  await mkdir(folder);
  await copyFile(script, join(folder, 'main.cjs'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'planted', main: 'main.cjs' }));
}

test('ELECTRON_RUN_AS_NODE makes no Node of it', async ({ desktop, start }) => {
  const { script, ran } = await plantScript(desktop);
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const code = `require('node:fs').writeFileSync(${JSON.stringify(join(desktop.home, 'ran'))}, '')`;
  for (const args of [
    ['-e', code],
    ['-p', code],
    ['-r', script],
  ]) {
    const app = await start({ env, args });
    expect(await app.result).toMatchObject({ code: 2, stdout: '' });
  }
  const app = await start({ env, args: [script] });
  expect(await app.result).toMatchObject({ code: 2, stdout: '' });
  expect(await ran()).toBe(false);
});

test('NODE_OPTIONS loads no code and opens no debugger', async ({ desktop, start }) => {
  const { script, ran } = await plantScript(desktop);
  for (const options of [
    `--require ${script}`,
    `--import ${script}`,
    '--inspect=127.0.0.1:0',
    '--inspect-brk=127.0.0.1:0',
  ]) {
    const app = await start({ env: { NODE_OPTIONS: options } });
    await app.tray();
    expect(await app.listening(), options).toEqual([]);
    // Where Electron reads the variable at all, it says which of its words it does not take.
    expect(app.stderr(), options).not.toMatch(/Debugger listening|NODE_OPTION/);
    await app.quit();
  }
  expect(await ran()).toBe(false);
});

test('SIGUSR1 opens no debugger', async ({ start }) => {
  const app = await start();
  const tray = await app.tray();
  await tray.waitForEntry('Open Tobira');
  process.kill(app.pid, 'SIGUSR1');
  // Electron leaves the signal to the system, which ends the program. Node would have opened its debugger.
  expect(await app.result).toMatchObject({ code: null, signal: 'SIGUSR1' });
  expect(app.stderr()).not.toContain('Debugger listening');
});

test('scripts and folders among the words are not run', async ({ desktop, start }) => {
  const { script, ran } = await plantScript(desktop);
  const folder = join(desktop.home, 'planted-app');
  await plantApp(folder, script);
  for (const args of [
    [script],
    [folder],
    ['.', script],
    ['-r', script],
    [`--require=${script}`],
    [`--app=${folder}`],
    ['--import', script],
  ]) {
    const app = await start({ args });
    expect(await app.result).toMatchObject({ code: 2 });
  }
  expect(await ran()).toBe(false);
});

test('what lies beside the archive is not taken for the app', async ({ desktop, start }) => {
  const { script, ran } = await plantScript(desktop);
  const copy = join(desktop.home, 'installed');
  expect((await run('cp', ['-r', shippedBuild().folder, copy])).code).toBe(0);
  const program = join(copy, 'tobira');
  const resources = join(copy, 'resources');
  for (const name of ['app', 'default_app', 'default_app.asar']) {
    await rm(join(resources, name), { recursive: true, force: true });
    await plantApp(join(resources, name), script);
  }
  const app = await start({ program });
  await app.tray();
  await app.quit();
  expect(await ran()).toBe(false);

  // Not even where there is nothing else to run.
  await rename(join(resources, 'app.asar'), join(resources, 'gone.asar'));
  const without = await start({ program });
  expect((await without.result).code).not.toBe(0);
  expect(await ran()).toBe(false);
});

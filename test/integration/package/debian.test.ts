import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDeb } from '../../../scripts/deb/package.mjs';
import { startDesktop } from '../../support/desktop.ts';
import { unprivilegedUser } from '../../support/household.ts';
import { openInstalledRoot, type InstalledRoot } from '../../support/installed-root.ts';
import { run, startProcess } from '../../support/process.ts';
import { findTray } from '../../support/tray.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as {
  readonly version: string;
};

let folder: string;
let deb: string;

/** Someone without rights. */
const nobody = unprivilegedUser() ?? { uid: 0, gid: 0 };
const asNobody = ['setpriv', `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, '--clear-groups'] as const;

/** Runs a program that has to succeed. */
async function output(program: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, { deadline: 180_000 });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-deb-'));
  const packed = await output(process.execPath, join(repository, 'scripts/dist.mjs'), '--dir');
  const unpacked = /^Packed: (.+)$/m.exec(packed)?.[1] ?? '';
  // It is looked at from inside; pressing it takes a minute.
  deb = await makeDeb({ unpacked, folder, compression: 'none' });
  await output('dpkg-deb', '--extract', deb, join(folder, 'tree'));
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Entry {
  readonly mode: string;
  readonly owner: string;
  readonly path: string;
  readonly target: string | undefined;
}

async function entries(): Promise<readonly Entry[]> {
  const lines = (await output('dpkg-deb', '--contents', deb)).trim().split('\n');
  return lines.map((line) => {
    const [mode = '', owner = '', , , , path = '', , target] = line.split(/\s+/);
    return { mode, owner, path: path.slice(1), target };
  });
}

describe('the Debian package', () => {
  it('lays everything where it belongs, for everyone to read and for root alone to change', async () => {
    const all = await entries();
    const files = all.filter(({ path }) => !path.endsWith('/'));
    expect(all.every(({ owner }) => owner === 'root/root')).toBe(true);
    const modes = new Set(all.map(({ mode }) => mode));
    expect([...modes].sort()).toEqual(['-rw-r--r--', '-rwxr-xr-x', 'drwxr-xr-x', 'lrwxrwxrwx']);
    const outside = files.map(({ path }) => path).filter((path) => !path.startsWith('/opt/Tobira/'));
    expect(outside.sort()).toEqual([
      '/usr/bin/tobira',
      '/usr/share/applications/tobira.desktop',
      '/usr/share/doc/tobira/CHANGELOG.md.gz',
      '/usr/share/doc/tobira/copyright',
      ...['128x128', '16x16', '24x24', '256x256', '32x32', '48x48', '512x512', '64x64'].map(
        (size) => `/usr/share/icons/hicolor/${size}/apps/tobira.png`,
      ),
    ]);
    expect(files.find(({ path }) => path === '/usr/bin/tobira')?.target).toBe(
      '/opt/Tobira/resources/bin/tobira',
    );
  });

  it('says what it is and what it needs', async () => {
    const fields = await output('dpkg-deb', '--field', deb);
    expect(fields).toContain(`Package: tobira\nVersion: ${version}\n`);
    const depends = await output('dpkg-deb', '--field', deb, 'Depends');
    // What the window, the keychain and the tray are linked with, and what opens pages.
    for (const name of ['libgtk-3-0', 'libnss3', 'libsecret-1-0', 'libdbus-1-3', 'xdg-utils'])
      expect(depends).toMatch(new RegExp(`(^|, )${name}( |,|\n)`));
  });

  it('has a menu entry that desktops accept', async () => {
    const entry = join(folder, 'tree/usr/share/applications/tobira.desktop');
    expect(await output('desktop-file-validate', entry)).toBe('');
    const text = await readFile(entry, 'utf8');
    const [, program = ''] = /^Exec=(.*)$/m.exec(text) ?? [];
    expect((await entries()).map(({ path }) => path)).toContain(program);
  });

  it('brings the licences of what is inside', async () => {
    const text = await readFile(join(folder, 'tree/opt/Tobira/resources/licenses/app.md'), 'utf8');
    expect(text).toContain('## openid-client');
  });
});

// Installing takes root, and a kernel that lets us lay one file system over another.
describe.skipIf(process.getuid?.() !== 0)('the Debian package, installed', () => {
  let root: InstalledRoot;

  beforeAll(async () => {
    root = await openInstalledRoot();
    const { code, stdout, stderr } = await root.run('dpkg', '--install', deb);
    expect(`${stdout}${stderr}`).not.toMatch(/error|warning/i);
    expect(code).toBe(0);
  }, 120_000);

  afterAll(() => root.close());

  it('is complete and unchanged', async () => {
    expect((await root.run('dpkg-query', '-W', '-f=${db:Status-Status}', 'tobira')).stdout).toBe('installed');
    expect((await root.run('dpkg', '--verify', 'tobira')).stdout).toBe('');
  });

  it('puts the command line on everyone’s path', async () => {
    const { code, stdout, stderr } = await root.run(...asNobody, 'tobira', '--version');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('starts from the menu’s entry for a user without rights, with a tray icon, and ends by it', async () => {
    const desktop = await startDesktop({ user: nobody });
    try {
      const entry = await root.run('cat', '/usr/share/applications/tobira.desktop');
      const [, program = ''] = /^Exec=(.*)$/m.exec(entry.stdout) ?? [];
      const env = Object.entries(desktop.env).map(([name, value]) => `${name}=${value}`);
      const [enter, ...rest] = root.enter;
      const app = startProcess(enter, [...rest, ...asNobody, 'env', '-i', ...env, program]);
      const tray = await findTray(desktop, app.pid);
      await tray.waitForEntry('Open Tobira');
      await tray.click('Quit');
      expect(await app.result).toMatchObject({ code: 0, stdout: '' });
    } finally {
      await desktop.close();
    }
  });

  it('gives Chromium’s sandbox its AppArmor profile where AppArmor knows of user namespaces', async () => {
    const profile = '/etc/apparmor.d/tobira';
    const configure = () => root.run('dpkg-reconfigure', '--frontend=noninteractive', 'tobira');
    await root.run('mkdir', '-p', '/etc/apparmor.d');
    // Debian 12's own parser is too old for them. This one stands in for a later one: it notes what it is asked.
    const parser = (answer: number) =>
      root.run(
        'sh',
        '-c',
        `printf '#!/bin/sh\necho "$@" >>/parsed\nexit ${answer}\n' >/usr/sbin/apparmor_parser; chmod 755 /usr/sbin/apparmor_parser`,
      );

    await parser(1);
    expect((await configure()).code).toBe(0);
    expect((await root.run('test', '-e', profile)).code).toBe(1);

    await parser(0);
    expect((await configure()).code).toBe(0);
    expect((await root.run('cat', '/parsed')).stdout).toContain('/opt/Tobira/resources/apparmor-profile');
    expect((await root.run('cat', profile)).stdout).toContain(
      'profile tobira /opt/Tobira/tobira flags=(unconfined)',
    );

    // The package takes it away again.
    expect((await root.run('dpkg', '--remove', 'tobira')).code).toBe(0);
    expect((await root.run('test', '-e', profile)).code).toBe(1);
    expect((await root.run('dpkg', '--install', deb)).code).toBe(0);
  });

  it('goes without a trace', async () => {
    const { code } = await root.run('dpkg', '--purge', 'tobira');
    expect(code).toBe(0);
    const left = await root.run('find', '/opt', '/usr/bin', '/usr/share/applications', '-iname', '*tobira*');
    expect(left.stdout).toBe('');
    const again = await root.run('dpkg', '--install', deb);
    expect(again.code).toBe(0);
  });
});

import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { checkNode } from '../../../scripts/setup.mjs';
import { linkElectron } from '../../../scripts/setup/electron-link.mjs';
import { buildEnvironment, ensureKeychainModule } from '../../../scripts/setup/keychain-module.mjs';
import { ensureNodePackages } from '../../../scripts/setup/node-packages.mjs';
import { DEBIAN, ensureSystemPackages } from '../../../scripts/setup/system-packages.mjs';
import { temporaryFolder } from './fixtures.mjs';

const ok = (stdout = '') => ({ code: 0, stdout, stderr: '' });
const say = () => undefined;

describe('the Node version', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0'])('%s will do', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
  it.each(['18.20.0', '20.18.1', '21.7.0', '22.11.0'])('%s is refused', (version) => {
    expect(() => checkNode(version)).toThrow(`this is Node ${version}.`);
  });
});

describe('system packages', () => {
  /** A folder to be the only one on PATH, with the given programs. */
  const pathWith = (...programs) => {
    const folder = temporaryFolder();
    for (const name of programs) writeFileSync(join(folder, name), '');
    return { PATH: ['', folder].join(delimiter) };
  };
  /** A Debian machine: which packages it has, and which its archive offers. */
  const debian = ({ installed, offered = () => true, sudo = 0 }) =>
    vi.fn(async (command, args) => {
      if (command === 'dpkg-query')
        return ok(
          args
            .filter(installed)
            .map((name) => `${name} installed`)
            .join('\n'),
        );
      if (command === 'sudo' && args.includes('true')) return { ...ok(), code: sudo };
      if (command === 'apt-cache') {
        const policy = (name) =>
          `${name}:\n  Installed: (none)\n  Candidate: ${offered(name) ? '1.0' : '(none)'}`;
        return ok(args.slice(1).map(policy).join('\n'));
      }
      return ok();
    });
  const options = (exec, more = {}) => ({
    tests: true,
    say,
    platform: 'linux',
    env: pathWith('dpkg-query', 'apt-get'),
    isRoot: true,
    exec,
    ...more,
  });
  const installs = (exec) => exec.mock.calls.filter(([, args]) => args.includes('install'));

  it('are left alone where all are there', async () => {
    const exec = debian({ installed: (name) => !name.startsWith('-') });
    await ensureSystemPackages(options(exec));
    expect(exec.mock.calls.map(([command]) => command)).toEqual(['dpkg-query']);
  });

  it('are installed where they are missing, and only those', async () => {
    const exec = debian({ installed: (name) => !name.startsWith('-') && name !== 'jq' });
    await ensureSystemPackages(options(exec));
    const [[command, args]] = installs(exec);
    expect(command).toBe('env');
    expect(args.slice(args.indexOf('install'))).toEqual(['install', '-y', '--no-install-recommends', 'jq']);
  });

  it('for tests alone are not asked for by the app', async () => {
    const exec = debian({ installed: (name) => DEBIAN.app.some((entry) => entry.split('|').includes(name)) });
    await ensureSystemPackages(options(exec, { tests: false }));
    expect(installs(exec)).toEqual([]);
  });

  it('go by the other name where the distribution has renamed them', async () => {
    const exec = debian({
      installed: (name) => !/^(-|libgtk-3-0)/.test(name),
      offered: (name) => /t64$/.test(name),
    });
    await ensureSystemPackages(options(exec));
    expect(installs(exec)[0][1].at(-1)).toBe('libgtk-3-0t64');
  });

  it('are named with the command to type where nobody here may install them', async () => {
    const exec = debian({ installed: (name) => !name.startsWith('-') && name !== 'jq', sudo: 1 });
    await expect(ensureSystemPackages(options(exec, { isRoot: false }))).rejects.toThrow(
      /Type: sudo apt-get update && sudo apt-get install -y --no-install-recommends jq$/,
    );
    expect(installs(exec)).toEqual([]);
  });

  it('that only tests need may be absent from a distribution', async () => {
    const exec = debian({ installed: (name) => !/^-|^awscli$/.test(name), offered: () => false });
    const heard = vi.fn();
    await ensureSystemPackages(options(exec, { say: heard }));
    expect(heard).toHaveBeenLastCalledWith('This system offers no awscli: tests that need it will fail.');
    expect(installs(exec)).toEqual([]);
  });

  it('are named as programs on other systems', async () => {
    const exec = vi.fn(async () => ok());
    const env = pathWith('c++', 'make', 'python3', 'pkg-config', 'dnf');
    await expect(ensureSystemPackages(options(exec, { tests: false, env }))).rejects.toThrow(
      /^Missing on this system: xdg-open\. Type: sudo dnf install /,
    );
  });
});

describe('npm packages', () => {
  const lock = (packages) => JSON.stringify({ lockfileVersion: 3, packages });
  const one = { version: '1.0.0', integrity: 'sha512-one' };
  /** A repository whose lockfile names `one`, and a node_modules as given. */
  const repository = (present) => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies: { one: '1.0.0' } }));
    const other = { version: '1.0.0', integrity: 'sha512-other', optional: true };
    writeFileSync(
      join(root, 'package-lock.json'),
      lock({ '': {}, 'node_modules/one': one, 'node_modules/for-another-platform': other }),
    );
    install(root, present);
    return root;
  };
  const install = (root, present) => {
    if (present === undefined) return;
    mkdirSync(join(root, 'node_modules/one'), { recursive: true });
    writeFileSync(join(root, 'node_modules/one/package.json'), '{}');
    writeFileSync(join(root, 'node_modules/.package-lock.json'), lock(present));
  };
  const npmFor = (root) =>
    vi.fn(async () => {
      install(root, { 'node_modules/one': one });
      return ok();
    });

  it('are installed once, without running their scripts', async () => {
    const root = repository(undefined);
    const exec = npmFor(root);
    await ensureNodePackages({ root, say, exec });
    await ensureNodePackages({ root, say, exec });
    expect(exec).toHaveBeenCalledTimes(1);
    expect(exec.mock.calls[0][0]).toEqual(expect.arrayContaining(['ci', '--ignore-scripts']));
  });

  it('that are complete are left alone, whoever installed them', async () => {
    const root = repository({ 'node_modules/one': one });
    const exec = npmFor(root);
    await ensureNodePackages({ root, say, exec });
    expect(exec).not.toHaveBeenCalled();
  });

  it.each([
    ['of another version', { 'node_modules/one': { ...one, version: '0.9.0' } }],
    ['that the lockfile does not know', { 'node_modules/one': one, 'node_modules/stranger': one }],
    ['without one that is needed', {}],
  ])('%s are installed anew', async (_case, present) => {
    const root = repository(present);
    const exec = npmFor(root);
    await ensureNodePackages({ root, say, exec });
    expect(exec).toHaveBeenCalledTimes(1);
  });

  it('are installed anew where a folder of theirs is gone', async () => {
    const root = repository({ 'node_modules/one': one });
    const exec = npmFor(root);
    await ensureNodePackages({ root, say, exec });
    rmSync(join(root, 'node_modules/one'), { recursive: true });
    await ensureNodePackages({ root, say, exec });
    expect(exec).toHaveBeenCalledTimes(1);
  });

  it('that cannot be installed are reported with the reason, and not taken for installed', async () => {
    const root = repository(undefined);
    const exec = async () => ({
      code: 1,
      stdout: '',
      stderr: 'npm error code E404\nnpm error 404 Not Found\n',
    });
    await expect(ensureNodePackages({ root, say, exec })).rejects.toThrow(
      'npm ci failed: npm error 404 Not Found',
    );
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
  });
});

describe('the keychain module', () => {
  it('is left alone where it loads', async () => {
    const exec = vi.fn();
    await ensureKeychainModule({ root: '.', say, exec, loads: async () => true });
    expect(exec).not.toHaveBeenCalled();
  });

  it('is built from source where it does not', async () => {
    const loads = vi.fn().mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    const exec = vi.fn(async () => ok());
    await ensureKeychainModule({ root: '.', say, exec, loads });
    expect(exec.mock.calls[0][0]).toEqual(expect.arrayContaining(['rebuild', 'keytar']));
    expect(exec.mock.calls[0][1].env.npm_config_build_from_source).toBe('true');
  });

  it('is reported where the build claims success and it still does not load', async () => {
    const attempt = ensureKeychainModule({
      root: '.',
      say,
      exec: async () => ok(),
      loads: async () => false,
    });
    await expect(attempt).rejects.toThrow(/could not be built/);
  });

  it("uses Node's own headers where they are at hand", () => {
    const prefix = temporaryFolder();
    const node = join(prefix, 'bin/node');
    expect(buildEnvironment(node)).toEqual({ npm_config_build_from_source: 'true' });
    mkdirSync(join(prefix, 'include/node'), { recursive: true });
    writeFileSync(join(prefix, 'include/node/node.h'), '');
    expect(buildEnvironment(node)).toMatchObject({ npm_config_nodedir: prefix });
  });
});

describe('the electron package', () => {
  const repository = () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'node_modules/electron'), { recursive: true });
    return { root, link: join(root, 'node_modules/electron/dist') };
  };
  const runtime = (dist) => ({ dist, executable: join(dist, 'electron') });

  it('is led to the runtime, and to another one later', () => {
    const { root, link } = repository();
    for (const dist of [temporaryFolder(), temporaryFolder()]) {
      linkElectron(root, runtime(dist));
      linkElectron(root, runtime(dist));
      expect(readlinkSync(link)).toBe(dist);
    }
    expect(readFileSync(join(root, 'node_modules/electron/path.txt'), 'utf8')).toBe('electron');
  });

  it('keeps a runtime that it has downloaded itself', () => {
    const { root, link } = repository();
    mkdirSync(link);
    linkElectron(root, runtime(temporaryFolder()));
    expect(lstatSync(link).isDirectory()).toBe(true);
  });
});

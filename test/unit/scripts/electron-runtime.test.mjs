import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { electronRuntime, executablePath } from '../../../scripts/electron-runtime.mjs';
import { Unreachable } from '../../../scripts/runtime/official.mjs';
import { Problem } from '../../../scripts/support/problem.mjs';
import { contents, temporaryFolder, zipArchive } from './fixtures.mjs';

const VERSION = '45.0.0';
const ZIP = `electron-v${VERSION}-linux-x64.zip`;
const release = zipArchive({
  electron: { text: '#!/bin/true', mode: 0o100755 },
  version: VERSION,
  'locales/en.pak': 'words',
  'Frameworks/current': { text: '../locales', mode: 0o120777 },
});
const checksumOf = (data) => createHash('sha256').update(data).digest('hex');

/** A download host on loopback. */
async function host(handler) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

const options = (more) => ({
  env: {},
  platform: 'linux',
  arch: 'x64',
  cache: temporaryFolder(),
  wanted: { version: VERSION, checksums: { [ZIP]: checksumOf(release) } },
  standIn: () => Promise.reject(new Error('the stand-in must not be needed')),
  ...more,
});

/** A means of obtaining a runtime that counts its calls. */
const obtaining = (version) =>
  vi.fn(async (...args) => {
    const work = args.find((arg) => typeof arg === 'string');
    const dist = join(work, 'dist');
    mkdirSync(join(dist, 'resources'), { recursive: true });
    writeFileSync(join(dist, 'electron'), '');
    writeFileSync(join(dist, 'version'), version);
    return dist;
  });
const unreachable = () => Promise.reject(new Unreachable('ENOTFOUND'));

describe('ELECTRON_OVERRIDE_DIST_PATH', () => {
  it('is taken as it is where it holds an Electron', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'electron'), '');
    writeFileSync(join(folder, 'version'), 'v40.1.2\n');
    const runtime = await electronRuntime(options({ env: { ELECTRON_OVERRIDE_DIST_PATH: folder } }));
    expect(runtime).toEqual({
      dist: folder,
      executable: join(folder, 'electron'),
      version: '40.1.2',
      source: 'override',
    });
  });

  it('is refused with one sentence where it holds none', async () => {
    const folder = temporaryFolder();
    const attempt = electronRuntime(options({ env: { ELECTRON_OVERRIDE_DIST_PATH: folder } }));
    await expect(attempt).rejects.toThrow(
      new Problem(
        `ELECTRON_OVERRIDE_DIST_PATH is set to ${folder}, but there is no electron in that folder.`,
      ),
    );
  });
});

describe('the official download', () => {
  it('is checked, unpacked with its permissions and links, and cached', async () => {
    const asked = [];
    const mirror = await host((request, response) => {
      asked.push(request.url);
      response.end(release);
    });
    const given = options({ env: { ELECTRON_MIRROR: mirror } });
    const runtime = await electronRuntime(given);
    expect(asked).toEqual([`/v${VERSION}/${ZIP}`]);
    expect(runtime).toMatchObject({ version: VERSION, source: 'official' });
    expect(statSync(runtime.executable).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(runtime.dist, 'Frameworks/current/en.pak'), 'utf8')).toBe('words');
    expect(contents(given.cache)).toEqual([`electron-${VERSION}-linux-x64`]);

    expect(await electronRuntime(given)).toEqual(runtime);
    expect(asked).toHaveLength(1);
  });

  it('is thrown away where the checksum differs', async () => {
    const mirror = await host((_request, response) =>
      response.end(Buffer.concat([release, Buffer.from('x')])),
    );
    const given = options({ env: { ELECTRON_MIRROR: mirror } });
    await expect(electronRuntime(given)).rejects.toThrow(/does not match its published checksum/);
    expect(contents(given.cache)).toEqual([]);
  });

  it('leaves nothing behind where it breaks off halfway', async () => {
    const mirror = await host((_request, response) => {
      response.writeHead(200, { 'content-length': release.length });
      response.write(release.subarray(0, 50), () => response.destroy());
    });
    const given = options({ env: { ELECTRON_MIRROR: mirror } });
    await expect(electronRuntime(given)).rejects.toThrow(/broke off/);
    expect(contents(given.cache)).toEqual([]);
  });

  it('does not fall back where the host answers that there is no such file', async () => {
    const mirror = await host((_request, response) => response.writeHead(404).end());
    const attempt = electronRuntime(options({ env: { ELECTRON_MIRROR: mirror } }));
    await expect(attempt).rejects.toThrow(/with HTTP 404/);
  });

  it('says which platform Electron is not published for', async () => {
    const attempt = electronRuntime(options({ platform: 'sunos', arch: 'sparc' }));
    await expect(attempt).rejects.toThrow(
      new Problem(`Electron ${VERSION} is not published for sunos-sparc.`),
    );
  });
});

describe('the stand-in', () => {
  const standIn = () => obtaining('33.2.1');

  it.each([
    ['refuses connections', () => 'http://127.0.0.1:1/'],
    ['is kept away by a firewall', () => host((_request, response) => response.writeHead(403).end())],
  ])('serves where the download host %s', async (_case, address) => {
    const obtain = standIn();
    const runtime = await electronRuntime(
      options({ env: { ELECTRON_MIRROR: await address() }, standIn: obtain }),
    );
    expect(runtime).toMatchObject({ version: '33.2.1', source: 'stand-in' });
    expect(obtain).toHaveBeenCalledTimes(1);
  });

  it('is obtained once', async () => {
    const given = options({ official: vi.fn(unreachable), standIn: standIn() });
    const first = await electronRuntime(given);
    const second = await electronRuntime(given);
    expect(second).toEqual(first);
    expect(given.standIn).toHaveBeenCalledTimes(1);
    expect(given.official).toHaveBeenCalledTimes(1);
  });

  it('gets the current default app where the cached one is older', async () => {
    const given = options({ official: unreachable, standIn: standIn() });
    const { dist } = await electronRuntime(given);
    expect(existsSync(join(dist, 'resources/default_app.asar'))).toBe(false);
    await electronRuntime(given);
    expect(existsSync(join(dist, 'resources/default_app.asar'))).toBe(true);
  });

  it('is obtained again where somebody has taken pieces of it away', async () => {
    const given = options({ official: unreachable, standIn: standIn() });
    const { dist } = await electronRuntime(given);
    rmSync(join(dist, 'electron'));
    const { executable } = await electronRuntime(given);
    expect(existsSync(executable)).toBe(true);
    expect(given.standIn).toHaveBeenCalledTimes(2);
  });

  it('is not there for other platforms, which are told what to do', async () => {
    const given = options({ platform: 'darwin', arch: 'arm64', official: unreachable });
    await expect(electronRuntime(given)).rejects.toThrow(
      /cannot be reached \(ENOTFOUND\)\. Set ELECTRON_MIRROR/,
    );
    expect(contents(given.cache)).toEqual([]);
  });

  it('comes out whole where two set-ups build it at once', async () => {
    const given = options({ official: unreachable, standIn: standIn() });
    const [one, other] = await Promise.all([electronRuntime(given), electronRuntime(given)]);
    expect(one).toEqual(other);
    expect(contents(given.cache)).toEqual(['electron-33.2.1-linux-x64-stand-in']);
  });
});

it.each([
  ['linux', 'electron'],
  ['win32', 'electron.exe'],
  ['darwin', 'Electron.app/Contents/MacOS/Electron'],
])('the program on %s is %s', (platform, path) => {
  expect(executablePath(platform)).toBe(path);
});

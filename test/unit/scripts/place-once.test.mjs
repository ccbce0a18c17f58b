import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOnce } from '../../../scripts/runtime/place-once.mjs';
import { unpackZip } from '../../../scripts/runtime/zip.mjs';
import { contents, temporaryFolder, zipArchive } from './fixtures.mjs';

const MODULE = new URL('../../../scripts/runtime/place-once.mjs', import.meta.url).href;

const making = (text) => async (work) => {
  const made = join(work, 'made');
  mkdirSync(made);
  writeFileSync(join(made, 'file'), text);
  return made;
};

describe('a folder that is built once', () => {
  it('appears when it is complete', async () => {
    const home = temporaryFolder();
    await placeOnce(join(home, 'target'), making('one'));
    expect(contents(home)).toEqual(['target']);
    expect(readFileSync(join(home, 'target/file'), 'utf8')).toBe('one');
  });

  it('leaves nothing behind where building it fails', async () => {
    const home = temporaryFolder();
    const attempt = placeOnce(join(home, 'target'), async (work) => {
      await making('one')(work);
      throw new Error('no more room');
    });
    await expect(attempt).rejects.toThrow('no more room');
    expect(contents(home)).toEqual([]);
  });

  it('keeps the first of two that were built at once', async () => {
    const home = temporaryFolder();
    const target = join(home, 'target');
    await placeOnce(target, async (work) => {
      await placeOnce(target, making('first'));
      return making('second')(work);
    });
    expect(readFileSync(join(target, 'file'), 'utf8')).toBe('first');
    expect(contents(home)).toEqual(['target']);
  });

  it('tidies up after builders that were killed, and only after those', async () => {
    const home = temporaryFolder();
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const folders = {
      dead: `.partial-${hostname()}-${gone}-abc`,
      alive: `.partial-${hostname()}-${process.pid}-abc`,
      elsewhere: `.partial-another.host-1-abc`,
      forgotten: `.partial-another.host-1-old`,
    };
    for (const name of Object.values(folders)) mkdirSync(join(home, name));
    const longAgo = Date.now() / 1000 - 2 * 24 * 3600;
    utimesSync(join(home, folders.forgotten), longAgo, longAgo);
    await placeOnce(join(home, 'target'), making('one'));
    expect(contents(home)).toEqual([folders.alive, folders.elsewhere, 'target'].sort());
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('leaves nothing behind on %s', async (name, exitCode) => {
    const home = temporaryFolder();
    const code = `
      import { placeOnce } from ${JSON.stringify(MODULE)};
      const hang = (work, signal) => new Promise((_, reject) => {
        const timer = setInterval(() => {}, 1000);
        signal.addEventListener('abort', () => { clearInterval(timer); reject(signal.reason); });
        console.log('building');
      });
      await placeOnce(${JSON.stringify(join(home, 'target'))}, hang).catch((error) => process.exit(error.exitCode));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(contents(home)).toHaveLength(1);
    child.kill(name);
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(exitCode);
    expect(contents(home)).toEqual([]);
  });
});

describe('an archive', () => {
  it('cannot link to what lies outside its folder', async () => {
    const folder = temporaryFolder();
    const zip = join(folder, 'a.zip');
    writeFileSync(zip, zipArchive({ link: { text: '../../etc', mode: 0o120777 } }));
    await expect(unpackZip(zip, join(folder, 'out'))).rejects.toThrow(/outside its folder/);
  });

  it('cannot name a file outside its folder', async () => {
    const folder = temporaryFolder();
    const zip = join(folder, 'a.zip');
    writeFileSync(zip, zipArchive({ '../escaped': 'x' }));
    await expect(unpackZip(zip, join(folder, 'out'))).rejects.toThrow();
    expect(contents(folder)).toEqual(['a.zip']);
  });
});

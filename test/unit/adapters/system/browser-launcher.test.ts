import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createBrowserLauncher,
  hasBrowserVariable,
} from '../../../../src/adapters/system/browser-launcher.ts';
import { systemClock } from '../../../../src/adapters/system/system-clock.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const url = 'https://signin.example/login?a=1&b=%24(id)&c=$&$1;touch x';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'tobira-browser-'))));
afterEach(() => rm(folder, { recursive: true }));

/** A browser that writes down what it was given, one argument a line, and then does `end`. */
async function browser(name: string, end = 'exit 0'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\nprintf '%s\\n' "$@" > '${path}.seen'\n${end}\n`);
  await chmod(path, 0o700);
  return path;
}

const seen = async (name: string) =>
  (await readFile(join(folder, `${name}.seen`), 'utf8')).split('\n').slice(0, -1);
const launcher = (variable: string) => createBrowserLauncher({ BROWSER: variable }, systemClock);

test.skipIf(process.platform === 'win32')(
  'the browser gets the address as its last word, and no shell sees it',
  async () => {
    await launcher(`${await browser('one')} --new-window`).open(url);
    expect(await seen('one')).toEqual(['--new-window', url]);
  },
);

test.skipIf(process.platform === 'win32')(
  'a place that is marked gets the address, letter by letter',
  async () => {
    await launcher(`${await browser('one')} --app=%s --other`).open(url);
    expect(await seen('one')).toEqual([`--app=${url}`, '--other']);
  },
);

test.skipIf(process.platform === 'win32')('where one browser fails the next is tried', async () => {
  const commands = [join(folder, 'missing'), await browser('failing', 'exit 3'), await browser('good')];
  await launcher(commands.join(':')).open(url);
  expect(await seen('failing')).toEqual([url]);
  expect(await seen('good')).toEqual([url]);
});

test.skipIf(process.platform === 'win32')('a browser that stays open has worked', async () => {
  const clock = new FakeClock();
  const path = await browser('staying', 'echo $$ > "$0.pid"; exec sleep 30');
  const opening = createBrowserLauncher({ BROWSER: path }, clock).open(url);
  const pid = () => readFile(`${path}.pid`, 'utf8').catch(() => '');
  await expect.poll(pid).toMatch(/^\d+\n$/);

  await clock.advance(2_000);

  await opening;
  process.kill(Number(await pid()));
});

test.skipIf(process.platform !== 'linux')('where no browser works the first is named', async () => {
  const before = process.env['PATH'];
  process.env['PATH'] = folder;
  try {
    const missing = join(folder, 'missing');
    await expect(launcher(missing).open(url)).rejects.toMatchObject({
      code: 'browser_failed',
      details: { command: missing },
    });
  } finally {
    process.env['PATH'] = before;
  }
});

test('a variable that names nothing is none', () => {
  expect(hasBrowserVariable({})).toBe(false);
  expect(hasBrowserVariable({ BROWSER: ' ' })).toBe(false);
  expect(hasBrowserVariable({ BROWSER: 'firefox' })).toBe(true);
});

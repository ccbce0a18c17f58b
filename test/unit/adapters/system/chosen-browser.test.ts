import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createChosenBrowser } from '../../../../src/adapters/system/chosen-browser.ts';
import { createDiscreetBrowser } from '../../../../src/adapters/system/discreet-browser.ts';
import { systemClock } from '../../../../src/adapters/system/system-clock.ts';
import type { BrowserChoice } from '../../../../src/core/model.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { FakeLog } from '../../../support/fake-log.ts';

const page = 'https://signin.example/login?SigninToken=canary';

let home: string;
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'tobira-chosen-'))));
// A browser that is just ending may still be writing there.
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** A browser that writes down what it was given, one argument a line. */
async function install(name: string, script = '', end = 'exit 0'): Promise<void> {
  const path = join(home, 'bin', name);
  await mkdir(join(home, 'bin'), { recursive: true });
  await writeFile(path, `#!/bin/sh\nprintf '%s\\n' "$@" > '${path}.seen'\n${script}\n${end}\n`);
  await chmod(path, 0o700);
}

async function profiles(folder: string, names: Readonly<Record<string, string>>): Promise<void> {
  const cache = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, { name }]));
  await mkdir(join(home, '.config', folder), { recursive: true });
  const text = JSON.stringify({ profile: { info_cache: cache } });
  await writeFile(join(home, '.config', folder, 'Local State'), text);
}

const seen = async (name: string) =>
  (await readFile(join(home, 'bin', `${name}.seen`), 'utf8')).split('\n').slice(0, -1);

/** The same, as soon as the browser has begun: its file is there a moment before its words. */
const begun = (name: string) =>
  vi.waitFor(async () => {
    const words = await seen(name);
    expect(words).not.toEqual([]);
    return words;
  });

function browser(usual = new FakeBrowser()) {
  const environment = { PATH: join(home, 'bin') };
  return createChosenBrowser({
    usual,
    clock: systemClock,
    system: { platform: process.platform, environment, home },
  });
}

const open = (choice: BrowserChoice | undefined) => browser().open(page, { browser: choice });

describe.skipIf(process.platform !== 'linux')('a browser that was chosen', () => {
  test('opens the page with its profile, found by the name that people see', async () => {
    await install('google-chrome');
    await profiles('google-chrome', { Default: 'Person 1', 'Profile 4': 'Acme & Söhne' });
    await open({ app: 'chrome', profile: 'Acme & Söhne' });
    expect(await seen('google-chrome')).toEqual(['--profile-directory=Profile 4', page]);
  });

  test('is given the name as it is where no profiles can be read', async () => {
    await install('brave-browser');
    await open({ app: 'brave', profile: 'Profile 7', private: true });
    expect(await seen('brave-browser')).toEqual(['--profile-directory=Profile 7', '--incognito', page]);
  });

  test('opens a private window', async () => {
    await install('firefox');
    await open({ app: 'firefox', private: true });
    expect(await seen('firefox')).toEqual(['-private-window', page]);
  });

  test('is never replaced by another one where it is missing', async () => {
    await install('firefox');
    const usual = new FakeBrowser();
    await expect(browser(usual).open(page, { browser: { app: 'edge' } })).rejects.toMatchObject({
      code: 'browser_missing',
      details: { app: 'edge', installed: ['firefox'] },
    });
    expect(usual.pages).toEqual([]);
    expect(existsSync(join(home, 'bin', 'firefox.seen'))).toBe(false);
  });

  test('gets no page where it has no such profile', async () => {
    await install('chromium');
    await profiles('chromium', { Default: 'Person 1', 'Profile 1': 'Acme' });
    await expect(open({ app: 'chromium', profile: 'Globex' })).rejects.toMatchObject({
      code: 'browser_profile_unknown',
      details: { app: 'chromium', profile: 'Globex', known: ['Person 1', 'Acme'] },
    });
    expect(existsSync(join(home, 'bin', 'chromium.seen'))).toBe(false);
  });

  test('that cannot be started has failed', async () => {
    await install('chromium', '', 'exit 3');
    await expect(open({ app: 'chromium' })).rejects.toMatchObject({ code: 'browser_failed' });
  });

  test('gets nothing where that is called off before it is started', async () => {
    await install('chromium');
    const signal = AbortSignal.abort(new Error('called off'));
    await expect(browser().open(page, { browser: { app: 'chromium' }, signal })).rejects.toThrow(
      'called off',
    );
    expect(existsSync(join(home, 'bin', 'chromium.seen'))).toBe(false);
  });

  test.each([
    ['a console', 'secret' as const],
    ['a login page', undefined],
  ])('gets %s by a one-shot address on this computer, and nothing else', async (_what, secrecy) => {
    await install('firefox');
    const discreet = createDiscreetBrowser(browser(), systemClock, new FakeLog(), { stay: false });
    const calledOff = new AbortController();
    const opening = discreet.open(page, {
      ...{ browser: { app: 'firefox', profile: 'work' }, signal: calledOff.signal },
      ...(secrecy && { secrecy }),
    });
    opening.catch(() => undefined);
    const words = await begun('firefox');

    expect(words).toEqual(['-P', 'work', expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/)]);
    const reply = await fetch(words[2] ?? '', { redirect: 'manual' });
    expect(reply.headers.get('location')).toBe(page);
    await opening;
    calledOff.abort();
  });

  test('is not sent on where the opening was called off while it started', async () => {
    await install('firefox');
    const discreet = createDiscreetBrowser(browser(), systemClock, new FakeLog(), { stay: true });
    const calledOff = new AbortController();
    const { signal } = calledOff;
    const opening = discreet.open(page, { secrecy: 'secret', browser: { app: 'firefox' }, signal });
    opening.catch(() => undefined);
    const [address = ''] = await begun('firefox');

    calledOff.abort();

    await expect(opening).rejects.toBe(signal.reason);
    const reply = await fetch(address, { redirect: 'manual' });
    expect(reply.status).toBe(410);
    expect(reply.headers.get('location')).toBeNull();
  });
});

test.each([undefined, { app: 'default' } as const])(
  'without a choice the usual one opens it (%j)',
  async (choice) => {
    const usual = new FakeBrowser();
    await browser(usual).open(page, { browser: choice });
    expect(usual.pages).toEqual([page]);
  },
);

const chromium = '/usr/bin/chromium';

test.skipIf(process.platform !== 'linux' || !existsSync(chromium))(
  'a real Chromium opens the page in the profile of that name',
  { timeout: 60_000 },
  async () => {
    const visits: string[] = [];
    const site = createServer((request, response) => {
      if (request.url === '/page') visits.push(request.headers['user-agent'] ?? '');
      response.end('seen');
    });
    await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void site.close());
    const { port } = site.address() as AddressInfo;
    const data = join(home, '.config', 'chromium');
    await profiles('chromium', { Default: 'Person 1', 'Profile 9': 'Acme' });
    // It stands where the system looks for it, and ends by itself.
    const flags = `--headless=new --no-sandbox --disable-gpu --no-first-run --user-data-dir='${data}'`;
    await install(
      'chromium',
      `timeout -k 2 30 '${chromium}' ${flags} "$@" >/dev/null 2>&1 & echo $! > '${home}/pid'`,
    );
    const environment = { PATH: join(home, 'bin') };
    const chosen = createChosenBrowser({
      usual: new FakeBrowser(),
      clock: systemClock,
      system: { platform: 'linux', environment, home },
    });
    // The wrapper finds `timeout` in the usual places.
    expect(execFileSync('/bin/sh', ['-c', 'command -v timeout'], { encoding: 'utf8' })).not.toBe('');

    await chosen.open(`http://127.0.0.1:${port}/page`, { browser: { app: 'chromium', profile: 'Acme' } });

    await vi.waitFor(() => expect(visits.length).toBeGreaterThan(0), { timeout: 40_000, interval: 100 });
    await vi.waitFor(() => expect(existsSync(join(data, 'Profile 9'))).toBe(true), { timeout: 10_000 });
    process.kill(Number(await readFile(join(home, 'pid'), 'utf8')), 'SIGTERM');
    await vi.waitFor(() => expect(existsSync(join(data, 'SingletonLock'))).toBe(false), { timeout: 15_000 });
  },
);

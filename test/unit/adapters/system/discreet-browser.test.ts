import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { createDiscreetBrowser } from '../../../../src/adapters/system/discreet-browser.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { Rivals } from '../../../../src/core/ports.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeLog } from '../../../support/fake-log.ts';

const secret = 'https://signin.example.com/federation?SigninToken=canary';

class VisitingBrowser extends FakeBrowser {
  readonly arrivedAt: (string | null)[] = [];

  override async open(url: string): Promise<void> {
    await super.open(url);
    const response = await fetch(url, { redirect: 'manual' });
    this.arrivedAt.push(response.headers.get('location'));
  }
}

test('a secret address reaches the browser without being handed to a program', async () => {
  const browser = new VisitingBrowser();
  await createDiscreetBrowser(browser, new FakeClock(), new FakeLog(), { stay: false }).open(secret, {
    secrecy: 'secret',
  });
  expect(browser.arrivedAt).toEqual([secret]);
  expect(browser.pages.join()).not.toContain('canary');
});

test('a second visitor is told to whoever opened the page, while it stays to watch', async () => {
  const browser = new VisitingBrowser();
  const clock = new FakeClock();
  const discreet = createDiscreetBrowser(browser, clock, new FakeLog(), { stay: true });
  const rivals = new Promise(
    (resolve) => void discreet.open(secret, { secrecy: 'secret', onRival: resolve }),
  );
  await vi.waitFor(() => expect(browser.arrivedAt).toEqual([secret]));
  const [page = ''] = browser.pages;

  await promisify(execFile)(process.execPath, ['-e', 'void fetch(process.argv[1])', page]);

  // Other systems than Linux do not tell who it was.
  const told = process.platform === 'linux' ? { turnedAway: { kind: 'program' } } : {};
  expect(await rivals).toMatchObject(told);
  await clock.advance(30_000);
});

test('an ordinary page is opened as it is', async () => {
  const browser = new FakeBrowser();
  await createDiscreetBrowser(browser, new FakeClock(), new FakeLog(), { stay: false }).open(
    'https://gitlab.example.com/',
  );
  expect(browser.pages).toEqual(['https://gitlab.example.com/']);
});

test('a browser that never comes is a browser that failed', async () => {
  const clock = new FakeClock();
  const browser = new FakeBrowser();
  browser.open = () => {
    setImmediate(() => void clock.advance(30_000));
    return Promise.resolve();
  };
  const opening = createDiscreetBrowser(browser, clock, new FakeLog(), { stay: true }).open(secret, {
    secrecy: 'secret',
  });
  await expect(opening).rejects.toMatchObject({ code: 'browser_failed' });
});

test('a launcher that fails is told as it failed', async () => {
  const browser = new FakeBrowser();
  browser.failure = new AppError('browser_failed', { command: 'firefox' });
  const opening = createDiscreetBrowser(browser, new FakeClock(), new FakeLog(), { stay: true }).open(
    secret,
    { secrecy: 'secret' },
  );
  await expect(opening).rejects.toBe(browser.failure);
});

describe('a command that lingers', () => {
  /** A command that has begun to wait: its browser was let in. */
  async function lingering() {
    const browser = new VisitingBrowser();
    const clock = new FakeClock();
    const after = vi.spyOn(clock, 'after');
    const told: Rivals[] = [];
    const options = { stay: false, linger: 2_000 };
    const opening = createDiscreetBrowser(browser, clock, new FakeLog(), options).open(secret, {
      secrecy: 'secret',
      onRival: (rivals) => void told.push(rivals),
    });
    let isOver = false;
    void opening.then(() => (isOver = true));
    await vi.waitFor(() => expect(browser.arrivedAt).toEqual([secret]));
    await vi.waitFor(() => expect(after).toHaveBeenCalledWith(2_000, expect.anything()));
    return { clock, told, opening, page: browser.pages[0] ?? '', isOver: () => isOver };
  }

  test('waits for a second visitor so long and no longer', async () => {
    const { clock, told, opening, page, isOver } = await lingering();
    await clock.advance(1_999);
    expect(isOver()).toBe(false);
    await clock.advance(1);
    await opening;
    expect(told).toEqual([]);
    await expect(fetch(page)).rejects.toThrow('fetch failed');
  });

  test('ends as soon as one has come, and tells of it', async () => {
    const { told, opening, page } = await lingering();
    await promisify(execFile)(process.execPath, ['-e', 'fetch(process.argv[1]).catch(() => {})', page]);
    await opening;
    expect(told).toHaveLength(1);
  });

  test.runIf(process.getuid?.() === 0)('goes on waiting where another user was turned away', async () => {
    const { clock, told, opening, page, isOver } = await lingering();
    const words = ['-e', 'void fetch(process.argv[1])', page];
    await promisify(execFile)(process.execPath, words, { uid: 65_534, gid: 65_534, cwd: '/' });
    expect(told).toMatchObject([{ turnedAway: { kind: 'other-user' } }]);
    expect(isOver()).toBe(false);
    await clock.advance(2_000);
    await opening;
  });
});

import { describe, expect, test, vi } from 'vitest';
import { createDiscreetBrowser } from '../../../../src/adapters/system/discreet-browser.ts';
import type { Opening } from '../../../../src/core/ports.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeLog } from '../../../support/fake-log.ts';

const secret = 'https://signin.example.com/federation?SigninToken=canary';

const openings: readonly (readonly [string, Opening])[] = [
  ['a console', { secrecy: 'secret' }],
  ['a page in a browser that was chosen', { browser: { app: 'firefox' } }],
];

/** A browser that is on its way when the user thinks better of it. */
async function calledOff(opening: Opening, { stay }: { readonly stay: boolean }) {
  const browser = new FakeBrowser();
  const clock = new FakeClock();
  const rivals = vi.fn();
  const abort = new AbortController();
  const opened = createDiscreetBrowser(browser, clock, new FakeLog(), { stay })
    .open(secret, { ...opening, onRival: rivals, signal: abort.signal })
    .catch((error: unknown) => error);
  await vi.waitFor(() => expect(browser.pages).toHaveLength(1));
  abort.abort(new Error('called off'));
  return { clock, rivals, opened, page: browser.pages[0] ?? '' };
}

const visit = (page: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(page, { redirect: 'manual', headers });

describe.each(openings)('%s that was called off while its browser starts', (_what, opening) => {
  test('tells the browser so for half a minute, and sends nobody on', async () => {
    const { clock, rivals, opened, page } = await calledOff(opening, { stay: true });
    await opened;
    for (const response of [await visit(page), await visit(page)]) {
      expect(response.status).toBe(410);
      expect(await response.text()).toBe('You called this off in Tobira. Close this tab.\n');
      expect(JSON.stringify([...response.headers])).not.toContain('canary');
    }
    expect(rivals).not.toHaveBeenCalled();
    await clock.advance(30_000);
    await expect(visit(page)).rejects.toThrow('fetch failed');
  });

  test('says it in the language of the browser', async () => {
    const { clock, page } = await calledOff(opening, { stay: true });
    const response = await visit(page, { 'accept-language': 'ja,en;q=0.8' });
    expect(await response.text()).toBe('Tobira で取り消されました。このタブを閉じてください。\n');
    await clock.advance(30_000);
  });

  test('leads nowhere where the command that opened it ends', async () => {
    const { opened, page } = await calledOff(opening, { stay: false });
    await opened;
    await expect(visit(page)).rejects.toThrow('fetch failed');
  });
});

test('a console that was called off is no browser that failed', async () => {
  const { clock, opened } = await calledOff({ secrecy: 'secret' }, { stay: true });
  expect(await opened).toMatchObject({ message: 'called off' });
  await clock.advance(30_000);
});

test('a launcher that fails leaves nothing behind', async () => {
  const browser = new FakeBrowser();
  const failure = new Error('no such browser');
  const seen: string[] = [];
  browser.open = (url) => {
    seen.push(url);
    return Promise.reject(failure);
  };
  const discreet = createDiscreetBrowser(browser, new FakeClock(), new FakeLog(), { stay: true });
  await expect(discreet.open(secret, { secrecy: 'secret' })).rejects.toBe(failure);
  await expect(visit(seen[0] ?? '')).rejects.toThrow('fetch failed');
});

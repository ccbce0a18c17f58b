import { expect, test } from '../support/fixtures.ts';
import { contentSecurityPolicy } from '../../support/renderer-window.ts';
import { openedPage } from './opened-page.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

test('the page is the app’s own, under its policy, and sees no more than the bridge', async ({ launch }) => {
  const app = await launch();
  const page = await openedPage(app);
  expect(new URL(page.url()).href).toBe('app://tobira/index.html');

  const response = await page.reload();
  expect(await response?.headerValue('content-security-policy')).toBe(contentSecurityPolicy);
  expect(await response?.headerValue('x-content-type-options')).toBe('nosniff');

  const seen = await page.evaluate(() => ({
    origin: globalThis.origin,
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.getOwnPropertyNames(window.tobira).sort(),
    frozen: Object.isFrozen(window.tobira),
  }));
  expect(seen).toEqual({ origin: 'app://tobira', node: [], bridge: ['call', 'onView'], frozen: true });
});

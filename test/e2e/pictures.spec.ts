import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { expect, test } from './support/fixtures.ts';
import { finishLogin, nextConsole, openWindow } from './support/login.ts';

/** Pictures for people to look at; the tests only see to it that each state is really reached. */
const folder = fileURLToPath(new URL('../../test-output/screens/app', import.meta.url));

for (const theme of ['light', 'dark'] as const) {
  test.describe(`on a ${theme} desktop`, () => {
    test.use({ desktopOptions: { theme } });

    test('every state of tray and window has its picture', async ({ desktop, sandbox, launch }) => {
      await mkdir(folder, { recursive: true });
      const file = (name: string): string => join(folder, `${name}-${theme}.png`);
      const take = (page: Page, name: string): Promise<Buffer> =>
        page.screenshot({ path: file(name), animations: 'disabled' });

      const app = await launch();
      const tray = await app.tray();
      const window = await openWindow(app);
      await window.getByRole('button', { name: /^Sign in/ }).waitFor();
      await take(window, 'window-signed-out');
      await desktop.screenshot(file('desktop-signed-out'), { settled: true });
      await tray.screenshotMenu(file('tray-signed-out'));
      const signedOut = (await tray.icon()).pixels;

      await tray.click('Sign in');
      await window.getByText('Finish in your browser').first().waitFor();
      await take(window, 'window-signing-in');
      const page = await desktop.browser.nextPage();
      await desktop.screenshot(file('desktop-login'), { settled: true });
      await finishLogin(page);
      await desktop.screenshot(file('desktop-after-login'), { settled: true });
      await window.getByRole('heading', { name: 'Aiko Tanaka' }).waitFor();
      await take(window, 'window-signed-in');
      await tray.screenshotMenu(file('tray-signed-in'));
      const toMore = ['End', ...Array.from({ length: 6 }, () => 'Up')];
      await tray.screenshotMenu(file('tray-copy'), [...toMore, 'Up', 'Right']);
      await tray.screenshotMenu(file('tray-more'), [...toMore, 'Right', 'Right']);
      expect((await tray.icon()).pixels).not.toBe(signedOut);

      let answer: (value?: undefined) => void = () => undefined;
      const until = new Promise<undefined>((resolve) => (answer = resolve));
      sandbox.gitlab.faults.add('*', { kind: 'hold', until, work: 'not done' });
      sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'latency', latencyMs: 3000 });
      await tray.click('Production / Admin');
      await window.locator('.role[aria-busy]').waitFor();
      await take(window, 'window-busy');
      await tray.screenshotMenu(file('tray-busy'));
      answer();
      await nextConsole(desktop);
      await desktop.screenshot(file('desktop-console'), { settled: true });

      await tray.click('Audit / Not for you');
      await window.getByText('AWS does not let you assume this role.').first().waitFor();
      await take(window, 'window-failed');
      await window.getByRole('button', { name: /^Account details/ }).click();
      await take(window, 'window-account');
    });
  });
}

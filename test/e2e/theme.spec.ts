import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { RunningApp } from '../support/app.ts';
import { startAppearance } from '../support/appearance.ts';
import { expect, test } from './support/fixtures.ts';
import { openWindow } from './support/login.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

const light = { page: 'rgb(255, 255, 255)', behind: '#FFFFFF' };
const dark = { page: 'rgb(23, 25, 31)', behind: '#17191F' };

/** The page's, and the one behind it, which shows at the edges while the window is made larger. */
async function colours(
  app: RunningApp,
  page: Page,
): Promise<{ readonly page: string; readonly behind: string | undefined }> {
  return {
    page: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    behind: await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
    ),
  };
}

test('window and tray follow the desktop from light to dark and back while they are open', async ({
  desktop,
  launch,
}) => {
  const appearance = await startAppearance(desktop, 'light');
  try {
    const app = await launch();
    const page = await app.window();
    await page.getByRole('button', { name: /^Sign in/ }).waitFor();
    const tray = await app.tray();
    const look = async () => ({ ...(await colours(app, page)), icon: (await tray.icon()).pixels });
    const first = await look();
    expect(first).toMatchObject(light);

    appearance.set('dark');
    await expect.poll(look).toMatchObject(dark);
    await expect.poll(async () => (await look()).icon).not.toBe(first.icon);

    appearance.set('light');
    await expect.poll(look).toEqual(first);
  } finally {
    appearance.close();
  }
});

test('a theme that the configuration chooses is the window’s alone, and is taken up while it is open', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const appearance = await startAppearance(desktop, 'light');
  try {
    const app = await launch();
    const page = await app.window();
    await page.getByRole('button', { name: /^Sign in/ }).waitFor();
    const icon = async () => (await (await app.tray()).icon()).pixels;
    const first = await icon();

    await writeFile(app.configPath, `${sandbox.configYaml()}\ntheme: dark\n`);
    await expect.poll(() => colours(app, page)).toEqual(dark);
    // The panel is as light as before.
    expect(await icon()).toBe(first);

    await page.close();
    // Its style sheet may not have been applied yet; what is behind the page is dark from the first moment.
    const again = await openWindow(app);
    await expect.poll(() => colours(app, again)).toEqual(dark);
  } finally {
    appearance.close();
  }
});

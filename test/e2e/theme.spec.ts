import { startAppearance } from '../support/appearance.ts';
import { expect, test } from './support/fixtures.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

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
    const look = async () => ({
      page: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
      // Seen at the edges while the window is made larger.
      behind: await app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
      ),
      icon: (await tray.icon()).pixels,
    });
    const light = await look();
    expect(light).toMatchObject({ page: 'rgb(255, 255, 255)', behind: '#FFFFFF' });

    appearance.set('dark');
    await expect.poll(look).toEqual({ page: 'rgb(23, 25, 31)', behind: '#17191F', icon: expect.anything() });
    await expect.poll(async () => (await look()).icon).not.toBe(light.icon);

    appearance.set('light');
    await expect.poll(look).toEqual(light);
  } finally {
    appearance.close();
  }
});

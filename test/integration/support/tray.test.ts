import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../../support/app.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { run } from '../../support/process.ts';

/** A tray app that says on stdout what it was asked to do. */
const MAIN = `
const { app, Menu, nativeImage, Tray } = require('electron');
console.log('config ' + process.env.TOBIRA_CONFIG);
let clicks = 0;
app.whenReady().then(() => {
  const icon = nativeImage.createFromBitmap(Buffer.alloc(16 * 16 * 4, 200), { width: 16, height: 16 });
  const tray = new Tray(icon);
  tray.setToolTip('A tool tip');
  tray.on('click', () => console.log('activated'));
  const build = () => tray.setContextMenu(Menu.buildFromTemplate([
    { label: 'Production / Admin', submenu: [
      { label: 'Copy_this', click: () => console.log('copied') },
      { label: 'Not now', enabled: false, click: () => console.log('clicked though disabled') },
    ] },
    { type: 'separator' },
    { label: 'Ticked', type: 'checkbox', checked: true },
    { label: 'Hidden', visible: false },
    { label: 'Clicks: ' + clicks, click: () => { clicks += 1; build(); } },
  ]));
  build();
});
`;

let desktop: Desktop;
let app: RunningApp;
beforeAll(async () => {
  desktop = await startDesktop({ keyring: 'none' });
  const appFolder = join(desktop.home, 'an-app');
  await mkdir(appFolder);
  await writeFile(join(appFolder, 'package.json'), '{ "name": "an-app", "main": "main.cjs" }');
  await writeFile(join(appFolder, 'main.cjs'), MAIN);
  app = await launchApp({ desktop, appFolder, config: 'version: 1\n' });
});
afterAll(async () => {
  await app.quit();
  await desktop.close();
});

test('the menu is read with its submenus, ticks and disabled entries', async () => {
  const tray = await app.tray();

  expect((await tray.describe()).replace(/\d+$/, 'N')).toBe(
    [
      '  Production / Admin',
      '      Copy_this',
      '      Not now (disabled)',
      '  ----',
      'x Ticked',
      '  Clicks: N',
    ].join('\n'),
  );
});

test('an entry is clicked by its labels, and the menu that follows can be waited for', async () => {
  const tray = await app.tray();
  const { label } = await tray.entry('Clicks');
  const next = `Clicks: ${Number(label.split(' ')[1]) + 1}`;

  await tray.click('Clicks');
  expect((await tray.waitForEntry(next)).label).toBe(next);

  await tray.click('Production / Admin > Copy_this');
  await expect.poll(() => app.stdout()).toContain('copied');
});

test('what a user could not click is refused with a picture of the menu', async () => {
  const tray = await app.tray();

  await expect(tray.click('Production / Admin > Not now')).rejects.toThrow(/disabled[^]*Copy_this/);
  await expect(tray.click('Production / Admin')).rejects.toThrow('opens a submenu');
  await expect(tray.click('Hidden')).rejects.toThrow('No entry "Hidden"');
  await expect(tray.waitForEntry('Ticked', (entry) => entry.checked === false, 50)).rejects.toThrow(
    'x Ticked',
  );
  expect(app.stdout()).not.toContain('clicked though disabled');
});

test('the icon is read and activated, and the output is there from its first line', async () => {
  const tray = await app.tray();

  expect(await tray.icon()).toMatchObject({ toolTip: 'A tool tip', size: { width: 16, height: 16 } });
  await tray.activate();

  await expect.poll(() => app.stdout()).toContain('activated');
  expect(app.stdout()).toContain(`config ${app.configPath}\n`);
});

test('the open menu can be photographed', async () => {
  const tray = await app.tray();
  const path = join(desktop.home, 'menu.png');
  const closed = join(desktop.home, 'closed.png');

  await desktop.screenshot(closed, { settled: true });
  await tray.screenshotMenu(path);

  expect(await pixelsThatDiffer(closed, path)).toBeGreaterThan(5000);
});

test('a killed app can be launched again in the same home', async () => {
  const { pid } = app;
  await app.kill();

  app = await app.restart();

  expect(app.pid).not.toBe(pid);
  expect(await (await app.tray()).describe()).toContain('Clicks: 0');
});

async function pixelsThatDiffer(one: string, other: string): Promise<number> {
  const { stderr } = await run('compare', ['-metric', 'AE', one, other, 'null:']);
  return Number(stderr);
}

/* global __dirname */
// The smallest tray app there is, beside which ours is measured: an icon, a menu to quit, and a bare window on a click.
const { app, BrowserWindow, Menu, Tray } = require('electron');
const { join } = require('node:path');

let tray;
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  tray = new Tray(join(__dirname, 'icon.png'));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', role: 'quit' }]));
  tray.on('click', () => {
    const window = new BrowserWindow({ width: 480, height: 640, show: false, autoHideMenuBar: true });
    window.once('ready-to-show', () => window.show());
    void window.loadFile(join(__dirname, 'list.html'));
  });
});

import { expect, test } from '../support/fixtures.ts';
import { openedPage } from './opened-page.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

test('the window has the preferences that were asked for', async ({ launch }) => {
  const app = await launch();
  await openedPage(app);
  const effective = await app.electron.evaluate(({ app: self, BrowserWindow }) => {
    interface Known {
      getLastWebPreferences(): Readonly<Record<string, unknown>>;
    }
    const contents = BrowserWindow.getAllWindows().map(
      (window) => window.webContents as unknown as Known & Electron.WebContents,
    )[0];
    if (contents === undefined) throw new Error('No window is open');
    const preferences = contents.getLastWebPreferences();
    // Electron tells these back; the rest shows in what the page can do.
    const names = [
      'sandbox',
      'contextIsolation',
      'webSecurity',
      'nodeIntegration',
      'nodeIntegrationInSubFrames',
      'webviewTag',
      'experimentalFeatures',
      'allowRunningInsecureContent',
    ];
    contents.openDevTools();
    const opened = contents.isDevToolsOpened() || contents.devToolsWebContents !== null;
    contents.closeDevTools();
    return {
      isPackaged: self.isPackaged,
      preferences: Object.fromEntries(names.map((name) => [name, preferences[name]])),
      spellCheckerEnabled: contents.session.getSpellCheckerLanguages(),
      opened,
    };
  });
  const { isPackaged, preferences } = effective;
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    experimentalFeatures: false,
    allowRunningInsecureContent: false,
  });
  expect(effective.spellCheckerEnabled).toEqual([]);
  if (isPackaged) expect(effective.opened).toBe(false);
});

test('no page, worker or tag has Node or Electron, and a dropped file changes nothing', async ({
  launch,
}) => {
  const app = await launch();
  const page = await openedPage(app);
  const seen = await page.evaluate(async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'];
    const view = document.createElement('webview');
    document.body.append(view);
    const frame = document.body.appendChild(document.createElement('iframe'));
    const inside: object = frame.contentWindow ?? {};
    return {
      webview: {
        isDefined: customElements.get('webview') !== undefined,
        methods: ['loadURL', 'executeJavaScript', 'getWebContentsId'].filter((name) => name in view),
      },
      frame: names.filter((name) => name in inside),
      page: names.filter((name) => name in globalThis),
      isolated: await Promise.resolve(window.tobira !== undefined && !('electron' in globalThis)),
    };
  });
  expect(seen).toEqual({
    webview: { isDefined: false, methods: [] },
    frame: [],
    page: [],
    isolated: true,
  });

  const after = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const [open] = BrowserWindow.getAllWindows();
    if (open === undefined) throw new Error('No window is open');
    const { debugger: tools } = open.webContents;
    tools.attach('1.3');
    const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'])
      await tools.sendCommand('Input.dispatchDragEvent', { type, x: 50, y: 50, data });
    tools.detach();
    return { url: open.webContents.getURL(), windows: BrowserWindow.getAllWindows().length };
  });
  expect(after).toEqual({ url: 'app://tobira/index.html', windows: 1 });
  await expect(page.getByRole('button', { name: /^Sign in/ })).toBeVisible();
});

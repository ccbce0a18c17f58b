import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { permissions } from '../../support/permissions.ts';
import { expect, test } from '../support/fixtures.ts';
import { openedPage } from './opened-page.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

test('the sessions live in memory: what the page stores is gone with the app', async ({ launch }) => {
  const canary = 'canary-5d1e8f';
  const app = await launch();
  const page = await openedPage(app);
  const kept = await page.evaluate(async (text) => {
    localStorage.setItem('canary', text);
    document.cookie = `canary=${text}; max-age=1000`;
    return {
      worker: await (async () => {
        try {
          const register = Object.getOwnPropertyDescriptor(
            Object.getPrototypeOf(navigator.serviceWorker) as object,
            'register',
          )?.value as (url: unknown) => Promise<unknown>;
          await register.call(navigator.serviceWorker, 'app://tobira/index.html');
          return 'it worked';
        } catch {
          return 'refused';
        }
      })(),
      stored: localStorage.getItem('canary'),
    };
  }, canary);
  expect(kept).toEqual({ worker: 'refused', stored: canary });

  const sessions = await app.electron.evaluate(({ app: self, BrowserWindow, session }) => {
    const own = BrowserWindow.getAllWindows().map(({ webContents }) => webContents.session);
    const network = session.fromPartition('network');
    return {
      isDefault: own.includes(session.defaultSession),
      isNetwork: own.includes(network),
      persistent: [...own, network].map((one) => one.isPersistent()),
      folders: [...own, network].map((one) => one.storagePath),
      userData: self.getPath('userData'),
    };
  });
  const { userData, ...rest } = sessions;
  expect(rest).toEqual({
    isDefault: false,
    isNetwork: false,
    persistent: [false, false],
    folders: [null, null],
  });

  const again = await app.restart();
  const opened = await openedPage(again);
  expect(await opened.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, '']);
  await again.quit();
  expect(await filesThatSay(userData, [canary, 'app://tobira'])).toEqual([]);
});

test('every session refuses every permission, also one that is made later', async ({ launch }) => {
  const app = await launch();
  await openedPage(app);
  const refusals = await app.electron.evaluate(
    ({ session }, names) => {
      type Handler = (...args: unknown[]) => unknown;
      const setters = [
        'setPermissionRequestHandler',
        'setPermissionCheckHandler',
        'setDevicePermissionHandler',
      ];
      const kept: Record<string, Handler> = {};
      const known = Object.getPrototypeOf(session.defaultSession) as Record<string, unknown>;
      const before = setters.map((name) => [name, known[name]] as const);
      for (const name of setters) known[name] = (handler: Handler) => void (kept[name] = handler);
      const later = session.fromPartition(`later-${names.length}`);
      for (const [name, setter] of before) known[name] = setter;

      const event = {
        prevented: false,
        preventDefault() {
          this.prevented = true;
        },
      };
      (later as unknown as NodeJS.EventEmitter).emit('will-download', event, {}, {});
      return {
        asked: names.filter((name) => {
          let answer: unknown;
          kept['setPermissionRequestHandler']?.({}, name, (given: unknown) => (answer = given), {});
          return answer !== false;
        }),
        lookedUp: names.filter((name) => kept['setPermissionCheckHandler']?.({}, name, '', {}) !== false),
        devices: ['hid', 'serial', 'usb'].filter(
          (deviceType) => kept['setDevicePermissionHandler']?.({ deviceType }) !== false,
        ),
        downloadPrevented: event.prevented,
      };
    },
    [...permissions],
  );
  expect(refusals).toEqual({ asked: [], lookedUp: [], devices: [], downloadPrevented: true });
});

test('nothing overrides a certificate error, chooses a certificate or a device', async ({ launch }) => {
  const app = await launch();
  const page = await openedPage(app);
  const state = await app.electron.evaluate(({ app: self, BrowserWindow }) => {
    const chosen: unknown[][] = [];
    const event = (): { prevented: boolean; preventDefault(): void } => ({
      prevented: false,
      preventDefault() {
        this.prevented = true;
      },
    });
    const [certificate, bluetooth] = [event(), event()];
    const choose = (...args: unknown[]): void => void chosen.push(args);
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as NodeJS.EventEmitter;
    (self as NodeJS.EventEmitter).emit('select-client-certificate', certificate, contents, '', [{}], choose);
    contents.emit('select-bluetooth-device', bluetooth, [{ deviceId: '1' }], choose);
    return {
      certificateErrors: [
        self.listenerCount('certificate-error'),
        contents.listenerCount('certificate-error'),
      ],
      logins: [self.listenerCount('login'), contents.listenerCount('login')],
      prevented: [certificate.prevented, bluetooth.prevented],
      chosen,
    };
  });
  // The one listener is Electron's own: it passes the event on between app and contents.
  expect(state).toEqual({
    certificateErrors: [1, 0],
    logins: [0, 1],
    prevented: [true, true],
    chosen: [[], ['']],
  });

  const refusals = await page.evaluate(async () => {
    const refusal = async (attempt: () => unknown): Promise<string> => {
      try {
        await attempt();
        return 'it worked';
      } catch (error) {
        return error instanceof Error ? error.name : 'other';
      }
    };
    // Chromium never answers this one when it is refused.
    void document.documentElement.requestFullscreen();
    return {
      screen: await refusal(() => navigator.mediaDevices.getDisplayMedia()),
      microphone: await refusal(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      lock: await refusal(() => navigator.wakeLock.request()),
      storage: (await navigator.storage.persist()) ? 'it worked' : 'refused',
      fullscreen: document.fullscreenElement === null ? 'refused' : 'it worked',
    };
  });
  expect(Object.values(refusals)).not.toContain('it worked');
});

/** The files below a folder, by path, that hold one of some texts, be it in UTF-8 or UTF-16. */
async function filesThatSay(folder: string, texts: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const content = (await readFile(path, 'latin1')).replaceAll('\0', '');
    if (texts.some((text) => content.includes(text))) found.push(path);
  }
  return found;
}

import { expect, test } from '../support/fixtures.ts';
import type { RunningApp } from '../../support/app.ts';
import { openedPage } from './opened-page.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

test('the page reaches nothing outside: no script, request, frame, window, page or permission', async ({
  sandbox,
  launch,
}) => {
  const app = await launch();
  const page = await openedPage(app);
  const { issuer, requests } = sandbox.gitlab;
  requests.clear();

  const outcome = await page.evaluate(async (outside) => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
      violations.push(violatedDirective);
    });
    const failed = async (attempt: () => unknown): Promise<string> => {
      try {
        await attempt();
        return 'it worked';
      } catch (error) {
        return error instanceof Error ? error.name : 'other';
      }
    };
    const loaded = (element: HTMLElement): Promise<string> =>
      new Promise((resolve) => {
        element.addEventListener('load', () => resolve('it worked'));
        element.addEventListener('error', () => resolve('failed'));
        document.body.append(element);
      });
    return {
      fetchOutside: await failed(() => fetch(outside)),
      fetchOwn: await failed(() => fetch('app://tobira/index.html')),
      fetchFile: await failed(() => fetch('file:///etc/hostname')),
      socket: await failed(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(outside.replace('http', 'ws'));
            socket.addEventListener('open', resolve);
            socket.addEventListener('error', () => reject(new TypeError('refused')));
          }),
      ),
      image: await loaded(Object.assign(new Image(), { src: `${outside}/image.png` })),
      style: await loaded(
        Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${outside}/style.css` }),
      ),
      html: await failed(() => (document.body.innerHTML += '<b>text</b>')),
      script: await failed(() => {
        document.createElement('script').textContent = 'window.broken = true';
      }),
      evaluated: await failed(() => (0, eval)('1')),
      window: window.open(outside) === null,
      violations: [...new Set(violations)],
      broken: 'broken' in window,
    };
  }, issuer);
  expect(outcome).toEqual({
    fetchOutside: 'TypeError',
    fetchOwn: 'TypeError',
    fetchFile: 'TypeError',
    socket: expect.stringMatching(/TypeError|SecurityError/),
    image: 'failed',
    style: 'failed',
    html: 'TypeError',
    script: 'TypeError',
    evaluated: 'EvalError',
    window: true,
    violations: expect.arrayContaining(['connect-src', 'img-src', 'style-src-elem']),
    broken: false,
  });

  const permissions = await page.evaluate(async () => {
    const refusal = async (attempt: () => unknown): Promise<string> => {
      try {
        return String(await attempt());
      } catch (error) {
        return error instanceof Error ? error.name : 'other';
      }
    };
    return {
      notification: await refusal(() => Notification.requestPermission()),
      geolocation: await refusal(
        () =>
          new Promise((resolve) =>
            navigator.geolocation.getCurrentPosition(
              () => resolve('position'),
              ({ code }) => resolve(code),
            ),
          ),
      ),
      instruments: await refusal(() => navigator.requestMIDIAccess()),
      clipboard: await refusal(() => navigator.clipboard.readText()),
      asked: (await navigator.permissions.query({ name: 'geolocation' })).state,
    };
  });
  expect(permissions).toEqual({
    notification: 'denied',
    geolocation: '1',
    instruments: expect.stringMatching(/NotAllowedError|SecurityError/),
    clipboard: 'NotAllowedError',
    asked: 'denied',
  });

  const attempts = await watchNavigation(app);
  const go = (target: string): Promise<void> =>
    page.evaluate((address) => void setTimeout(() => (location.href = address)), target);
  // Chromium itself stops these, before the app hears of them.
  for (const target of ['file:///etc/hostname', 'data:text/html,x']) await go(target);
  const stopped: unknown[] = [];
  for (const url of [`${issuer}/`, 'app://tobira/other.html']) {
    await go(url);
    stopped.push({ url, prevented: true });
    await expect.poll(attempts).toEqual(stopped);
  }
  const still = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const [open] = BrowserWindow.getAllWindows();
    return {
      url: open?.webContents.getURL(),
      text: String(await open?.webContents.executeJavaScript('document.body.innerText')),
    };
  });
  expect(still.url).toBe('app://tobira/index.html');
  expect(still.text).toContain('Sign in');
  expect(app.electron.windows()).toHaveLength(1);
  expect(requests.all).toEqual([]);
});

/** Notes each navigation that the page of the open window attempts, and whether the app has prevented it. */
async function watchNavigation(
  app: RunningApp,
): Promise<() => Promise<readonly { readonly url: string; readonly prevented: boolean }[]>> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const attempts: unknown[] = [];
    Object.assign(globalThis, { attempts });
    const [open] = BrowserWindow.getAllWindows();
    // It listens after the app does, so it sees what the app has decided.
    open?.webContents.on('will-frame-navigate', ({ url, defaultPrevented }) => {
      attempts.push({ url, prevented: defaultPrevented });
    });
  });
  return () =>
    app.electron.evaluate(
      () =>
        (
          globalThis as unknown as {
            attempts: readonly { readonly url: string; readonly prevented: boolean }[];
          }
        ).attempts,
    );
}

import { expect, test } from './support/fixtures.ts';
import type { RunningApp } from '../support/app.ts';
import { contentSecurityPolicy } from '../support/renderer-window.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

test('the page is the app’s own, under its policy, and sees no more than the bridge', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await page.getByRole('button', { name: /^Sign in/ }).waitFor();
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

test('the page reaches nothing outside: no script, request, frame, window, page or permission', async ({
  sandbox,
  launch,
}) => {
  const app = await launch();
  const page = await app.window();
  await page.getByRole('button', { name: /^Sign in/ }).waitFor();
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

test('the main process refuses calls of any other name or shape', async ({ sandbox, launch }) => {
  const app = await launch();
  const page = await app.window();
  await page.getByRole('button', { name: /^Sign in/ }).waitFor();
  sandbox.gitlab.requests.clear();

  const answers = await page.evaluate(async () => {
    const bridge = window.tobira as unknown as {
      call(name: unknown, request: unknown): Promise<unknown>;
    };
    const attempts: readonly (readonly [unknown, unknown])[] = [
      ['secrets:read', undefined],
      ['__proto__', {}],
      [42, {}],
      ['identity:sign-in', undefined],
      ['identity:sign-in', 'work'],
      ['identity:sign-in', ['work']],
      ['identity:sign-in', { identityId: 42 }],
      ['identity:sign-in', { identityId: 'work', url: 'https://example.com' }],
      ['identity:sign-in', { identityId: 'x'.repeat(201) }],
      ['role:console', { identityId: 'prod-admin' }],
      ['role:console', { roleId: { toString: 'prod-admin' } }],
      ['config:open', { path: '/etc/passwd' }],
      ['view:get', null],
    ];
    return Promise.all(
      attempts.map(async ([name, request]) => {
        try {
          return JSON.stringify(await bridge.call(name, request));
        } catch {
          return 'refused';
        }
      }),
    );
  });
  expect(answers).toEqual(answers.map(() => 'refused'));

  const unknown = await page.evaluate(() => window.tobira?.call('role:console', { roleId: 'nobody' }));
  expect(unknown).toMatchObject({ ok: false, error: { code: 'unknown_role' } });
  expect(sandbox.gitlab.requests.all).toEqual([]);
  await expect(page.getByTitle('Signed out')).toBeVisible();
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

import { expect, test } from '../support/fixtures.ts';
import { openedPage } from './opened-page.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

test('the main process refuses calls of any other name or shape', async ({ sandbox, launch }) => {
  const app = await launch();
  const page = await openedPage(app);
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

test('the main process answers no other window, session or page, and no frame', async ({ launch }) => {
  const app = await launch();
  const page = await openedPage(app);

  // A frame in our page gets no bridge at all.
  const framed = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const inside = frame.contentWindow;
    return { isThere: inside !== null, bridge: inside !== null && 'tobira' in inside };
  });
  expect(framed).toEqual({ isThere: true, bridge: false });

  const answers = await app.electron.evaluate(async ({ app: self, BrowserWindow, session }) => {
    const call = `typeof tobira === 'object'
      ? tobira.call('view:get', undefined).then(() => 'answered', (error) => error.message)
      : 'no bridge'`;
    const [ours] = BrowserWindow.getAllWindows();
    if (ours === undefined) throw new Error('No window is open');
    const preload = `${self.getAppPath()}/dist/preload/index.cjs`;
    const ask = async (own: Electron.Session, url: string): Promise<unknown> => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, session: own } });
      await window.loadURL(url);
      const answer: unknown = await window.webContents.executeJavaScript(call);
      window.destroy();
      return answer;
    };
    const same = ours.webContents.session;
    const foreign = session.fromPartition('foreign');
    const before: unknown = await ours.webContents.executeJavaScript(call);
    const others = [
      await ask(same, 'app://tobira/index.html'),
      await ask(same, 'about:blank'),
      await ask(foreign, 'about:blank'),
      await ask(foreign, 'data:text/html,x'),
    ];
    // No page can bring our window there: only the main process itself.
    await ours.loadURL('about:blank');
    const elsewhere: unknown = await ours.webContents.executeJavaScript(call);
    return { before, others, elsewhere };
  });
  const refused = "Error invoking remote method 'view:get': Error: refused";
  expect(answers).toEqual({
    before: 'answered',
    others: [refused, refused, refused, refused],
    elsewhere: refused,
  });
});

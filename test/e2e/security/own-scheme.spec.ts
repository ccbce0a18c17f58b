import { expect, test } from '../support/fixtures.ts';
import { openedPage } from './opened-page.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

test('the page’s scheme gives its own files and nothing else, in the window’s session alone', async ({
  launch,
}) => {
  const app = await launch();
  await openedPage(app);
  const answers = await app.electron.evaluate(async ({ BrowserWindow, session }) => {
    const [open] = BrowserWindow.getAllWindows();
    if (open === undefined) throw new Error('No window is open');
    const fetchIn = async (own: Electron.Session, url: string, method = 'GET'): Promise<string> => {
      try {
        const { status, headers } = await own.fetch(url, { method });
        return `${status} ${headers.get('content-type') ?? '-'}`;
      } catch (error) {
        return error instanceof Error ? error.message : 'other';
      }
    };
    const own = open.webContents.session;
    const outcome: Record<string, string> = {};
    for (const path of [
      'index.html',
      '',
      'index.html?x',
      'none.html',
      'INDEX.HTML',
      '../main/index.js',
      '..%2fmain%2findex.js',
      '%2e%2e/main/index.js',
      '..%5cmain%5cindex.js',
      '/etc/hostname',
    ])
      outcome[path] = await fetchIn(own, `app://tobira/${path}`);
    return {
      paths: outcome,
      post: await fetchIn(own, 'app://tobira/index.html', 'POST'),
      otherHost: await fetchIn(own, 'app://other/index.html'),
      // Neither Tobira's network nor any other session knows the scheme.
      elsewhere: await Promise.all(
        [session.defaultSession, session.fromPartition('network'), session.fromPartition('later')].map(
          (other) => fetchIn(other, 'app://tobira/index.html'),
        ),
      ),
    };
  });
  const nothing = '404 -';
  expect(answers.paths).toEqual({
    'index.html': '200 text/html; charset=utf-8',
    '': nothing,
    'index.html?x': nothing,
    'none.html': nothing,
    'INDEX.HTML': nothing,
    '../main/index.js': nothing,
    '..%2fmain%2findex.js': nothing,
    '%2e%2e/main/index.js': nothing,
    '..%5cmain%5cindex.js': nothing,
    '/etc/hostname': nothing,
  });
  expect(answers.post).toBe('405 -');
  expect(answers.otherHost).toBe(nothing);
  for (const answer of answers.elsewhere) expect(answer).toContain('ERR_UNKNOWN_URL_SCHEME');
});

test('a page in the window’s session reaches nothing outside, even without a policy of its own', async ({
  sandbox,
  launch,
}) => {
  const app = await launch();
  await openedPage(app);
  const { issuer, requests } = sandbox.gitlab;
  requests.clear();
  const outcome = await app.electron.evaluate(async ({ BrowserWindow, session }, outside) => {
    const [open] = BrowserWindow.getAllWindows();
    if (open === undefined) throw new Error('No window is open');
    const fetchFrom = async (own: Electron.Session): Promise<unknown> => {
      const window = new BrowserWindow({ show: false, webPreferences: { session: own } });
      await window.loadURL('about:blank');
      const answer: unknown = await window.webContents.executeJavaScript(
        `fetch('${outside}', { mode: 'no-cors' }).then(() => 'it worked', () => 'refused')`,
      );
      window.destroy();
      return answer;
    };
    return {
      ours: await fetchFrom(open.webContents.session),
      other: await fetchFrom(session.fromPartition('other')),
    };
  }, issuer);
  // The other session shows that there is something to reach.
  expect(outcome).toEqual({ ours: 'refused', other: 'it worked' });
  expect(requests.all).toHaveLength(1);
});

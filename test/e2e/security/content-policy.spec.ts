import type { Page } from 'playwright';
import { expect, test } from '../support/fixtures.ts';
import { openedPage } from './opened-page.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

declare global {
  interface Window {
    /** What the page's policy stopped: directive and address. */
    stopped?: string[];
  }
}

/** What a page may try, by the directive that stands against it. `outside` is an address that is there. */
const attempts: Readonly<Record<string, (outside: string) => unknown>> = {
  'script-src-elem': (outside) => {
    const page = window as unknown as {
      readonly trustedTypes: {
        createPolicy(name: string, rules: object): { createScriptURL(url: string): unknown };
      };
    };
    const trusted = page.trustedTypes.createPolicy('script', { createScriptURL: (url: string) => url });
    const script = document.createElement('script');
    Object.assign(script, { src: trusted.createScriptURL(`${outside}/x.js`) });
    document.body.append(script);
  },
  'style-src-elem': (outside) =>
    document.body.append(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${outside}/x.css` }),
    ),
  'style-src-attr': () => document.body.setAttribute('style', 'color: red'),
  'img-src': (outside) => Object.assign(new Image(), { src: `${outside}/x.png` }),
  'font-src': (outside) =>
    void new FontFace('probe', `url(${outside}/x.woff2)`).load().catch(() => undefined),
  'connect-src': (outside) => void fetch(outside).catch(() => undefined),
  'base-uri': (outside) =>
    document.head.append(Object.assign(document.createElement('base'), { href: outside })),
  'form-action': (outside) => {
    const form = Object.assign(document.createElement('form'), { action: outside, method: 'post' });
    document.body.append(form);
    form.submit();
  },
  'require-trusted-types-for': () => {
    try {
      document.body.innerHTML += '<b>text</b>';
    } catch {
      // It is the report that counts.
    }
  },
  // What has no directive of its own falls under default-src.
  'media-src': (outside) =>
    document.body.append(Object.assign(document.createElement('video'), { src: `${outside}/x.mp4` })),
  'object-src': (outside) => {
    const page = window as unknown as {
      readonly trustedTypes: {
        createPolicy(name: string, rules: object): { createScriptURL(url: string): unknown };
      };
    };
    const trusted = page.trustedTypes.createPolicy('object', { createScriptURL: (url: string) => url });
    const object = document.createElement('object');
    Object.assign(object, { type: 'text/html', data: trusted.createScriptURL(`${outside}/x`) });
    document.body.append(object);
  },
  'frame-src': (outside) =>
    document.body.append(Object.assign(document.createElement('iframe'), { src: outside })),
};

test('the page works under its policy, and each directive stops what it stands against', async ({
  sandbox,
  launch,
}) => {
  const app = await launch();
  const page = await openedPage(app);
  await page.addInitScript(() => {
    const stopped: string[] = [];
    window.stopped = stopped;
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      stopped.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
  await page.reload();
  await page.getByRole('button', { name: /^Sign in/ }).waitFor();
  expect(
    await page.evaluate(() => [...document.styleSheets].map(({ href }) => new URL(href ?? '').host)),
  ).toEqual(['tobira']);

  // The page's own address is let through, even where nothing lies there.
  const own = await page.evaluate(async () => {
    const failed = (element: HTMLElement): Promise<unknown> =>
      new Promise((resolve) => {
        element.addEventListener('error', resolve);
        document.body.append(element);
      });
    await failed(Object.assign(new Image(), { src: 'app://tobira/none.png' }));
    await failed(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'app://tobira/none.css' }),
    );
    await new FontFace('own', 'url(app://tobira/none.woff2)').load().catch(() => undefined);
    return window.stopped;
  });
  expect(own).toEqual([]);

  const { issuer, requests } = sandbox.gitlab;
  requests.clear();
  for (const [directive, attempt] of Object.entries(attempts)) {
    await page.evaluate(attempt, issuer);
    await expect.poll(() => stoppedBy(page), { message: directive }).toContain(directive);
  }
  expect(await page.evaluate(() => document.baseURI)).toBe('app://tobira/index.html');
  expect(requests.all).toEqual([]);
});

test('no other page can frame ours', async ({ launch }) => {
  const app = await launch();
  await openedPage(app);
  const outcome = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const [ours] = BrowserWindow.getAllWindows();
    if (ours === undefined) throw new Error('No window is open');
    const host = new BrowserWindow({ show: false, webPreferences: { session: ours.webContents.session } });
    await host.loadURL('about:blank');
    // The app prevents this already; here the page's own policy is asked.
    host.webContents.removeAllListeners('will-frame-navigate');
    const ended = new Promise<string>((resolve) => {
      host.webContents.on('did-fail-load', (_event, _code, description) => resolve(description));
      host.webContents.on('did-fail-provisional-load', (_event, _code, description) => resolve(description));
      host.webContents.on('did-frame-finish-load', (_event, isMainFrame) => {
        if (!isMainFrame) resolve('it was framed');
      });
    });
    await host.webContents.executeJavaScript(
      `void document.body.appendChild(Object.assign(document.createElement('iframe'), { src: 'app://tobira/index.html' }))`,
    );
    const description = await ended;
    host.destroy();
    return description;
  });
  expect(outcome).toBe('ERR_BLOCKED_BY_RESPONSE');
});

async function stoppedBy(page: Page): Promise<readonly string[]> {
  const stopped = await page.evaluate(() => window.stopped ?? []);
  return stopped.map((entry) => entry.split(' ')[0] ?? '');
}

import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { captivePortal } from '../sandbox/gitlab/fault.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { RunningApp } from '../support/app.ts';
import type { Desktop } from '../support/desktop.ts';
import { startProxy, type ProxyOptions, type RecordingProxy } from '../support/proxy.ts';
import { configWith } from './support/config.ts';
import { expect, test, type Launch } from './support/fixtures.ts';
import { expectHeld, expectUsable, nextDay, plantForeignFiles } from './support/invariants.ts';
import { finishLogin, openWindow, signIn } from './support/login.ts';

const LOGIN = 'aiko:secret-of-the-proxy';

interface Parts {
  readonly desktop: Desktop;
  readonly sandbox: Sandbox;
  readonly launch: (how?: Launch) => Promise<RunningApp>;
}

/** A desktop says where its proxy is, in one of two ways. */
type Naming = (desktop: Desktop, proxy: RecordingProxy) => Promise<Readonly<Record<string, string>>>;

// Without the rule `<-loopback>` Chromium goes past every proxy to what is on this computer.
const byVariable: Naming = (_desktop, proxy) =>
  Promise.resolve({ http_proxy: proxy.url(), no_proxy: '<-loopback>' });

const bySettings: Naming = async (desktop, { host }) => {
  const [address = '', port = ''] = host.split(':');
  return gnome(
    desktop,
    `mode='manual'\nignore-hosts=['<-loopback>']\n[system/proxy/http]\nhost='${address}'\nport=${port}\n`,
  );
};

/** A GNOME desktop with these settings of its proxy, in a file in place of dconf. @returns what the app finds them by */
async function gnome({ home }: Desktop, settings: string): Promise<Readonly<Record<string, string>>> {
  const folder = join(home, '.config', 'glib-2.0', 'settings');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'keyfile'), `[system/proxy]\n${settings}`);
  return { XDG_CURRENT_DESKTOP: 'GNOME', GSETTINGS_BACKEND: 'keyfile' };
}

/** The app comes to a proxy that asks for a login nobody has; later it is let through. */
async function meetProxy(name: Naming, { desktop, sandbox, launch }: Parts): Promise<void> {
  const options: ProxyOptions & { login?: string } = { to: 'as named', login: LOGIN };
  const proxy = await startProxy(options);
  try {
    const app = await nextDay(desktop, launch, await name(desktop, proxy));
    const tray = await app.tray();
    await tray.click('Production / Admin');
    await expectHeld(
      { app, desktop, sandbox },
      { token: 'live', says: { words: ['The proxy refuses', 'asks for a login'], button: /^Try again/ } },
    );
    expect(proxy.lines().join('\n')).toContain(sandbox.gitlab.issuer);
    expect(proxy.requests.map(({ login }) => login)).not.toContain(LOGIN);
    const refused = proxy.requests.length;

    // Whoever runs the proxy lets this computer through.
    delete options.login;
    await expectUsable({ app, desktop, sandbox });
    expect(proxy.requests.length).toBeGreaterThan(refused);
  } finally {
    await proxy.close();
  }
}

test('a proxy that asks for a login nobody has is named, the session is kept, and it goes on behind it', async ({
  desktop,
  sandbox,
  launch,
}) => {
  await meetProxy(byVariable, { desktop, sandbox, launch });
});

test('such a proxy in the settings of the desktop is met in the same way', async ({
  desktop,
  sandbox,
  launch,
}) => {
  await meetProxy(bySettings, { desktop, sandbox, launch });
});

test('a PAC file of the desktop leads AWS to such a proxy: it is named, and the rotated token is stored', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const proxy = await startProxy({ login: LOGIN });
  const script = createServer((_request, response) => {
    response.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
    response.end(`function FindProxyForURL() { return 'PROXY ${proxy.host}'; }`);
  });
  try {
    const url = `http://127.0.0.1:${await portOf(script)}/proxy.pac`;
    const app = await nextDay(
      desktop,
      launch,
      await gnome(desktop, `mode='auto'\nautoconfig-url='${url}'\n`),
    );
    // No script is asked about what is on this computer: STS is where it is for everybody else.
    const sts = `\n  sts: ${sandbox.aws.endpoints.sts}`;
    expect(sandbox.configYaml()).toContain(sts);
    await writeFile(app.configPath, sandbox.configYaml().replace(sts, ''));
    const host = 'sts.ap-northeast-1.amazonaws.com';
    const tray = await app.tray();
    await tray.click('Production / Admin');
    await expectHeld(
      { app, desktop, sandbox },
      { token: 'live', says: { words: ['The proxy refuses', host], button: /^Try again/ } },
    );
    expect(new Set(proxy.lines())).toEqual(new Set([`CONNECT ${host}:443`]));
    expect(proxy.requests.map(({ login }) => login)).not.toContain(LOGIN);
    expect(sandbox.gitlab.requests.count('token', { grant_type: 'refresh_token' })).toBe(1);

    await writeFile(app.configPath, sandbox.configYaml());
    await expectUsable({ app, desktop, sandbox });
  } finally {
    script.close();
    await proxy.close();
  }
});

test('a captive portal during a login opens no page and is told from GitLab; then the login works', async ({
  desktop,
  sandbox,
  launch,
}) => {
  await plantForeignFiles(desktop);
  const app = await launch();
  const tray = await app.tray();
  const lift = sandbox.gitlab.faults.add('*', captivePortal());
  await tray.waitForEntry('Sign in');
  await tray.click('Sign in');
  await expectHeld(
    { app, desktop, sandbox },
    {
      token: 'over',
      says: {
        words: ['does not answer as an identity provider', 'a sign-in page'],
        button: /^Try again|^Sign in/,
      },
    },
  );
  expect(await desktop.browser.opened()).toEqual([]);

  lift();
  await signIn(app, desktop);
  await expectUsable({ app, desktop, sandbox });
});

test('a captive portal at the very end of a login says so in the window; then the login works', async ({
  desktop,
  sandbox,
  launch,
}) => {
  await plantForeignFiles(desktop);
  const app = await launch();
  const tray = await app.tray();
  const lift = sandbox.gitlab.faults.add('token', captivePortal());
  await tray.waitForEntry('Sign in');
  await tray.click('Sign in');
  const page = await desktop.browser.nextPage();
  await page.getByLabel('Username').fill('aiko');
  await page.getByLabel('Password').fill('correct-horse-42');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Authorize' }).click();
  await expect(page.getByText('The login did not work')).toBeVisible();
  await expectHeld(
    { app, desktop, sandbox },
    {
      token: 'over',
      says: { words: ['does not answer as an identity provider'], button: /^Try again|^Sign in/ },
    },
  );

  lift();
  await tray.click('Sign in');
  const second = await desktop.browser.nextPage();
  await second.getByRole('button', { name: 'Authorize' }).click();
  await tray.waitForEntry('Aiko Tanaka');
  await expectUsable({ app, desktop, sandbox });
});

test('a login where nobody listens says what cannot be reached; with the right address it works', async ({
  desktop,
  sandbox,
  launch,
}) => {
  await plantForeignFiles(desktop);
  const port = await closedPort();
  const app = await launch({
    config: configWith(sandbox, { identity: { issuer: `http://127.0.0.1:${port}` } }),
  });
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await tray.click('Sign in');
  await expectHeld(
    { app, desktop, sandbox },
    {
      token: 'over',
      says: {
        words: [`127.0.0.1:${port} cannot be reached.`, 'connection refused'],
        button: /^Try again|^Sign in/,
      },
    },
  );
  expect(await desktop.browser.opened()).toEqual([]);

  await writeFile(app.configPath, sandbox.configYaml());
  const window = await openWindow(app);
  await expect(window.locator('.notice').getByText('cannot be reached')).toBeHidden();
  await tray.click('Sign in');
  await finishLogin(await desktop.browser.nextPage());
  await tray.waitForEntry('Aiko Tanaka');
  await expectUsable({ app, desktop, sandbox });
});

/** @returns a port that nobody listens on */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Opens a server on loopback. */
async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

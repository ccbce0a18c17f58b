import { connect } from 'node:net';
import { expect, test } from './support/fixtures.ts';
import { listeningAddresses } from './support/listening.ts';
import { enterPassword, finishLogin } from './support/login.ts';

test('the tray signs in through the browser, and the keyring keeps one refresh token', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await app.tray();
  const window = await app.window();
  await tray.waitForEntry('Not signed in');
  const before = await listeningAddresses(app.pid);

  await tray.click('Sign in');
  const page = await desktop.browser.nextPage();
  await tray.waitForEntry('Cancel sign-in');
  await expect(window.getByTitle('Finish in your browser')).toBeVisible();

  const [opened = ''] = await desktop.browser.opened();
  const authorize = new URL(opened);
  const asked = Object.fromEntries(authorize.searchParams);
  expect(authorize.origin + authorize.pathname).toBe(`${sandbox.gitlab.issuer}/oauth/authorize`);
  expect(asked).toMatchObject({
    response_type: 'code',
    client_id: sandbox.gitlab.applications.default.uid,
    scope: 'openid email profile',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43,}$/),
    nonce: expect.stringMatching(/^[\w-]{43,}$/),
    redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
  });
  const { host: listener, port } = new URL(asked['redirect_uri'] ?? '');
  const during = await listeningAddresses(app.pid);
  expect(during.filter((address) => !before.includes(address))).toEqual([listener]);

  await finishLogin(page);
  await tray.waitForEntry('Aiko Tanaka');
  await expect(window.getByRole('heading', { name: 'Aiko Tanaka' })).toBeVisible();
  expect((await tray.icon()).toolTip).toContain('Aiko Tanaka');

  const items = await desktop.keyring.items('Tobira');
  const [live, ...others] = sandbox.gitlab.refreshTokens();
  expect(others).toEqual([]);
  expect(items).toHaveLength(1);
  expect(JSON.parse(items[0]?.secret ?? '')).toMatchObject({ refreshToken: live?.token });

  await expect.poll(() => listeningAddresses(app.pid)).toEqual(before);
  await expect(connected(Number(port))).rejects.toThrow('ECONNREFUSED');
});

test('the window signs in with its button', async ({ desktop, launch }) => {
  const app = await launch();
  const window = await app.window();
  await window.getByRole('button', { name: /^Sign in/ }).click();
  await finishLogin(await desktop.browser.nextPage());
  await expect(window.getByRole('heading', { name: 'Aiko Tanaka' })).toBeVisible();

  await window.getByRole('button', { name: /^Account details/ }).click();
  await expect(window.getByText('@aiko')).toBeVisible();
  await expect(window.getByText('42', { exact: true })).toBeVisible();
  await expect(window.getByText('In this computer’s keychain')).toBeVisible();
});

test('the window signs in on another device with a code, and waits for the browser here no longer', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const window = await app.window();
  const before = await listeningAddresses(app.pid);
  await window.getByRole('button', { name: /^Sign in/ }).click();
  await desktop.browser.nextPage();
  await window.getByRole('button', { name: 'Sign in with a code' }).click();

  const { issuer } = sandbox.gitlab;
  await expect(window.getByText(`Open ${issuer}/oauth/device and type in`, { exact: true })).toBeVisible();
  await expect.poll(() => listeningAddresses(app.pid)).toEqual(before);
  const code = await window.getByText(/^[A-Z]{8}$/).textContent();
  await sandbox.gitlab
    .browser()
    .connectDevice(`${issuer}/oauth/device?user_code=${code}`, { user: sandbox.gitlab.users.get(42) });

  await expect(window.getByRole('heading', { name: 'Aiko Tanaka' })).toBeVisible({ timeout: 15_000 });
  expect(sandbox.gitlab.refreshTokens()).toHaveLength(1);
  expect(await desktop.browser.opened()).toHaveLength(1);
});

test('one click on a role signs in first and goes on to its console', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Production / Admin');
  await tray.click('Production / Admin');
  const login = await desktop.browser.nextPage();
  const window = await app.window();
  const row = window.getByRole('row', { name: /^Production \/ Admin/ });
  await expect(row).toContainText('Waiting for your browser…');
  await finishLogin(login);
  const console = await desktop.browser.nextPage();
  await expect(console.getByTestId('assumed-role-arn')).toContainText('assumed-role/Admin/aiko');
});

test('a login can be cancelled from the tray and from the window', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await app.tray();
  const window = await app.window();
  await tray.waitForEntry('Sign in');
  const before = await listeningAddresses(app.pid);

  await tray.click('Sign in');
  await tray.waitForEntry('Cancel sign-in');
  await desktop.browser.nextPage();
  await tray.click('Cancel sign-in');
  await tray.waitForEntry('Not signed in');
  await expect(window.getByTitle('Signed out')).toBeVisible();

  await window.getByRole('button', { name: /^Sign in/ }).click();
  await desktop.browser.nextPage();
  await window.getByRole('button', { name: /^Cancel/ }).click();
  await expect(window.getByTitle('Signed out')).toBeVisible();
  await expect(window.locator('.notice')).toHaveCount(0);
  await tray.waitForEntry('Not signed in');

  await expect.poll(() => listeningAddresses(app.pid)).toEqual(before);
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
});

test('a lost login page can be opened again, and the copy finishes the login', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await app.tray();
  const window = await app.window();
  await window.getByRole('button', { name: /^Sign in/ }).click();
  await desktop.browser.nextPage();

  await window.getByRole('button', { name: 'Open the page again' }).click();
  await finishLogin(await desktop.browser.nextPage());
  await tray.waitForEntry('Aiko Tanaka');
  const [one, two] = await desktop.browser.opened();
  expect(two).toBe(one);
});

test('a denial in the browser is explained, and signing in still works', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await app.tray();
  const window = await app.window();
  await window.getByRole('button', { name: /^Sign in/ }).click();
  const page = await desktop.browser.nextPage();
  await enterPassword(page);
  await page.getByRole('button', { name: 'Deny' }).click();

  await expect(page.getByText('The login did not work')).toBeVisible();
  await expect(window.locator('.notice-title')).toHaveText('The login was denied in the browser.');
  await tray.waitForEntry('The login was denied in the browser.');

  await window.getByRole('button', { name: /^Sign in/ }).click();
  const second = await desktop.browser.nextPage();
  await second.getByRole('button', { name: 'Authorize' }).click();
  await expect(window.getByRole('heading', { name: 'Aiko Tanaka' })).toBeVisible();
});

function connected(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

import { expect, test } from './support/fixtures.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';
import { seen } from './support/seen.ts';

test('a locked keyring is told apart from being signed out, and its entry survives', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const first = await launch();
  await signIn(first, desktop);
  await first.quit();
  const [before] = await desktop.keyring.items('Tobira');
  await desktop.keyring.lock();

  const app = await launch();
  const tray = await app.tray();
  const window = await app.window();
  await expect(window.locator('.notice-title')).toHaveText('The keychain is locked.');
  await tray.waitForEntry('The keychain is locked.');
  await tray.click('Production / Admin');
  // The notice stands already: only the log tells that the click has been answered.
  await expect.poll(() => app.stderr()).toContain('role.failed');
  await tray.waitForEntry('Production / Admin', ({ enabled }) => enabled);
  await expect(window.locator('.notice-title')).toHaveText('The keychain is locked.');

  await desktop.keyring.unlock();
  expect(await desktop.keyring.items('Tobira')).toEqual([before]);
  expect(sandbox.gitlab.requests.count('revoke')).toBe(0);
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  await tray.waitForEntry('Aiko Tanaka');
});

test('a sign-out in the tray that a locked keyring refuses is told in the window until one goes through', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await window.close();
  await desktop.keyring.lock();

  await tray.click('Sign out');

  const told = await app.window();
  await expect(told.locator('.notice-title')).toHaveText('The keychain is locked.');
  await expect(seen(told, 'You are not signed out: the keychain still holds your session.')).toBeVisible();
  await tray.waitForEntry('Aiko Tanaka');

  // The window's own button tells the same thing, and once.
  await told.getByRole('button', { name: /^Account details/ }).click();
  await told.getByRole('button', { name: /^Sign out/ }).click();
  await expect(told.locator('.notice-title')).toHaveText('The keychain is locked.');
  expect(sandbox.gitlab.requests.count('revoke')).toBe(0);

  await desktop.keyring.unlock();
  await told.getByRole('button', { name: /^Try again/ }).click();
  await tray.waitForEntry('Not signed in');
  await expect(told.locator('.notice-title')).toBeHidden();
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
  expect(sandbox.gitlab.refreshTokens()).toEqual([]);
});

test('a session that a locked keyring could not take goes into it by itself once it is open', async ({
  desktop,
  launch,
}) => {
  await desktop.keyring.lock();
  const app = await launch();
  const window = await app.window();
  await signIn(app, desktop);
  const notice = seen(window, 'This session is kept in memory only.');
  await expect(notice).toBeVisible();

  await desktop.keyring.unlock();

  await expect(notice).toBeHidden({ timeout: 40_000 });
  expect(await desktop.keyring.items('Tobira')).toHaveLength(1);
});

test('a keyring that crashes and is started again is found by the app that goes on', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await desktop.keyring.stop('crashed');
  await window.getByRole('button', { name: /^Account details/ }).click();
  await window.getByRole('button', { name: 'Sign out' }).click();
  await expect(window.locator('.notice-title')).toHaveText('The keychain has ended.');
  await desktop.keyring.start();
  expect(await desktop.keyring.items('Tobira')).toHaveLength(1);

  await tray.click('Sign out');

  await tray.waitForEntry('Not signed in');
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
});

test.describe('without a keyring', () => {
  test.use({ desktopOptions: { keyring: 'none' } });

  test('the session lives in memory, and the window says so', async ({ desktop, launch }) => {
    const first = await launch();
    const window = await first.window();
    await expect(window.locator('.notice-title')).toHaveText('There is no keychain.');
    const tray = await signIn(first, desktop);
    await expect(seen(window, 'This session is kept in memory only.')).toBeVisible();
    await tray.click('Production / Admin');
    expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
    await first.quit();

    const again = await launch();
    const second = await openWindow(again);
    await expect(second.getByRole('button', { name: /^Sign in/ })).toBeVisible();
  });
});

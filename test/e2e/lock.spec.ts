import { pasted } from './support/clipboard.ts';
import { expect, test } from './support/fixtures.ts';
import { goByKeys } from './support/keyboard.ts';
import { openWindow, signIn } from './support/login.ts';

test('locking everything from the tray asks, takes all back, and says what nobody here can', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await window.close();
  await tray.click('Copy credentials > Production / Admin');
  await expect.poll(() => pasted(desktop)).toContain('AWS_SECRET_ACCESS_KEY');

  await tray.click('Lock everything…');
  const asked = await app.window();
  const dialog = asked.getByRole('alertdialog', { name: 'Lock everything?' });
  await expect(dialog).toBeVisible();
  expect(sandbox.gitlab.refreshTokens()).toHaveLength(1);

  await dialog.getByRole('button', { name: 'Lock everything' }).click();
  await expect(asked.locator('.notice').getByText('Everything is locked.')).toBeVisible();
  await expect(asked.locator('.notice').getByText(/Revoke sessions > Revoke active sessions/)).toBeVisible();
  await tray.waitForEntry('Not signed in');
  expect(sandbox.gitlab.refreshTokens()).toEqual([]);
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
  expect(await pasted(desktop)).toBe('');

  await asked.getByRole('button', { name: 'Dismiss: Everything is locked.' }).click();
  await expect(asked.locator('.notice').getByText('Everything is locked.')).toBeHidden();
});

test('without a mouse, a no to it changes nothing, and a login that waits is cancelled by a yes', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const window = await app.window();
  await expect(window.getByRole('button', { name: /^Sign in/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await desktop.browser.nextPage();
  await goByKeys(window, 'Lock everything…');
  await expect(window.getByRole('alertdialog', { name: 'Lock everything?' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('alertdialog')).toBeHidden();
  await expect(window.getByRole('heading', { name: 'Finish in your browser' })).toBeVisible();

  await goByKeys(window, 'Lock everything…');
  const lock = window.getByRole('alertdialog').getByRole('button', { name: 'Lock everything' });
  await expect(lock).toBeFocused();
  await expect(lock).not.toHaveAttribute('aria-disabled', 'true');
  await window.keyboard.press('Enter');
  await expect(window.locator('.notice').getByText('Everything is locked.')).toBeVisible();
  await expect(window.getByRole('button', { name: /^Sign in/ })).toBeVisible();
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
  expect(sandbox.gitlab.refreshTokens()).toEqual([]);
});

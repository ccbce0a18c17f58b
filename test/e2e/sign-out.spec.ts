import { expect, test } from './support/fixtures.ts';
import { openWindow, signIn } from './support/login.ts';
import { seen } from './support/seen.ts';

test('signing out ends the session here and at GitLab, for good', async ({ desktop, sandbox, launch }) => {
  const first = await launch();
  const tray = await signIn(first, desktop);
  const window = await openWindow(first);
  const [before] = sandbox.gitlab.refreshTokens();

  await tray.click('Sign out');
  await tray.waitForEntry('Not signed in');
  await expect(window.getByTitle('Signed out')).toBeVisible();
  expect((await tray.icon()).toolTip).toContain('not signed in');
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
  await sandbox.gitlab.requests.reached('revoke');
  expect(sandbox.gitlab.requests.to('revoke')[0]?.form['token']).toBe(before?.token);
  await expect.poll(() => sandbox.gitlab.refreshTokens()).toEqual([]);
  await first.quit();

  const again = await launch();
  const second = await again.tray();
  await second.waitForEntry('Not signed in');
  await expect((await again.window()).getByRole('button', { name: /^Sign in/ })).toBeVisible();
});

test('the window signs out, also where GitLab cannot be told', async ({ desktop, sandbox, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  sandbox.gitlab.faults.add('revoke', { kind: 'reset', work: 'not done' });

  await window.getByRole('button', { name: /^Account details/ }).click();
  await window.getByRole('button', { name: 'Sign out' }).click();
  await tray.waitForEntry('Not signed in');
  expect(await desktop.keyring.items('Tobira')).toEqual([]);
  await expect(seen(window, 'GitLab was not told that you signed out.')).toBeVisible();
});

import { expect, test } from './support/fixtures.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';
import { unavailable } from '../sandbox/gitlab/fault.ts';

test('while GitLab is down the session stays, and it goes on when GitLab is back', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const first = await launch();
  await signIn(first, desktop);
  await first.quit();
  const [kept] = await desktop.keyring.items('Tobira');

  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Aiko Tanaka');
  const window = await openWindow(app);
  const row = window.getByRole('row', { name: /Production/ });
  const repair = sandbox.gitlab.faults.add('*', { kind: 'reset', work: 'not done' });
  await tray.click('Production / Admin');
  await expect(row).toContainText('cannot be reached');
  await tray.waitForEntry('Aiko Tanaka');
  repair();

  const restore = sandbox.gitlab.faults.add('*', unavailable());
  await row.getByRole('button', { name: /^Try again/ }).click();
  await expect(row).toContainText('answered with status 503');
  await tray.waitForEntry('Aiko Tanaka');
  expect(await desktop.keyring.items('Tobira')).toEqual([kept]);
  restore();

  await row.getByRole('button', { name: /^Try again/ }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
});

test('a session that GitLab has ended leads to a new login in the same click', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const first = await launch();
  await signIn(first, desktop);
  await first.quit();
  sandbox.gitlab.revokeTokens(42);

  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Aiko Tanaka');
  await tray.click('Production / Admin');
  const page = await desktop.browser.nextPage();
  await page.getByRole('button', { name: 'Authorize' }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(await desktop.keyring.items('Tobira')).toHaveLength(1);
});

test('AWS failing opens no page and says what happened in the row', async ({ desktop, sandbox, launch }) => {
  const { faults } = sandbox.aws;
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  const row = window.getByRole('row', { name: /Sandbox/ });
  const opened = (await desktop.browser.opened()).length;

  faults.inject('getSigninToken', { kind: 'error', code: 'InternalError', status: 500 }, Infinity);
  await tray.click('Sandbox / Read only');
  await expect(row).toContainText('AWS did not open a console session.');
  faults.clear();
  expect(await desktop.browser.opened()).toHaveLength(opened);

  await row.getByRole('button', { name: /^Try again/ }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/ReadOnly/');
});

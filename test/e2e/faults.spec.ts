import { unavailable } from '../sandbox/gitlab/fault.ts';
import { expect, test } from './support/fixtures.ts';
import { expectHeld, expectUsable, nextDay, plantForeignFiles } from './support/invariants.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';

const button = /^Try again/;

test('while GitLab is down the session stays, and it goes on when GitLab is back', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await nextDay(desktop, launch);
  const stage = { app, desktop, sandbox };
  const tray = await app.tray();
  const window = await openWindow(app);
  const [kept] = await desktop.keyring.items('Tobira');
  const row = window.getByRole('row', { name: /Production/ });
  const repair = sandbox.gitlab.faults.add('*', { kind: 'reset', work: 'not done' });
  await tray.click('Production / Admin');
  await expectHeld(stage, {
    token: 'live',
    says: { words: ['cannot be reached', 'Check the network'], button },
  });
  await tray.waitForEntry('Aiko Tanaka');
  repair();

  const restore = sandbox.gitlab.faults.add('*', unavailable());
  await row.getByRole('button', { name: button }).click();
  await expect(row).toContainText('answered with status 503');
  await expectHeld(stage, {
    token: 'live',
    says: { words: ['answered with status 503', 'Try again later'], button },
  });
  await tray.waitForEntry('Aiko Tanaka');
  expect(await desktop.keyring.items('Tobira')).toEqual([kept]);
  restore();

  await expectUsable(stage);
});

test('a session that GitLab has ended leads to a new login in the same click', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await nextDay(desktop, launch);
  sandbox.gitlab.revokeTokens(42);

  await expectUsable({ app, desktop, sandbox }, { login: true });
  expect(await desktop.keyring.items('Tobira')).toHaveLength(1);
});

test('AWS failing opens no page and says what happened in the row', async ({ desktop, sandbox, launch }) => {
  const { faults } = sandbox.aws;
  await plantForeignFiles(desktop);
  const app = await launch();
  const stage = { app, desktop, sandbox };
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  const row = window.getByRole('row', { name: /Sandbox/ });
  const opened = (await desktop.browser.opened()).length;

  faults.inject('getSigninToken', { kind: 'error', code: 'InternalError', status: 500 }, Infinity);
  await tray.click('Sandbox / Read only');
  await expect(row).toContainText('AWS did not open a console session.');
  await expectHeld(stage, {
    token: 'live',
    says: { words: ['AWS did not open a console session.'], button },
  });
  faults.clear();
  expect(await desktop.browser.opened()).toHaveLength(opened);

  await row.getByRole('button', { name: button }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/ReadOnly/');
  await expectUsable(stage);
});

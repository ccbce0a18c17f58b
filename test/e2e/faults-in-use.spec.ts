import { hold } from '../sandbox/gitlab/fault.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { expect, test } from './support/fixtures.ts';
import { recordIpc } from './support/ipc-recorder.ts';
import { expectHeld, expectUsable, nextDay, type Stage } from './support/invariants.ts';
import { nextConsole, openWindow } from './support/login.ts';

const REFRESH = { grant_type: 'refresh_token' };

/** GitLab has rotated the token of the next refresh and keeps the reply back. */
function heldRefresh({ gitlab }: Sandbox): { readonly reached: Promise<void>; readonly letGo: () => void } {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const before = gitlab.requests.count('token');
  gitlab.faults.add('token', hold(held, 'done'), { times: 1 });
  return { reached: gitlab.requests.reached('token', before + 1), letGo: () => letGo() };
}

/** Somebody clicks as quickly as nobody can, while GitLab keeps the refresh waiting that the first click needs. */
async function expectOneTab(stage: Stage, click: () => Promise<unknown>): Promise<void> {
  const { desktop, sandbox } = stage;
  const { gitlab, aws } = sandbox;
  const opened = (await desktop.browser.opened()).length;
  const { reached, letGo } = heldRefresh(sandbox);

  await click();
  await reached;
  letGo();

  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  await expectHeld(stage, { token: 'live', says: null });
  expect(gitlab.requests.count('token', REFRESH)).toBe(1);
  expect(aws.requests.count('AssumeRoleWithWebIdentity')).toBe(1);
  expect(aws.requests.count('getSigninToken')).toBe(1);
  expect(await desktop.browser.opened()).toHaveLength(opened + 1);
  await expectUsable(stage);
}

test('twenty clicks at once in the tray make one refresh, one exchange and one tab', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await nextDay(desktop, launch);
  const tray = await app.tray();
  await expectOneTab({ app, desktop, sandbox }, async () => {
    expect(await tray.clickAtOnce('Production / Admin', 20)).toBe(20);
  });
});

test('twenty clicks at once in the window make one refresh, one exchange and one tab', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await nextDay(desktop, launch);
  const window = await openWindow(app);
  const button = window.getByRole('button', { name: 'Open console as Production / Admin' });
  const ipc = await recordIpc(app);
  await expectOneTab({ app, desktop, sandbox }, async () => {
    await button.evaluate((element: HTMLElement) => {
      for (let count = 0; count < 20; count++) element.click();
    });
    const calls = async (): Promise<number> =>
      (await ipc.lines()).filter((line) => line.startsWith('{"call":"role:console"')).length;
    await expect.poll(calls).toBe(20);
  });
});

test('a keyring that is locked while the app runs is named once, and unlocking it is all that is needed', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await nextDay(desktop, launch);
  const tray = await app.tray();
  const refreshes = sandbox.gitlab.requests.count('token', REFRESH);
  await desktop.keyring.lock();

  await tray.click('Production / Admin');
  await expectHeld(
    { app, desktop, sandbox },
    { token: 'locked', says: { words: ['The keychain is locked.', 'Unlock it'], button: /^Try again/ } },
  );

  await desktop.keyring.unlock();
  await expectUsable({ app, desktop, sandbox });
  expect(sandbox.gitlab.requests.count('token', REFRESH)).toBe(refreshes + 1);
  expect(sandbox.gitlab.requests.count('revoke')).toBe(0);
});

test('a sign-out in the middle of a refresh is the end: the token that arrives is revoked and not resurrected', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await nextDay(desktop, launch);
  const tray = await app.tray();
  const window = await openWindow(app);
  await window.getByRole('button', { name: /^Account details/ }).click();
  const ipc = await recordIpc(app);
  const opened = (await desktop.browser.opened()).length;
  const { reached, letGo } = heldRefresh(sandbox);

  await tray.click('Production / Admin');
  await reached;
  await window.getByRole('button', { name: 'Sign out' }).click();
  // Nothing is to be seen of it until the refresh is done.
  await expect.poll(async () => (await ipc.lines()).join('\n')).toContain('{"call":"identity:sign-out"');
  letGo();

  await tray.waitForEntry('Not signed in');
  await expectHeld({ app, desktop, sandbox }, { token: 'over', says: null });
  expect(await desktop.browser.opened()).toHaveLength(opened);
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(0);
  await expectUsable({ app, desktop, sandbox }, { login: true });
});

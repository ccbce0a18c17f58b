import { configWith } from './support/config.ts';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';

test('an opening that is called off frees the role at once, and the next click opens one console', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  await signIn(app, desktop);
  const window = await openWindow(app);
  const { aws } = sandbox;
  aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'stall-headers' });
  const opened = (await desktop.browser.opened()).length;
  const open = `window.tobira.call('role:console', { roleId: 'prod-admin', readOnly: true })`;
  const first = window.evaluate(open);
  await expect.poll(() => aws.requests.count('AssumeRoleWithWebIdentity')).toBe(1);

  await window.evaluate(`window.tobira.call('role:cancel', { roleId: 'prod-admin' })`);

  expect(await first).toMatchObject({ ok: false, error: { code: 'work_cancelled' } });
  expect(await desktop.browser.opened()).toHaveLength(opened);
  const second = window.evaluate(open);
  const page = await desktop.browser.nextPage();
  await expect(page.getByTestId('assumed-role-arn')).toContainText('assumed-role/Admin/');
  await expect(page.getByTestId('read-only')).toHaveText('read-only');
  expect(aws.issuedCredentials.at(-1)?.policies.policyArns).toEqual([
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
  ]);
  expect(await second).toMatchObject({ ok: true });
});

test('a role that is read-only opens a read-only console, and full access after a yes alone', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, { roles: { 'prod-admin': { readOnly: true } } }) });
  const tray = await signIn(app, desktop);
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  const window = await openWindow(app);
  const sessions = () => sandbox.aws.issuedCredentials.map(({ policies }) => policies.policyArns.length);
  expect(sessions()).toEqual([1]);

  const opening = window.evaluate(
    `window.tobira.call('role:console', { roleId: 'prod-admin', readOnly: false })`,
  );
  await expect(window.getByRole('alertdialog')).toBeVisible();
  expect(sessions()).toEqual([1]);
  await window.evaluate(`window.tobira.call('role:confirm', { roleId: 'prod-admin', fullAccess: true })`);

  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(sessions()).toEqual([1, 0]);
  expect(await opening).toMatchObject({ ok: true });
});

import { expect, test } from './support/fixtures.ts';
import { configWith } from './support/config.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';

test('after a restart one click in the tray opens the console, with no login and no request too many', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const { gitlab, aws } = sandbox;
  const first = await launch();
  await signIn(first, desktop);
  await first.quit();
  gitlab.requests.clear();

  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Aiko Tanaka');
  expect(gitlab.requests.all).toEqual([]);
  expect(app.electron.windows()).toEqual([]);

  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toBe('arn:aws:sts::123456789012:assumed-role/Admin/aiko@example.com');
  expect(gitlab.requests.count('token')).toBe(1);
  expect(gitlab.requests.count('token', { grant_type: 'refresh_token' })).toBe(1);
  expect(gitlab.requests.count('authorize')).toBe(0);
  expect(aws.requests.counts()).toMatchObject({
    'POST AssumeRoleWithWebIdentity': 1,
    'POST getSigninToken': 1,
    'GET login': 1,
  });

  // A second time nothing is asked again but what opens a console.
  aws.requests.clear();
  gitlab.requests.clear();
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(aws.requests.count('AssumeRoleWithWebIdentity')).toBe(0);
  expect(aws.requests.count('getSigninToken')).toBe(1);
  expect(gitlab.requests.all.filter(({ path }) => path.startsWith('/oauth/token'))).toEqual([]);
});

test('the window opens consoles by mouse and by keyboard', async ({ desktop, launch }) => {
  const app = await launch();
  const window = await app.window();
  await signIn(app, desktop);

  await window.getByRole('button', { name: 'Open console as Sandbox / Read only' }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/ReadOnly/');

  const search = window.getByRole('combobox', { name: 'Search roles' });
  await search.fill('staging');
  await expect(window.getByRole('row')).toHaveCount(1);
  await search.press('Enter');
  expect(await nextConsole(desktop)).toContain('assumed-role/Developer/');
});

test('many clicks on one role make one exchange and one console', async ({ desktop, sandbox, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'latency', latencyMs: 600 });
  const clicks = Array.from({ length: 5 }, () => tray.click('Production / Admin').catch(() => undefined));
  await Promise.all(clicks);

  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  await tray.waitForEntry('Production / Admin', ({ enabled }) => enabled);
  expect(sandbox.aws.requests.counts()).toMatchObject({
    'POST AssumeRoleWithWebIdentity': 1,
    'POST getSigninToken': 1,
  });
});

test('durations go to AWS as configured, and one that is too long falls back', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const { requests } = sandbox.aws;
  const app = await launch({
    config: configWith(sandbox, { roles: { 'prod-admin': { duration: '12h' } } }),
  });
  const tray = await signIn(app, desktop);

  await tray.click('Staging / Developer');
  expect(await nextConsole(desktop)).toContain('assumed-role/Developer/');
  expect(
    requests.of('AssumeRoleWithWebIdentity').map(({ parameters }) => parameters['DurationSeconds']),
  ).toEqual(['7200']);
  expect(requests.of('getSigninToken').map(({ parameters }) => parameters['SessionDuration'])).toEqual([
    '43200',
  ]);

  // The role's maximum is one hour.
  requests.clear();
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(
    requests.of('AssumeRoleWithWebIdentity').map(({ parameters }) => parameters['DurationSeconds']),
  ).toEqual(['43200', undefined]);
});

test.describe('where AWS takes no POST for sign-in tokens', () => {
  test.use({ sandboxOptions: { aws: { refusePost: true } } });

  test('GET is the way', async ({ desktop, sandbox, launch }) => {
    const app = await launch();
    const tray = await signIn(app, desktop);
    await tray.click('Sandbox / Read only');
    expect(await nextConsole(desktop)).toContain('assumed-role/ReadOnly/');
    expect(sandbox.aws.requests.counts()).toMatchObject({
      'POST getSigninToken': 1,
      'GET getSigninToken': 1,
    });
  });
});

test("a role that is not the user's says what its trust policy needs, and the rest stays usable", async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await tray.click('Audit / Not for you');

  const row = window.getByRole('row', { name: /Audit/ });
  await expect(row).toContainText('AWS does not let you assume this role.');
  await row.getByRole('button', { name: /^Explain/ }).click();
  const { issuer, applications } = sandbox.gitlab;
  for (const fact of ['arn:aws:iam::123456789012:role/Auditor', issuer, applications.default.uid, '42']) {
    await expect(row.getByText(fact, { exact: true })).toBeVisible();
  }

  await row.getByRole('button', { name: /^Try again/ }).click();
  await expect(row).toContainText('AWS does not let you assume this role.');
  await window.getByRole('button', { name: 'Open console as Production / Admin' }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  await tray.waitForEntry('Aiko Tanaka');
});

import { pasted } from './support/clipboard.ts';
import { configWith, manyRoles } from './support/config.ts';
import { expect, test } from './support/fixtures.ts';
import { closeByKeys, goByKeys, sayYes, tabTo } from './support/keyboard.ts';
import { finishLogin, nextConsole, signIn } from './support/login.ts';

test('without a mouse one signs in, opens consoles of every kind and calls one off', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const roles = { 'prod-admin': { confirm: true }, 'stage-dev': { readOnly: true } };
  const app = await launch({ config: configWith(sandbox, { roles }) });
  const window = await app.window();
  const { keyboard } = window;
  const search = window.getByRole('combobox', { name: 'Search roles' });
  const row = (name: string) => window.getByRole('row', { name: new RegExp(`^${name}`) });
  const find = async (text: string) => {
    await keyboard.press('Control+f');
    await expect(search).toBeFocused();
    await keyboard.type(text);
    await expect(window.getByRole('row')).toHaveCount(1);
  };
  const policies = () => sandbox.aws.issuedCredentials.at(-1)?.policies.policyArns;
  await expect(window.getByRole('button', { name: /^Sign in/ })).toBeFocused();
  await keyboard.press('Enter');
  await finishLogin(await desktop.browser.nextPage());
  await expect(search).toBeFocused();

  // Called off while AWS does not answer, and opened by the next try.
  sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'stall-headers' });
  await keyboard.type('sandb');
  await keyboard.press('Shift+Enter');
  await expect(row('Sandbox')).toContainText('Assuming the role…');
  await tabTo(window, window.getByRole('button', { name: 'Cancel: Sandbox / Read only' }));
  await keyboard.press('Enter');
  await expect(window.getByRole('button', { name: 'Open console as Sandbox / Read only' })).toBeFocused();
  await find('sandb');
  await keyboard.press('Shift+Enter');
  const readOnly = await desktop.browser.nextPage();
  await expect(readOnly.getByTestId('assumed-role-arn')).toContainText('assumed-role/ReadOnly/');
  await expect(readOnly.getByTestId('read-only')).toHaveText('read-only');

  // The first Enter that follows the question is a no.
  await find('prod');
  await keyboard.press('Enter');
  await expect(window.getByRole('alertdialog', { name: 'Use this role?' })).toBeVisible();
  await keyboard.press('Enter');
  await expect(window.getByRole('alertdialog')).toHaveCount(0);
  await expect(search).toBeFocused();
  await keyboard.press('Enter');
  await sayYes(window, 'Allow for 15 minutes');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(policies()).toEqual([]);

  await find('stag');
  const more = window.getByRole('button', { name: 'More: Staging / Developer', exact: true });
  await tabTo(window, more);
  await keyboard.press('ArrowDown');
  await expect(window.getByRole('menuitem', { name: 'Open with full access…' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(window.getByRole('alertdialog', { name: 'Use this role with full access?' })).toBeVisible();
  await sayYes(window, 'Allow for 15 minutes');
  expect(await nextConsole(desktop)).toContain('assumed-role/Developer/');
  expect(policies()).toEqual([]);

  await tabTo(window, more);
  const toServices = async () => {
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await expect(window.getByRole('menuitem', { name: 'Open in a service…' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(window.getByRole('combobox', { name: 'Search services' })).toBeFocused();
  };
  await toServices();
  await tabTo(window, window.getByRole('dialog').getByRole('button', { name: 'Cancel' }));
  await keyboard.press('Enter');
  await expect(more).toBeFocused();
  await toServices();
  await keyboard.type('lambda');
  await expect(window.getByRole('listbox').getByRole('option', { selected: true })).toHaveText('Lambda');
  await keyboard.press('Enter');
  const page = await desktop.browser.nextPage();
  await expect(page.getByTestId('destination')).toContainText('/lambda/home?region=eu-central-1');
  await expect(page.getByTestId('read-only')).toHaveText('read-only');

  await find('audit');
  await keyboard.press('Enter');
  await expect(row('Audit')).toContainText('AWS does not let you assume this role.');
  await tabTo(window, row('Audit').getByRole('button', { name: /^Explain/ }));
  await keyboard.press('Enter');
  await expect(
    row('Audit').getByText('arn:aws:iam::123456789012:role/Auditor', { exact: true }),
  ).toBeVisible();
});

test('without a mouse one copies, pins, reads what was done and closes the window, which gives its memory back', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await app.window();
  const { keyboard } = window;
  const search = window.getByRole('combobox', { name: 'Search roles' });
  await expect(search).toBeFocused();
  await keyboard.type('stag');
  const row = window.getByRole('row', { name: /^Staging \/ Developer/ });
  await keyboard.press('Control+c');
  await expect(row).toContainText('Copied for bash, zsh: cleared in 30 sec');
  expect(await pasted(desktop)).toMatch(/^unset AWS_PROFILE /);
  await keyboard.press('Control+d');
  await expect(row.getByRole('button', { name: 'Unpin Staging / Developer' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(window.getByRole('grid', { name: 'Pinned' }).getByRole('row')).toHaveText(/^Staging/);
  await tray.waitForEntry('Staging / Developer');

  await goByKeys(window, 'Activity');
  await expect(window.getByRole('heading', { name: 'Activity', level: 1 })).toBeFocused();
  await expect(window.locator('.activity-row')).toHaveCount(2);
  await tabTo(window, window.getByRole('button', { name: 'Clear…' }));
  await keyboard.press('Enter');
  await sayYes(window, 'Clear');
  await expect(window.getByText('Nothing yet', { exact: true })).toBeVisible();
  await keyboard.press('Escape');
  await expect(search).toBeFocused();

  const pages = () =>
    app.electron.evaluate(({ app: own }) => own.getAppMetrics().filter(({ type }) => type === 'Tab').length);
  expect(await pages()).toBe(1);
  await closeByKeys(app, window);
  await expect.poll(pages).toBe(0);
});

test('ten thousand roles are searched in the window, and Enter opens the one that was typed', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: manyRoles(sandbox, 10_000) });
  const window = await app.window();
  await window.getByRole('button', { name: /^Sign in/ }).click();
  await finishLogin(await desktop.browser.nextPage());
  await expect(window.getByRole('combobox', { name: 'Search roles' })).toBeFocused();
  const rows = window.getByRole('row');
  expect(await rows.count()).toBeLessThan(60);
  await window.keyboard.type('account 9998');
  await expect(rows.first()).toContainText('Account 9998');
  await window.keyboard.press('Enter');
  expect(await nextConsole(desktop)).toContain('assumed-role/Developer/');
});

import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { stringify } from 'yaml';
import { sandboxRoleArn, type Sandbox } from '../sandbox/sandbox.ts';
import { expect, test } from './support/fixtures.ts';
import { recordIpc } from './support/ipc-recorder.ts';
import { tabTo } from './support/keyboard.ts';
import { finishLogin, nextConsole } from './support/login.ts';
import { secretsIn, secretsOf } from './support/secrets.ts';

/** What a test's AWS needs, and words of somebody who was here before. */
function begunFile({ aws }: Sandbox): string {
  const { sts, signin, console } = aws.endpoints;
  return `# Our team's file: ask Ada before you change it.\n${stringify({ version: 1, endpoints: { sts, signin, console } })}`;
}

test('from an empty home to an open console by keyboard alone', async ({ desktop, sandbox, launch }) => {
  const app = await launch({ config: null });
  const window = await app.window();
  const { keyboard } = window;
  const heading = (name: string) => window.getByRole('heading', { level: 1, name, exact: true });

  await expect(heading('Welcome to Tobira')).toBeFocused();
  const ipc = await recordIpc(app);
  await expect(window.getByText('Step 1 of 4')).toBeVisible();
  await keyboard.press('Tab');
  await expect(window.getByLabel('GitLab address')).toBeFocused();
  await keyboard.type(`${sandbox.gitlab.issuer}/`);
  await keyboard.press('Enter');
  // AWS could not come to a GitLab on this computer: said, and gone on with all the same.
  await expect(window.getByRole('button', { name: 'Use it anyway' })).toBeVisible();
  await keyboard.press('Enter');

  await expect(heading('Tobira’s application in GitLab')).toBeFocused();
  await expect(window.getByText('http://127.0.0.1/callback', { exact: true })).toBeVisible();
  const id = window.getByLabel('Application id');
  await tabTo(window, id);
  await keyboard.type(sandbox.gitlab.applications.default.uid);
  await keyboard.press('Enter');

  await expect(heading('Sign in')).toBeFocused();
  const written = await readFile(app.configPath, 'utf8');
  expect(written).toContain(`issuer: ${sandbox.gitlab.issuer}\n`);
  // This test's AWS is not where AWS is; the file may be edited by hand meanwhile.
  const { sts, signin, console } = sandbox.aws.endpoints;
  await writeFile(app.configPath, `${written}${stringify({ endpoints: { sts, signin, console } })}`);
  await keyboard.press('Tab');
  await expect(window.getByRole('button', { name: /^Sign in to / })).toBeFocused();
  await keyboard.press('Enter');
  await finishLogin(await desktop.browser.nextPage());

  await expect(heading('Your first role')).toBeFocused();
  await keyboard.press('Tab');
  await expect(window.getByLabel('Role ARN')).toBeFocused();
  await keyboard.type(sandboxRoleArn('Admin'));
  const check = window.getByRole('button', { name: 'Check the role' });
  await tabTo(window, check);
  await keyboard.press('Enter');
  await expect(window.getByText('AWS lets you in with this role.')).toBeVisible();
  const finish = window.getByRole('button', { name: 'Finish' });
  await tabTo(window, finish);
  await keyboard.press('Enter');

  await expect(window.getByRole('row')).toHaveCount(1);
  await expect(window.getByRole('combobox')).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');

  const lines = await ipc.lines();
  for (const call of ['setup:check-issuer', 'identity:sign-in', 'setup:try-role', 'config:edit'])
    expect(lines.filter((line) => line.startsWith(`{"answer":"${call}"`))).not.toEqual([]);
  expect(secretsIn(lines.join('\n'), secretsOf(sandbox))).toEqual([]);
});

test.describe('without a browser', () => {
  test.use({ desktopOptions: { browser: false } });

  test('an address that leads nowhere is told at once, and nothing is written', async ({ launch }) => {
    const app = await launch({ config: null });
    const window = await app.window();
    await window.getByLabel('GitLab address').fill(await closedPort());
    await window.getByRole('button', { name: 'Next' }).click();
    await expect(window.locator('.issuer-check .remark-fail')).not.toHaveCount(0);
    await expect(window.getByRole('button', { name: 'Use it anyway' })).toBeVisible();
    await window.getByLabel('GitLab address').fill('http://gitlab.example.com');
    await window.getByRole('button', { name: 'Next' }).click();
    await expect(window.getByText(/Use an https address without a query/)).toBeVisible();
    await expect(readFile(app.configPath)).rejects.toThrow('ENOENT');
  });
});

test('a wrong application id is mended on the way back, and the welcome goes on where it was left', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const begun = begunFile(sandbox);
  const app = await launch({ config: begun });
  const window = await app.window();
  await window.getByLabel('GitLab address').fill(sandbox.gitlab.issuer);
  await window.getByRole('button', { name: 'Next' }).click();
  await window.getByRole('button', { name: 'Use it anyway' }).click();
  await window.getByLabel('Application id').fill('not-this-one');
  await window.getByRole('button', { name: 'Next' }).click();
  await window.getByRole('button', { name: /^Sign in to / }).click();
  await desktop.browser.nextPage();
  await expect(window.getByText(/the application id is not right/)).toBeVisible();

  // The file has what is known, and the words that stood there; a new start goes on from it.
  expect(await readFile(app.configPath, 'utf8')).toContain(
    "# Our team's file: ask Ada before you change it.\n",
  );
  await app.quit();
  const again = await launch({ config: await readFile(app.configPath, 'utf8') });
  const page = await again.window();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  const id = page.getByLabel('Application id');
  await expect(id).toHaveValue('not-this-one');
  await id.fill(sandbox.gitlab.applications.default.uid);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: /^Sign in to / }).click();
  await finishLogin(await desktop.browser.nextPage());
  await expect(page.getByRole('heading', { level: 1, name: 'Your first role' })).toBeVisible();

  // Who has none yet is led to the set-up, and back.
  await page.getByRole('button', { name: 'Make one…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Set up an AWS role' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Your first role' })).toBeFocused();

  // A role that AWS refuses: said by a real try, and why is one step away.
  await page.getByLabel('Role ARN').fill(sandboxRoleArn('Auditor'));
  await page.getByRole('button', { name: 'Check the role' }).click();
  await expect(page.locator('.welcome-trial .notice-title')).toHaveText(
    'AWS does not let you assume this role.',
  );
  expect(await readFile(again.configPath, 'utf8')).not.toContain('roles:');
  await page.getByRole('button', { name: 'Keep it and see why' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Why AWS refuses this role' })).toBeVisible();
  const file = await readFile(again.configPath, 'utf8');
  expect(file).toContain(`roleArn: ${sandboxRoleArn('Auditor')}`);
  expect(file).toContain('# Our team');
});

test('a role is edited and deleted in the window, and the rest of the file stays as it is', async ({
  sandbox,
  launch,
}) => {
  const before = `# Kept.\n${sandbox.configYaml()}`;
  const app = await launch({ config: before });
  const window = await app.window();
  const edit = async (role: string): Promise<void> => {
    await window.getByRole('button', { name: new RegExp(`^More.*${role}`) }).click();
    await window.getByRole('menuitem', { name: 'Edit role…' }).click();
  };
  await edit('Staging / Developer');
  await window.getByLabel('Region', { exact: true }).fill('tokyo');
  await window.getByLabel('Tags').focus();
  await expect(window.getByText(/This is no region/)).toBeVisible();
  await window.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByLabel('Region', { exact: true })).toBeFocused();
  expect(await readFile(app.configPath, 'utf8')).toBe(before);
  await window.getByLabel('Region', { exact: true }).fill('ap-northeast-1');
  await window.getByLabel('Name', { exact: true }).fill('Staging / Tokyo');
  await window.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('row', { name: /Staging \/ Tokyo/ })).toBeVisible();

  await edit('Audit / Not for you');
  await window.getByRole('button', { name: 'Delete…' }).click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(window.getByRole('row')).toHaveCount(3);
  const after = await readFile(app.configPath, 'utf8');
  expect(after.startsWith('# Kept.\n')).toBe(true);
  expect(after).toContain('name: Staging / Tokyo');
  expect(after).not.toContain('Auditor');
});

/** An address on this machine at which nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return `http://127.0.0.1:${address.port}`;
}

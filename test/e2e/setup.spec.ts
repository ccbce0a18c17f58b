import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { pasted } from './support/clipboard.ts';
import { openWindow, signIn } from './support/login.ts';

test('the set-up begins with who is signed in, and gives every form of a role for them', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const { uid } = sandbox.gitlab.applications.default;
  const app = await launch();
  await signIn(app, desktop);
  const window = await openWindow(app);
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Set up an AWS role' }).click();

  const page = window.getByRole('main');
  const issuer = page.getByLabel('GitLab address');
  await expect(issuer).toHaveValue(sandbox.gitlab.issuer);
  await expect(page.getByLabel('Application id')).toHaveValue(uid);
  // AWS could not come to a GitLab on this computer: said before anything is made there.
  await expect(page.locator('.issuer-check')).toContainText(/Problem|Warning/);
  await page.getByRole('button', { name: 'Copy Redirect URI' }).click();
  await expect.poll(() => pasted(desktop)).toBe('http://127.0.0.1/callback');

  await issuer.fill('https://gitlab.example.com');
  await page.getByRole('button', { name: 'Next' }).click();
  // Whoever goes on by keyboard is not left nowhere, and hears which step this is.
  await expect(page.getByRole('heading', { name: 'AWS', exact: true })).toBeFocused();
  await page.getByLabel('AWS account id').fill('1234');
  await page.getByLabel('Role name').click();
  await expect(page.getByText('"1234" is no AWS account id.')).toBeVisible();
  await page.getByLabel('AWS account id').fill('123456789012');
  await expect(page.getByText('"1234" is no AWS account id.')).toHaveCount(0);
  await page.getByLabel('Role name').fill('GitLabAdmin');
  await page.getByLabel('Part of AWS').selectOption('AWS in China');
  await page.getByLabel('Longest session').selectOption('8 hours');

  // Without a name there is no policy, and why is said at once.
  await page.getByRole('button', { name: 'Remove 42' }).click();
  await expect(page.getByText('Nobody is named, so there is no policy.')).toBeVisible();
  await page.getByRole('button', { name: 'Result' }).click();
  await expect(page.getByRole('heading', { name: 'Something is missing' })).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(0);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'AWS', exact: true })).toBeFocused();
  await page.getByLabel('AWS account id').fill('1234');
  await page.getByRole('button', { name: 'Result' }).click();
  await expect(page.getByRole('heading', { name: 'Something is to be corrected' })).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByLabel('AWS account id').fill('123456789012');
  const users = page.getByLabel('Who may use it');
  await users.fill('42');
  await users.press('Enter');
  await users.fill('57');
  await page.getByRole('button', { name: 'Add', exact: true }).click();

  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Result', exact: true })).toBeFocused();
  const text = page.locator('.text-box-text');
  for (const form of ['AWS CLI', 'Terraform', 'CloudFormation', 'JSON']) {
    await page.getByRole('tab', { name: form, exact: true }).click();
    await expect(text).toContainText('gitlab.example.com:sub');
    await expect(text).toContainText('"42"');
    await expect(text).toContainText('"57"');
    await expect(text).toContainText('arn:aws-cn:iam::');
  }
  await page.getByRole('button', { name: 'Copy: JSON' }).click();
  await expect.poll(() => pasted(desktop)).toContain('"57"');
  const policy = JSON.parse(await pasted(desktop)) as {
    readonly Statement: readonly { readonly Condition: { readonly StringEquals: object } }[];
  };
  expect(policy.Statement.map(({ Condition }) => Condition.StringEquals)).toEqual([
    { 'gitlab.example.com:aud': uid, 'gitlab.example.com:sub': ['42', '57'] },
  ]);

  const file = join(desktop.home, 'role.tf');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('tab', { name: 'Terraform' }).click();
  await page.getByRole('button', { name: 'Save as…: Terraform' }).click();
  await expect(page.getByText('Saved as role.tf')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(await text.textContent());
});

import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { openWindow, signIn } from './support/login.ts';
import { secretsIn, secretsOf } from './support/secrets.ts';

test('the check-up of a user who is not signed in says so, and says that roles were not checked', async ({
  launch,
}) => {
  const app = await launch();
  const window = await openWindow(app);
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Check-up' }).click();

  const summary = window.getByRole('main').locator('.summary');
  await expect(summary.first()).toContainText(/\d+ not checked/, { timeout: 60_000 });
  await expect(summary.last()).toHaveText(
    /^Nobody is signed in to .+: these roles cannot be used, and were not checked\.$/,
  );
  await expect(window.getByRole('main').getByText('All is well')).toHaveCount(0);
});

test('the check-up names what is wrong with AWS’s files, leads to the refused role, and its report holds no secret', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const aws = join(desktop.home, '.aws');
  await mkdir(aws, { mode: 0o700 });
  await writeFile(
    join(aws, 'credentials'),
    '[default]\naws_secret_access_key = canary/3f9Kq\nthis line is nothing\n',
    { mode: 0o600 },
  );
  const app = await launch();
  await signIn(app, desktop);
  const window = await openWindow(app);
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Check-up' }).click();

  const page = window.getByRole('main');
  await expect(page.getByText(/\d+ problems? · /)).toBeVisible({ timeout: 60_000 });
  const files = page.getByRole('region', { name: "AWS's files and variables" });
  await expect(files.locator('.remark-fail')).toContainText(join(aws, 'credentials'));
  const findings = page.locator('.findings');
  await expect(findings.filter({ hasText: 'Production / Admin' })).toContainText('role/Admin');

  // Where it is saved only the system's dialog says.
  const report = join(desktop.home, 'for-support.json');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, report);
  await page.getByRole('button', { name: 'Save report…' }).click();
  await expect(page.getByText('Saved as for-support.json')).toBeVisible();
  const saved = await readFile(report, 'utf8');
  expect(JSON.parse(saved)).toMatchObject({ ok: false, version: 1 });
  expect(saved).toContain('aws_file_malformed');
  expect(secretsIn(saved, secretsOf(sandbox))).toEqual([]);
  for (const hidden of ['canary/3f9Kq', 'aiko@example.com', desktop.home])
    expect(saved).not.toContain(hidden);
  expect((await stat(report)).mode & 0o777).toBe(0o600);

  const refused = page.locator('.remark').filter({ hasText: 'Audit / Not for you' });
  await refused.getByRole('button', { name: /^Explain/ }).click();
  await expect(page.getByRole('heading', { name: 'What AWS was shown' })).toBeVisible();
});

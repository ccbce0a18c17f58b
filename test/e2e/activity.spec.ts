import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine } from './support/command-line.ts';
import { filesBelow } from './support/files.ts';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';
import { secretsIn, secretsOf } from './support/secrets.ts';

test('what was opened, copied and given to a command is listed without a secret, and cleared by a button', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const tobira = commandLine(desktop, app.configPath);
  await tray.click('Production / Admin');
  await nextConsole(desktop);
  await tray.click('Copy credentials > Production / Admin');
  expect((await tobira.run('exec', 'prod-admin', '--', '/usr/bin/true')).code).toBe(0);

  const window = await openWindow(app);
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Activity', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  const rows = window.locator('.activity-row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toContainText('Credentials');
  await expect(rows.nth(0)).toContainText('by tobira exec, for true');
  await expect(rows.nth(1)).toContainText('Copy for bash and zsh');
  await expect(rows.nth(2)).toContainText('Console');
  await expect(rows.nth(3)).toContainText('Sign-in');
  // What happens meanwhile comes along.
  expect((await tobira.run('credentials', 'prod-admin', '--format', 'json')).code).toBe(0);
  await expect(rows).toHaveCount(5);

  const file = await activityFile(desktop.home);
  const text = await readFile(file, 'utf8');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(text.match(/prod-admin/g)?.length).toBeGreaterThanOrEqual(4);
  expect(secretsIn(text, secretsOf(sandbox))).toEqual([]);
  expect(text).not.toMatch(/https?:|ASIA/);

  await window.getByRole('button', { name: 'Clear…' }).click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(rows).toHaveCount(0);
  await expect(window.getByText('Nothing yet')).toBeVisible();
  await expect
    .poll(() =>
      stat(file).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone');
});

async function activityFile(home: string): Promise<string> {
  const found = (await filesBelow(home, [])).filter((path) => path.endsWith('activity.jsonl'));
  expect(found).toHaveLength(1);
  return join(home, found[0] ?? '');
}

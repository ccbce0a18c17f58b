import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { expect, test } from './support/fixtures.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

async function openSettings(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Settings', exact: true }).click();
  await window.getByRole('heading', { name: 'Appearance', exact: true }).waitFor();
}

test('what is chosen on the page is in the file, and the app follows', async ({ sandbox, launch }) => {
  const text = `# mine\n${sandbox.configYaml()}\nclipboard:\n  clearAfter: 30s # long enough\n`;
  const app = await launch({ config: text });
  const window = await app.window();
  await openSettings(window);

  await window.getByLabel('Clear the clipboard after').selectOption('1m');
  const changed = text.replace('clearAfter: 30s #', 'clearAfter: 1m #');
  await expect.poll(() => readFile(app.configPath, 'utf8')).toBe(changed);

  await window.getByLabel('Theme').selectOption('dark');
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await window.getByLabel('Language').selectOption('ja');
  await expect(window.getByRole('heading', { name: '設定', exact: true })).toBeVisible();
  const written = await readFile(app.configPath, 'utf8');
  expect(written.startsWith(changed)).toBe(true);
  expect(written.slice(changed.length).trim().split('\n')).toEqual(['theme: dark', 'language: ja']);
});

test('what is written by hand shows on the page, and a broken file is left alone', async ({
  sandbox,
  launch,
}) => {
  const app = await launch({ config: sandbox.configYaml() });
  const window = await app.window();
  await openSettings(window);
  await expect(window.getByLabel('Theme')).toHaveValue('system');

  await writeFile(app.configPath, `${sandbox.configYaml()}\ntheme: light\n`);
  await expect(window.getByLabel('Theme')).toHaveValue('light');

  const broken = `${sandbox.configYaml()}\ntheme: [\n`;
  await writeFile(app.configPath, broken);
  await expect(window.locator('.notice').getByText('The configuration has a mistake.')).toBeVisible();
  await expect(window.getByLabel('Theme')).toBeDisabled();
  expect(await readFile(app.configPath, 'utf8')).toBe(broken);

  await writeFile(app.configPath, sandbox.configYaml());
  await expect(window.getByLabel('Theme')).toBeEnabled();
  await expect(window.getByLabel('Theme')).toHaveValue('system');
});

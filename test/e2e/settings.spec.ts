import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { parse } from 'yaml';
import { run } from '../support/process.ts';
import { filesBelow } from './support/files.ts';
import { expect, test } from './support/fixtures.ts';
import { chooseByKeys, closeByKeys, goByKeys, sayYes, tabTo } from './support/keyboard.ts';

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

/** The file as it is read. */
async function written(path: string): Promise<unknown> {
  return parse(await readFile(path, 'utf8')) as unknown;
}

test('every setting is turned without a mouse, and holds after a new start, which the keys that were set end', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: `# mine\n${sandbox.configYaml()}` });
  const window = await app.window();
  const { keyboard } = window;
  await goByKeys(window, 'Settings');
  await expect(window.getByRole('heading', { name: 'Settings', level: 1 })).toBeFocused();
  const choose = async (label: string, key: string, value: string | RegExp) => {
    const choice = window.getByLabel(label, { exact: true });
    await tabTo(window, choice);
    await keyboard.press(key);
    await expect(choice).toHaveValue(value);
  };
  const turn = async (label: string, on: boolean) => {
    const button = window.getByRole('switch', { name: label, exact: true });
    await tabTo(window, button);
    await keyboard.press('Space');
    await expect(button).toBeChecked({ checked: on });
  };
  await choose('Theme', 'd', 'dark');
  await choose('One click copies', 'f', 'fish');
  await choose('Clear the clipboard after', 'End', '10m');
  await turn('Clear it when Tobira quits', false);
  await choose('A confirmation holds for', 'End', '12h');
  await turn('Remove profiles with keys at sign-out', false);
  await turn('Local endpoint on from the start', true);
  await turn('List what was done on this computer', false);
  await turn('Start when I log in to this computer', true);
  await turn('Start without a window', true);
  await tabTo(window, window.getByRole('button', { name: 'Keys that open the window: Record' }));
  await keyboard.press('Enter');
  await keyboard.press('Control+Alt+k');
  await expect(window.locator('.settings-value')).toHaveText('Ctrl + Alt + K');
  await choose('To sign in', 'End', /chromium/);
  await choose('For consoles', 'End', /chromium/);
  await choose('Before credentials end', 'Home', 'off');
  await turn('When a program waits for a sign-in', false);
  await turn('When the clipboard was cleared', false);

  await expect
    .poll(() => written(app.configPath))
    .toMatchObject({
      theme: 'dark',
      copyFormat: 'fish',
      clipboard: { clearAfter: '10m', clearOnQuit: false },
      confirmFor: '12h',
      profiles: { removeOnSignOut: false },
      localEndpoint: true,
      activityLog: false,
      startAtLogin: true,
      startHidden: true,
      shortcut: 'CommandOrControl+Alt+K',
      browsers: { login: { app: 'chromium' }, console: { app: 'chromium' } },
      notifications: { beforeExpiry: 'off', loginNeeded: false, clipboardCleared: false },
    });
  const text = await readFile(app.configPath, 'utf8');
  expect(text.startsWith(`# mine\n${sandbox.configYaml()}`)).toBe(true);
  const autostart = join(desktop.home, '.config', 'autostart');
  await expect.poll(() => filesBelow(autostart, [])).toHaveLength(1);

  // Back to the list, and out of the window; the keys bring it again, here and after a new start without one.
  await keyboard.press('Escape');
  await expect(window.getByRole('combobox', { name: 'Search roles' })).toBeVisible();
  await closeByKeys(app, window);
  const pressKeys = async () => {
    expect((await run('xdotool', ['key', 'ctrl+alt+k'], { env: desktop.env })).code).toBe(0);
  };
  await pressKeys();
  await app.window();
  await app.quit();

  const again = await launch({ config: text });
  await (await again.tray()).waitForEntry('Local endpoint', ({ checked }) => checked === true);
  expect(again.electron.windows()).toEqual([]);
  await pressKeys();
  const page = await again.window();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('roles and identities are moved, copied, added and deleted without a mouse, and the rest of the file stays as it is', async ({
  sandbox,
  launch,
}) => {
  const before = `# Kept.\n${sandbox.configYaml()}`;
  const app = await launch({ config: before });
  const window = await app.window();
  const { keyboard } = window;
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  const heading = (name: string) => window.getByRole('heading', { level: 1, name, exact: true });
  const file = async () => {
    const { identities, roles } = (await written(app.configPath)) as Entries;
    return { identities: identities.map(({ issuer }) => issuer), roles: roles.map(({ name }) => name) };
  };
  const { issuer } = sandbox.gitlab;
  const [production, staging, ...others] = (parse(before) as Entries).roles.map(({ name }) => name);
  const roles = (...names: readonly (string | undefined)[]) =>
    expect.poll(file).toEqual({ identities: [issuer], roles: names });
  await goByKeys(window, 'Settings');

  await tabTo(window, button('Edit Staging / Developer'));
  await keyboard.press('Alt+ArrowUp');
  await roles(staging, production, ...others);
  await expect(button('Edit Staging / Developer')).toBeFocused();

  const copy = 'Staging / Developer (copy)';
  await tabTo(window, button('Actions for Staging / Developer'));
  await keyboard.press('ArrowDown');
  await chooseByKeys(window, 'Duplicate');
  await roles(staging, copy, production, ...others);
  await tabTo(window, button(`Actions for ${copy}`));
  await keyboard.press('ArrowDown');
  await chooseByKeys(window, 'Delete…');
  await sayYes(window, 'Delete');
  await roles(staging, production, ...others);

  await tabTo(window, button('Add role'));
  await keyboard.press('Enter');
  await expect(heading('Add a role')).toBeFocused();
  await tabTo(window, window.getByLabel('Role ARN'));
  await keyboard.type('arn:aws:iam::123456789012:user/Deploy');
  await keyboard.press('Enter');
  await expect(window.getByText(/This is no role’s ARN/)).toBeVisible();
  await expect(window.getByLabel('Role ARN')).toBeFocused();
  await keyboard.press('Control+a');
  await keyboard.type('arn:aws:iam::123456789012:role/Deploy');
  await tabTo(window, window.getByLabel('Name', { exact: true }));
  await keyboard.type('Deployments');
  await keyboard.press('Enter');
  // What was added is where one goes on.
  await expect(button('Edit Deployments')).toBeFocused();
  await roles(staging, production, ...others, 'Deployments');

  await tabTo(window, button('Add identity'));
  await keyboard.press('Enter');
  await expect(heading('Add an identity')).toBeFocused();
  await tabTo(window, window.getByLabel('GitLab address'));
  await keyboard.type('https://gitlab.example.org');
  await tabTo(window, window.getByLabel('Application id'));
  await keyboard.type('0123abcd');
  await keyboard.press('Enter');
  await expect.poll(async () => (await file()).identities).toEqual([issuer, 'https://gitlab.example.org']);
  const added = ((await written(app.configPath)) as Entries).identities[1]?.id ?? '';
  await expect(button(`Edit ${added}`)).toBeFocused();
  await tabTo(window, button(`Actions for ${added}`));
  await keyboard.press('ArrowDown');
  await chooseByKeys(window, 'Delete…');
  await sayYes(window, 'Delete');
  await roles(staging, production, ...others, 'Deployments');
  expect((await readFile(app.configPath, 'utf8')).startsWith('# Kept.\n')).toBe(true);
});

interface Entries {
  readonly identities: readonly { readonly id: string; readonly issuer: string }[];
  readonly roles: readonly { readonly name: string }[];
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrayEntry } from '../support/tray-menu.ts';
import { manyRoles } from './support/config.ts';
import { filesBelow } from './support/files.ts';
import { expect, test } from './support/fixtures.ts';
import { finishLogin, nextConsole, openWindow, signIn } from './support/login.ts';

const pictures = fileURLToPath(new URL('../../test-output/screens', import.meta.url));

/** The labels of the entries, without lines between them. */
function labels(menu: readonly TrayEntry[]): readonly string[] {
  return menu.filter(({ kind, visible }) => kind === 'entry' && visible).map(({ label }) => label);
}

test('what was used lately is at hand from then on, and says until when it holds', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const config = manyRoles(sandbox, 40);
  const app = await launch({ config });
  const tray = await signIn(app, desktop);
  expect(labels(await tray.menu()).slice(1, 3)).toEqual(['Team 1', 'Team 2']);

  await tray.click('Team 2 > Account 038');
  expect(await nextConsole(desktop)).toContain('assumed-role/Developer/');
  await tray.waitForEntry('Account 038\u2003until');
  expect(labels(await tray.menu()).slice(1, 4)).toEqual([
    expect.stringMatching(/^Account 038\u2003until \d{1,2}:\d{2}/),
    'Team 1',
    'Team 2',
  ]);
  await app.quit();

  const again = await launch({ config });
  const next = await again.tray();
  await next.waitForEntry('Aiko Tanaka');
  expect(labels(await next.menu()).slice(1, 3)).toEqual(['Account 038', 'Team 1']);
});

test('a role opens in a service by its name, which is first in the list from then on', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const services = 'More for a role > Production / Admin > Open in';
  await tray.click(`${services} > CloudWatch Logs`);
  const page = await desktop.browser.nextPage();
  const { origin } = new URL(sandbox.aws.endpoints.console);
  await expect(page.getByTestId('destination')).toHaveText(
    `${origin}/cloudwatch/home?region=ap-northeast-1#logsV2:log-groups`,
  );
  await tray.waitForEntry(services, ({ submenu }) =>
    labels(submenu).join().startsWith('CloudWatch Logs,EC2,S3,'),
  );
  await tray.click(`${services} > Other service…`);
  const window = await app.window();
  await expect(window.getByRole('dialog', { name: 'Open in a service' })).toContainText('Production / Admin');
  await expect(window.getByRole('combobox', { name: 'Search services' })).toBeFocused();
});

test('a pin is on top after a new start, too; the menu opens read-only consoles and the settings, a click the window', async ({
  desktop,
  launch,
}) => {
  const first = await launch();
  const begun = await first.tray();
  await begun.waitForEntry('Sign in');
  const icons = [(await begun.icon()).pixels];
  await begun.click('Sign in');
  const login = await desktop.browser.nextPage();
  await begun.waitForEntry('Cancel sign-in');
  await expect.poll(async () => (await begun.icon()).pixels).not.toBe(icons[0]);
  icons.push((await begun.icon()).pixels);
  await finishLogin(login);
  await begun.waitForEntry('Aiko Tanaka');
  await expect.poll(async () => icons.includes((await begun.icon()).pixels)).toBe(false);

  const window = await first.window();
  await window.getByRole('button', { name: 'Pin Sandbox / Read only' }).click();
  await expect(window.getByRole('button', { name: 'Unpin Sandbox / Read only' })).toBeVisible();
  await window.close();
  await first.quit();

  const app = await launch();
  const tray = await app.tray();
  await tray.waitForEntry('Aiko Tanaka');
  expect(labels(await tray.menu())[1]).toBe('Sandbox / Read only');
  await tray.click('More for a role > Production / Admin > Open read-only console');
  const page = await desktop.browser.nextPage();
  await expect(page.getByTestId('assumed-role-arn')).toContainText('assumed-role/Admin/');
  await expect(page.getByTestId('read-only')).toHaveText('read-only');

  expect(app.electron.windows()).toEqual([]);
  await tray.click('Settings…');
  const settings = await app.window();
  await expect(settings.getByRole('heading', { name: 'Settings', level: 1 })).toBeFocused();
  await settings.close();
  await tray.activate();
  const list = await app.window();
  await expect(list.getByRole('combobox', { name: 'Search roles' })).toBeFocused();
  await expect(list.getByRole('row').first()).toContainText('Sandbox / Read only');
});

test('the menu stays as it is while somebody is in a submenu of it', async ({ desktop, sandbox, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await tray.hover('Copy credentials');
  const before = labels(await tray.menu());

  await writeFile(app.configPath, sandbox.configYaml().replace('Sandbox / Read only', 'Playground'));
  // The window says it at once.
  await expect(window.getByText('Playground', { exact: true }).first()).toBeVisible();
  expect(labels(await tray.menu())).toEqual(before);

  // A click closes the menu.
  await tray.click('Open Tobira');
  await tray.waitForEntry('Playground');
});

test('with hundreds of roles every one is within reach, and no row is longer than a screen', async ({
  desktop,
  sandbox,
  launch,
}) => {
  await mkdir(pictures, { recursive: true });
  const app = await launch({ config: manyRoles(sandbox, 300) });
  const tray = await signIn(app, desktop);
  const menu = await tray.menu();
  const rows = (entries: readonly TrayEntry[]): number =>
    Math.max(entries.length, ...entries.map(({ submenu }) => rows(submenu)));
  expect(rows(menu)).toBeLessThan(30);
  const names = (entries: readonly TrayEntry[]): readonly string[] =>
    entries.flatMap(({ label, submenu }) => [label, ...names(submenu)]);
  expect(new Set(names(menu).filter((name) => /^Account \d{3}$/.test(name))).size).toBe(300);
  await tray.click('Team 10 > Account 291 – Account 300 > Account 300');
  await desktop.browser.nextPage();
  await tray.screenshotMenu(join(pictures, 'tray-300.png'), ['Down', 'Down', 'Down', 'Right', 'Right']);
});

test('the menu speaks Japanese, with hundreds of roles, too', async ({ desktop, sandbox, launch }) => {
  await mkdir(pictures, { recursive: true });
  const app = await launch({ config: manyRoles(sandbox, 300, { language: 'ja' }) });
  const tray = await app.tray();
  await tray.waitForEntry('サインイン…');
  await tray.click('サインイン…');
  await finishLogin(await desktop.browser.nextPage());
  await tray.waitForEntry('設定…');
  await tray.click('Team 1 > Account 001 – Account 010 > Account 002');
  await desktop.browser.nextPage();
  await tray.waitForEntry('Account 002\u2003');
  await tray.screenshotMenu(join(pictures, 'tray-300-ja.png'), ['Down', 'Down', 'Down', 'Right', 'Right']);
});

test.describe('a desktop that shows no icons', () => {
  test.use({ desktopOptions: { panel: false } });

  // A panel may be slow to come: it is waited for.
  const patience = { timeout: 40_000 };

  test('gets the window where somebody is signed in, too, which says so until a panel comes', async ({
    desktop,
    launch,
  }) => {
    const first = await launch();
    const window = await first.window();
    await window.getByRole('button', { name: /^Sign in/ }).click();
    await finishLogin(await desktop.browser.nextPage());
    await expect(window.getByRole('heading', { name: 'Aiko Tanaka' })).toBeVisible();
    await first.quit();

    // There would be nothing to see at all.
    const second = await launch();
    const page = await second.window();
    const notice = page.getByRole('region', { name: 'No tray icon' });
    await expect(notice).toBeVisible(patience);

    desktop.start(['xfce4-panel', '--disable-wm-check']);
    await expect(notice).toBeHidden();
    const tray = await second.tray();
    await tray.waitForEntry('Aiko Tanaka');
  });

  test('says it until somebody knows', async ({ desktop, launch }) => {
    const app = await launch();
    const window = await app.window();
    const notice = window.getByRole('region', { name: 'No tray icon' });
    await expect(notice).toBeVisible(patience);
    await notice.getByRole('button', { name: 'Got it' }).click();
    await expect(notice).toBeHidden();
    // What the next start goes by.
    const known = async () => {
      const files = (await filesBelow(desktop.home, [])).filter((path) => path.endsWith('remembered.json'));
      const texts = await Promise.all(files.map((path) => readFile(join(desktop.home, path), 'utf8')));
      return texts.map((text) => (JSON.parse(text) as { readonly knowsTrayHost?: unknown }).knowsTrayHost);
    };
    await expect.poll(known).toEqual([true]);
  });
});

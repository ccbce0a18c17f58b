import { mkdir } from 'node:fs/promises';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { TrayEntry } from '../support/tray-menu.ts';
import { expect, test } from './support/fixtures.ts';
import { finishLogin, nextConsole, openWindow, signIn } from './support/login.ts';

const pictures = fileURLToPath(new URL('../../test-output/screens', import.meta.url));

/** The labels of the entries, without lines between them. */
function labels(menu: readonly TrayEntry[]): readonly string[] {
  return menu.filter(({ kind, visible }) => kind === 'entry' && visible).map(({ label }) => label);
}

interface Document {
  readonly roles: readonly Readonly<Record<string, unknown>>[];
}

/** The sandbox's roles that AWS gives again and again, under so many other names; each team has 30 of them. */
function manyRoles(sandbox: Sandbox, count: number, more = {}): string {
  const document = parse(sandbox.configYaml()) as Document;
  const given = document.roles.filter((role) => role['id'] !== 'audit');
  const roles = Array.from({ length: count }, (_, index) => ({
    ...given[index % given.length],
    id: `role-${index + 1}`,
    name: `Account ${String(index + 1).padStart(3, '0')}`,
    profile: `role-${index + 1}`,
    tags: [`Team ${Math.floor(index / 30) + 1}`],
  }));
  return stringify({ ...document, roles, ...more });
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

  test('gets the window, which says so until somebody knows or a panel comes', async ({
    desktop,
    launch,
  }) => {
    const first = await launch();
    const window = await first.window();
    await window.getByRole('button', { name: /^Sign in/ }).click();
    await finishLogin(await desktop.browser.nextPage());
    const notice = window.getByRole('region', { name: 'No tray icon' });
    await expect(notice).toBeVisible();
    await first.quit();

    // Somebody is signed in: there would be nothing to see at all.
    const second = await launch();
    const page = await second.window();
    await expect(page.getByRole('region', { name: 'No tray icon' })).toBeVisible();

    desktop.start(['xfce4-panel', '--disable-wm-check']);
    await expect(page.getByRole('region', { name: 'No tray icon' })).toBeHidden();
    const tray = await second.tray();
    await tray.waitForEntry('Aiko Tanaka');
  });

  test('says it once', async ({ launch }) => {
    const first = await launch();
    const window = await first.window();
    const notice = window.getByRole('region', { name: 'No tray icon' });
    await notice.getByRole('button', { name: 'Got it' }).click();
    await expect(notice).toBeHidden();
    await first.quit();
    const second = await launch();
    const page = await second.window();
    await expect(page.getByRole('button', { name: /^Sign in/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'No tray icon' })).toBeHidden();
  });
});

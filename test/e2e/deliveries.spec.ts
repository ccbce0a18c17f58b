import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Desktop } from '../support/desktop.ts';
import { visit } from '../support/endpoint-visit.ts';
import { pasted } from './support/clipboard.ts';
import { expect, test } from './support/fixtures.ts';
import { openWindow, signIn } from './support/login.ts';

const role = 'Production / Admin';
const more = (window: Page) => window.getByRole('button', { name: `More: ${role}`, exact: true });
const item = (window: Page, name: string) => window.getByRole('menuitem', { name, exact: true });
const row = (window: Page) => window.getByRole('row', { name: new RegExp(`^${role}`) });

/** What is on the clipboard once it begins like that, and is not what it was. */
async function copied(desktop: Desktop, start: string, before = ''): Promise<string> {
  let text = '';
  await expect
    .poll(async () => {
      text = await pasted(desktop);
      return text.startsWith(start) && text !== before;
    })
    .toBe(true);
  return text;
}

test('the menu of a role is worked with the keyboard, and what it copied last is one click from then on', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await more(window).focus();
  await window.keyboard.press('ArrowDown');
  await expect(item(window, 'Open read-only')).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowDown');
  await expect(item(window, 'bash, zsh')).toBeFocused();
  await window.keyboard.press('f');
  await expect(item(window, 'fish')).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('menu')).toHaveCount(0);
  const first = await copied(desktop, 'set -eg AWS_PROFILE ');
  await expect(row(window)).toContainText('Copied for fish: cleared in 30 sec');

  await window.getByRole('button', { name: 'Copy credentials of Staging / Developer for fish' }).click();
  await copied(desktop, 'set -eg AWS_PROFILE ', first);
  await tray.waitForEntry('Copy credentials (fish) > Staging / Developer (copied)');
});

test('the local endpoint is turned in the tray and in the window, and its environment is copied while it is on', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await tray.waitForEntry('Local endpoint', ({ checked }) => checked === false);
  await more(window).click();
  await expect(item(window, 'Console address')).toBeVisible();
  await expect(item(window, 'Endpoint environment')).toHaveCount(0);
  await window.keyboard.press('Escape');

  await tray.click('Local endpoint');
  await tray.waitForEntry('Local endpoint', ({ checked }) => checked === true);
  await expect(window.getByRole('button', { name: 'Local endpoint: on' })).toBeVisible();
  await more(window).click();
  await item(window, 'Endpoint environment').click();
  const environment = await copied(desktop, 'unset AWS_PROFILE ');
  const value = (name: string) => new RegExp(`${name}='?([^'\n]+)`).exec(environment)?.[1] ?? '';
  const address = {
    url: value('AWS_CONTAINER_CREDENTIALS_FULL_URI'),
    token: value('AWS_CONTAINER_AUTHORIZATION_TOKEN'),
  };
  expect(await visit(address)).toMatchObject({ status: 200 });
  // What copies credentials in one click is as before.
  await tray.waitForEntry(`Copy credentials (bash, zsh) > ${role}`);

  await window.getByRole('button', { name: 'Local endpoint: on' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
  await tray.waitForEntry('Local endpoint', ({ checked }) => checked === false);
  await expect(window.getByRole('button', { name: 'Local endpoint: off' })).toBeFocused();
  await expect(visit(address)).rejects.toThrow('ECONNREFUSED');
});

test('a profile that is somebody else’s is replaced after a second step, and kept fresh from then on', async ({
  desktop,
  launch,
}) => {
  const file = join(desktop.home, '.aws', 'credentials');
  const foreign = '[prod-admin]\naws_access_key_id = AKIAFOREIGN\naws_secret_access_key = mine\n';
  await mkdir(join(desktop.home, '.aws'), { recursive: true });
  await writeFile(file, foreign);
  const app = await launch();
  await signIn(app, desktop);
  const window = await openWindow(app);
  await more(window).click();
  await item(window, 'With keys, kept fresh').click();
  await expect(row(window)).toContainText('The profile "prod-admin" is not Tobira\'s.');
  await window.getByRole('button', { name: `Replace…: ${role}` }).click();
  await expect(row(window)).toContainText('are lost: nothing can bring them back.');
  expect(await readFile(file, 'utf8')).toBe(foreign);

  await window.getByRole('button', { name: `Replace it: ${role}` }).click();
  await expect(row(window)).toContainText('Profile prod-admin kept fresh');
  const text = await readFile(file, 'utf8');
  expect(text).toContain('[prod-admin]');
  expect(text).not.toContain('AKIAFOREIGN');
});

test('a failure in the tray leads to the window, where the second step is', async ({ desktop, launch }) => {
  await mkdir(join(desktop.home, '.aws'), { recursive: true });
  await writeFile(
    join(desktop.home, '.aws', 'credentials'),
    '[prod-admin]\naws_access_key_id = AKIAFOREIGN\n',
  );
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click(`More for a role > ${role} > Write profile “prod-admin”: keys, kept fresh`);
  const window = await app.window();
  await expect(window.getByRole('button', { name: `Replace…: ${role}` })).toBeVisible();
});

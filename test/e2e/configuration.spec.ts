import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { configWith } from './support/config.ts';
import { installEditor } from './support/editor.ts';
import { signIn } from './support/login.ts';

test.use({ desktopOptions: { browser: false } });

test('without a configuration the window says what to do, and its button makes an example', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const editor = await installEditor(desktop);
  const app = await launch({ config: null });
  const tray = await app.tray();
  const window = await app.window();
  await expect(window.getByRole('heading', { name: 'Welcome to Tobira' })).toBeVisible();
  await expect(window.getByRole('main')).toContainText(app.configPath);
  await tray.waitForEntry('There is no configuration yet.');

  const button = window.getByRole('button', { name: 'I have a configuration file already', exact: true });
  await button.click();
  await expect.poll(() => editor.opened()).toEqual([app.configPath]);
  const example = await readFile(app.configPath, 'utf8');
  expect(example).toContain('issuer: https://gitlab.example.com');
  await expect(window.getByTitle('Signed out')).toBeVisible();
  await tray.waitForEntry('Development / Admin');

  // The user's own file is opened and left as it is.
  await writeFile(app.configPath, sandbox.configYaml());
  await tray.waitForEntry('Production / Admin');
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Open the configuration file' }).click();
  await expect.poll(() => editor.opened()).toHaveLength(2);
  expect(await readFile(app.configPath, 'utf8')).toBe(sandbox.configYaml());
});

test('a broken file is explained with its line, and mending it is enough', async ({ sandbox, launch }) => {
  const good = sandbox.configYaml();
  const app = await launch({ config: good.replace('identities:', 'identities: [') });
  const tray = await app.tray();
  const window = await app.window();
  await expect(window.getByRole('heading', { name: 'The configuration has a mistake.' })).toBeVisible();
  await expect(window.getByRole('main')).toContainText(/Line \d+, column \d+: /);
  await tray.waitForEntry('The configuration has a mistake.');

  await writeFile(app.configPath, good);
  await tray.waitForEntry('Production / Admin');
  await expect(window.getByRole('row')).toHaveCount(4);

  // One bad role is left out, with its line; the others work on.
  await writeFile(app.configPath, good.replace('role/Admin', 'user/Admin'));
  const lines = good.split('\n');
  const line = lines.findIndex((text) => text.includes('role/Admin'));
  const column = lines[line]?.indexOf('arn:') ?? -1;
  await expect(window.getByText(`Line ${line + 1}, column ${column + 1}`, { exact: true })).toBeVisible();
  await expect(window.getByRole('row')).toHaveCount(3);

  // A file that breaks or goes while the app runs takes nothing away from what was known.
  await rm(app.configPath);
  await expect(window.getByText('There is no configuration yet.', { exact: true })).toBeVisible();
  await expect(window.getByRole('row')).toHaveCount(3);
  await writeFile(app.configPath, good);
  await expect(window.getByRole('row')).toHaveCount(4);
  await expect(window.getByText('There is no configuration yet.', { exact: true })).toBeHidden();
});

test('addresses that lead nowhere or are not safe are told apart', async ({ sandbox, launch }) => {
  const closed = await closedPort();
  const app = await launch({ config: configWith(sandbox, { identity: { issuer: closed } }) });
  const window = await app.window();
  const notice = window.locator('.notice');

  await window.getByRole('button', { name: /^Sign in/ }).click();
  await expect(notice).toContainText(`${new URL(closed).host} cannot be reached.`);

  const unknown = 'https://gitlab.nowhere.invalid';
  await writeFile(app.configPath, configWith(sandbox, { identity: { issuer: unknown } }));
  await expect(window.getByTitle('gitlab.nowhere.invalid')).toBeVisible();
  await window.getByRole('button', { name: /^Sign in/ }).click();
  await expect(notice).toContainText('gitlab.nowhere.invalid cannot be reached.');

  await writeFile(app.configPath, configWith(sandbox, { identity: { issuer: 'http://gitlab.example.com' } }));
  await expect(window.getByRole('main')).toContainText(
    '"issuer" is "http://gitlab.example.com": must be an https address',
  );
});

test.describe('with a slash at the end of the issuer', () => {
  test.use({ desktopOptions: { browser: true } });

  test('the login works and the window says what to change', async ({ desktop, sandbox, launch }) => {
    const issuer = `${sandbox.gitlab.issuer}/`;
    const app = await launch({ config: configWith(sandbox, { identity: { issuer } }) });
    const window = await app.window();
    await expect(window.getByRole('main')).toContainText('ends in a slash');
    await signIn(app, desktop);
    await expect(window.getByRole('heading', { name: 'Aiko Tanaka' })).toBeVisible();
  });
});

test.describe('in the platform’s own folder', () => {
  test('the configuration is found without being named', async ({ desktop, sandbox, launch }) => {
    const app = await launch({ config: null, env: { TOBIRA_CONFIG: '' } });
    const window = await app.window();
    const path = join(desktop.home, '.config', 'tobira', 'config.yaml');
    await expect(window.getByRole('main')).toContainText(path);
    const editor = await installEditor(desktop);
    await window.getByRole('button', { name: 'I have a configuration file already' }).click();
    await expect.poll(() => editor.opened()).toEqual([path]);
    await writeFile(path, sandbox.configYaml());
    await expect(window.getByRole('row')).toHaveCount(4);
  });
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

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, shutWindow, signIn } from './support/login.ts';

const folder = fileURLToPath(new URL('../../test-output/screens', import.meta.url));

/** The short address that a program was given for the last console: what others can read in its arguments. */
async function lastAddress(desktop: Desktop): Promise<string> {
  const address = (await desktop.browser.opened()).at(-1) ?? '';
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
  return address;
}

const otherProgram = `fetch(process.argv[1], { redirect: 'manual', method: process.argv[2] })
  .then(({ status }) => console.log([status, process.pid].join(" ")))`;

/** Another program of the same user goes to an address. @returns the answer's status, and which process it was */
async function visit(
  url: string,
  method = 'GET',
): Promise<{ readonly status: number; readonly pid: number }> {
  const { stdout } = await run(process.execPath, ['-e', otherProgram, url, method]);
  const [status, pid] = stdout.split(' ').map(Number);
  return { status: status ?? 0, pid: pid ?? 0 };
}

test('a second program at the console link raises one alarm, with its name, until it is dismissed', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await shutWindow(app);
  await tray.click('Production / Admin');
  await nextConsole(desktop);
  await tray.waitForEntry('Production / Admin', ({ enabled }) => enabled);
  expect(app.electron.windows()).toEqual([]);
  const calm = (await tray.icon()).pixels;

  const { status, pid } = await visit(await lastAddress(desktop));
  expect(status).toBe(410);

  // Nobody had to look: the window opens by itself.
  const window = await app.window();
  const alarm = window.getByRole('alert');
  await expect(alarm).toContainText('The console link of Production / Admin was opened twice');
  await expect(alarm).toContainText(
    new RegExp(`First by chromium \\(process \\d+\\), then by node[\\w.-]* \\(process ${pid}\\)\\.`),
  );
  await expect(alarm).toContainText('A reloaded tab may be the cause.');
  await tray.waitForEntry('Warning: look at the console link of Production / Admin');
  await expect.poll(async () => (await tray.icon()).pixels).not.toBe(calm);
  await mkdir(folder, { recursive: true });
  await window.screenshot({ path: join(folder, 'window-alarm.png'), animations: 'disabled' });
  await tray.screenshotMenu(join(folder, 'tray-alarm.png'));

  // The same cause again is no second alarm.
  await visit(await lastAddress(desktop));
  await expect(alarm).toHaveCount(1);

  await alarm.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alarm).toHaveCount(0);
  await tray.waitForEntry('Aiko Tanaka');
  await expect.poll(() => tray.describe()).not.toContain('Warning');
  expect(app.stderr()).toContain('redirect.visited-again');
});

test('the banner signs out, and stays until it is dismissed', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Production / Admin');
  await nextConsole(desktop);
  await visit(await lastAddress(desktop));
  const window = await app.window();
  await window
    .getByRole('alert')
    .getByRole('button', { name: /^Sign out/ })
    .click();
  await tray.waitForEntry('Not signed in');
  // What happened has happened all the same.
  await expect(window.getByRole('alert')).toHaveCount(1);
});

test('the browser itself may come again, and others may ask for anything else', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await shutWindow(app);
  await tray.click('Production / Admin');
  await nextConsole(desktop);
  const address = await lastAddress(desktop);

  const again = await desktop.browser.context.newPage();
  for (const go of [() => again.goto(address), () => again.reload()]) {
    expect((await go())?.status()).toBe(410);
    await expect(again.locator('body')).toContainText('Open the page from Tobira again');
  }
  expect((await visit(address, 'HEAD')).status).toBe(405);
  expect((await visit(new URL('/favicon.ico', address).href)).status).toBe(404);

  await expect.poll(() => tray.describe()).not.toContain('Warning');
  expect(app.electron.windows()).toEqual([]);
  expect(app.stderr()).not.toContain('redirect.visited-again');

  // The watch is still on: silence was no accident.
  await visit(address);
  await tray.waitForEntry('Warning: look at the console link of Production / Admin');
});

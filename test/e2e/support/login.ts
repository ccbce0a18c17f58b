import type { Page } from 'playwright';
import type { RunningApp } from '../../support/app.ts';
import type { Desktop } from '../../support/desktop.ts';
import type { Tray } from '../../support/tray.ts';

/** What a user does on GitLab's pages, from the sign-in page to Tobira's last word. */
export async function finishLogin(page: Page): Promise<void> {
  await enterPassword(page);
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByText('You can close this tab').waitFor();
}

/** Signs in at GitLab, as far as the consent page. */
export async function enterPassword(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('aiko');
  await page.getByLabel('Password').fill('correct-horse-42');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Authorize' }).waitFor();
}

/** Signs in from the tray; afterwards Tobira says who is signed in. */
export async function signIn(app: RunningApp, desktop: Desktop): Promise<Tray> {
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await tray.click('Sign in');
  await finishLogin(await desktop.browser.nextPage());
  await tray.waitForEntry('Aiko Tanaka');
  return tray;
}

/** The ARN on the console page that the browser opens next. */
export async function nextConsole(desktop: Desktop): Promise<string | null> {
  const page = await desktop.browser.nextPage();
  return page.getByTestId('assumed-role-arn').textContent();
}

/** Closes the window that a new app opens; it goes on in the tray. */
export async function shutWindow(app: RunningApp): Promise<void> {
  const window = await app.window();
  await window.close();
}

/** The window, opened from the tray where it is not open yet. */
export async function openWindow(app: RunningApp): Promise<Page> {
  const tray = await app.tray();
  await tray.waitForEntry('Open Tobira');
  await tray.click('Open Tobira');
  return app.window();
}

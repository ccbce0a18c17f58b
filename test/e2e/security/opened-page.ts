import type { Page } from 'playwright';
import type { RunningApp } from '../../support/app.ts';

/** The window's page once it shows something. */
export async function openedPage(app: RunningApp): Promise<Page> {
  const page = await app.window();
  await page.getByRole('button', { name: /^Sign in/ }).waitFor();
  return page;
}

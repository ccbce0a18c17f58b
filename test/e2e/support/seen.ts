import type { Locator, Page } from '@playwright/test';

/** What stands on the page for the eye: the live region says some of it a second time, for screen readers. */
export function seen(page: Page, text: string | RegExp): Locator {
  return page.getByText(text).and(page.locator(':not(.visually-hidden)'));
}

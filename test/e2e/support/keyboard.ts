import type { Locator, Page } from 'playwright';
import type { RunningApp } from '../../support/app.ts';
import { expect } from './fixtures.ts';

/** Presses Tab until the focus is there, as somebody without a mouse does; `back` goes the other way round. */
export async function tabTo(window: Page, target: Locator, { back = false } = {}): Promise<void> {
  // More stops than any page has: the way round a window ends where it began.
  for (let stops = 0; stops < 120; stops += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await window.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  await expect(target, 'Tab leads there').toBeFocused({ timeout: 1 });
}

/** Opens a page from the window's menu by the first letters of its name. */
export async function goByKeys(window: Page, name: string): Promise<void> {
  await tabTo(window, window.getByRole('button', { name: 'Menu', exact: true }), { back: true });
  await window.keyboard.press('ArrowDown');
  await chooseByKeys(window, name);
}

/** Chooses an entry of the menu that is open, by the first letters of its name. */
export async function chooseByKeys(window: Page, name: string): Promise<void> {
  const entry = window.getByRole('menuitem', { name, exact: true });
  await expect(window.getByRole('menuitem').first()).toBeVisible();
  await window.keyboard.type(name.slice(0, 4));
  await expect(entry).toBeFocused();
  await window.keyboard.press('Enter');
}

/** Says yes to the question that is asked: its other button has the focus, and this one is deaf for a moment. */
export async function sayYes(window: Page, name: string): Promise<void> {
  const yes = window.getByRole('alertdialog').getByRole('button', { name, exact: true });
  await expect(yes).not.toHaveAttribute('aria-disabled', 'true');
  await window.keyboard.press('Tab');
  await expect(yes).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('alertdialog')).toHaveCount(0);
}

/** Closes the window from its list, with nothing in its search. */
export async function closeByKeys(app: RunningApp, window: Page): Promise<void> {
  // The window may be gone before the key is up again.
  await window.keyboard.press('Escape').catch(() => undefined);
  await expect.poll(() => app.electron.windows().length).toBe(0);
}

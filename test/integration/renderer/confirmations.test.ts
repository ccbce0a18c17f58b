import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { AppView } from '../../../src/shared/view.ts';
import { confirmation, confirmationViews } from '../../support/confirmation-fixtures.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const calls = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name !== 'view:get');
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Use this role?' });
const allow = (page: Page) => page.getByRole('button', { name: 'Allow for 15 minutes' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

/** Clicks a button as soon as it is there, before anything else can happen. @returns its colour then */
const clickAtOnce = (page: Page, view: AppView, words: string) =>
  page.evaluate(
    async (put) => {
      const clicked = new Promise<string>((resolve) => {
        const observer = new MutationObserver(() => {
          const button = [...document.querySelectorAll('button')].find(
            (one) => one.textContent === put.words,
          );
          if (button === undefined) return;
          observer.disconnect();
          const { backgroundColor } = getComputedStyle(button);
          button.click();
          resolve(backgroundColor);
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
      window.recorder.push(put.view);
      return clicked;
    },
    { view, words },
  );

describe('the question before a role is used', () => {
  it('says which role, who wants it, and for how long a yes holds; the harmless button has the focus', async () => {
    const page = await open(confirmationViews['confirm-program']);
    await question(page).waitFor();
    const text = await question(page).innerText();
    expect(text).toContain('Production / Admin');
    expect(text).toContain('123456789012 · Admin');
    expect(text).toContain('A program on this computer');
    expect(text).toContain('15 minutes');
    const bar = question(page).locator('.role-bar');
    expect(await bar.getAttribute('data-color')).toBe('red');
    expect(await focused(page)).toBe('Not now');
    expect(await calls(page)).toEqual([]);
  });

  it('tells the user’s own wish from a program’s, and names the time that was set', async () => {
    const page = await open(confirmationViews['confirm-app']);
    await question(page).getByText('You are about to use it.').waitFor();
    await page.getByRole('button', { name: 'Allow for 1 hour' }).waitFor();
  });

  it('says where it is about all that a role may do which only reads by itself', async () => {
    const page = await open(confirmationViews['confirm-full']);
    const dialog = page.getByRole('alertdialog', { name: 'Use this role with full access?' });
    await dialog.getByText(/^By itself it only reads/).waitFor();
    expect(await dialog.innerText()).not.toMatch(/configuration|program/i);
    await page.getByRole('button', { name: /^Allow/ }).click();
    expect(await calls(page)).toEqual([
      { name: 'role:confirm', request: { roleId: 'prod', fullAccess: true } },
    ]);
  });

  it('says yes with its button, and is gone when the view says so', async () => {
    const page = await open(confirmationViews['confirm-program']);
    await allow(page).click();
    expect(await calls(page)).toEqual([{ name: 'role:confirm', request: { roleId: 'prod' } }]);
    await page.evaluate((view) => window.recorder.push(view), {
      ...confirmationViews['confirm-program'],
      confirmations: [],
    });
    await question(page).waitFor({ state: 'detached' });
    // A keyboard user is not left on the bare page.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });

  it.each<readonly [string, (page: Page) => Promise<void>]>([
    ['Escape', (page) => page.keyboard.press('Escape')],
    ['Enter, pressed for something else', (page) => page.keyboard.press('Enter')],
    ['its button', (page) => page.getByRole('button', { name: 'Not now' }).click()],
  ])('says no with %s', async (_, press) => {
    const page = await open(confirmationViews['confirm-program']);
    await question(page).waitFor();
    await press(page);
    expect(await calls(page)).toEqual([{ name: 'role:decline', request: { roleId: 'prod' } }]);
    // It stays until the view takes it away: the two never disagree.
    expect(await question(page).count()).toBe(1);
  });

  it.each([
    ['click', 1],
    ['double click', 2],
  ])('asks one after the other: a %s answers one', async (_, clickCount) => {
    const page = await open(confirmationViews['confirm-several']);
    expect(await question(page).count()).toBe(1);
    const next = {
      ...confirmationViews['confirm-several'],
      confirmations: [confirmation({ roleId: 'staging', roleName: 'Staging / Deploy' })],
    };
    await page.evaluate((view) => {
      document.addEventListener('click', () => window.recorder.push(view), { once: true });
    }, next);
    await allow(page).click({ clickCount });
    await question(page).getByText('Staging / Deploy').waitFor();
    expect(await calls(page)).toEqual([{ name: 'role:confirm', request: { roleId: 'prod' } }]);
    if (clickCount === 1) expect(await focused(page)).toBe('Not now');
  });

  it('takes no yes from a click that was on its way when it came up', async () => {
    const page = await open({ ...confirmationViews['confirm-program'], confirmations: [] });
    await clickAtOnce(page, confirmationViews['confirm-program'], 'Allow for 15 minutes');
    expect(await calls(page)).toEqual([]);
    await allow(page).click();
    // The same role again, and another question.
    await clickAtOnce(page, confirmationViews['confirm-long-hold'], 'Allow for 1 hour');
    expect(await calls(page)).toEqual([{ name: 'role:confirm', request: { roleId: 'prod' } }]);
  });

  it('takes a no at once', async () => {
    const page = await open({ ...confirmationViews['confirm-program'], confirmations: [] });
    await clickAtOnce(page, confirmationViews['confirm-program'], 'Not now');
    expect(await calls(page)).toEqual([{ name: 'role:decline', request: { roleId: 'prod' } }]);
  });

  it('looks the same before it takes a yes and after', async () => {
    const page = await open({ ...confirmationViews['confirm-program'], confirmations: [] });
    const before = await clickAtOnce(page, confirmationViews['confirm-program'], 'Allow for 15 minutes');
    await question(page).locator('.button-primary:not([aria-disabled])').waitFor();
    expect(await allow(page).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(before);
  });

  it('stands back while everything is about to be locked', async () => {
    const page = await open(confirmationViews['confirm-while-locking']);
    await page.getByRole('alertdialog', { name: 'Lock everything?' }).waitFor();
    expect(await question(page).count()).toBe(0);
  });

  it('asks about a role that is not listed by its id, and without a colour', async () => {
    const page = await open(confirmationViews['confirm-unknown-role']);
    await question(page).getByText('gone', { exact: true }).waitFor();
    expect(await question(page).locator('.role-bar').getAttribute('data-color')).toBeNull();
  });

  it('has nothing that axe complains about, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(confirmationViews['confirm-long'], { colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
  });

  it('fits into the smallest window: both buttons are there', async () => {
    const page = await open(confirmationViews['confirm-long'], { viewport: { width: 360, height: 420 } });
    const button = await allow(page).boundingBox();
    expect(button).not.toBeNull();
    expect((button?.x ?? 0) + (button?.width ?? 999)).toBeLessThanOrEqual(360);
    expect((button?.y ?? 0) + (button?.height ?? 999)).toBeLessThanOrEqual(420);
  });
});

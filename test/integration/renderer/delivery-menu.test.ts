import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { appView, role } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const callsOf = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name !== 'view:get');
const moreButton = (page: Page, name = 'Production / Admin') =>
  page.getByRole('button', { name: `More: ${name}`, exact: true });
const menu = (page: Page) => page.getByRole('menu');
const item = (page: Page, name: string) => menu(page).getByRole('menuitem', { name, exact: true });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
const hasFocus = (page: Page, name?: string) =>
  moreButton(page, name).evaluate((one) => one === document.activeElement);
const delivered = (deliveryId: string, roleId = 'prod-admin') => ({
  name: 'role:deliver',
  request: { roleId, deliveryId },
});

describe('the menu of a role', () => {
  it('lists everything that can be done now, in groups, and does it', async () => {
    const page = await open(views['signed-in']);
    await moreButton(page).click();
    expect(await menu(page).getByRole('menuitem').allTextContents()).toEqual([
      'Open read-only',
      'Open in a service…',
      'bash, zsh',
      'fish',
      'PowerShell',
      'cmd',
      'JSON',
      '.env',
      'AWS INI',
      'Console address',
      'Endpoint environment',
      'With keys, kept fresh',
      'Without keys: asks Tobira each time',
      'Open a terminal',
      'Pin',
      'Edit role…',
      'Details…',
    ]);
    for (const name of ['Copy credentials as', 'Copy', 'Write profile “prod-admin”']) {
      expect(await menu(page).getByRole('group', { name, exact: true }).count()).toBe(1);
    }
    await item(page, 'fish').click();
    expect(await menu(page).count()).toBe(0);
    expect(await hasFocus(page)).toBe(true);
    expect(await callsOf(page)).toEqual([delivered('copy-fish')]);
  });

  it('names its role first, with its colour: it may cover the row', async () => {
    const page = await open(views['signed-in']);
    await moreButton(page).click();
    const title = menu(page).locator('> :first-child');
    expect(await title.textContent()).toBe('Production / Admin');
    expect(await title.locator('.role-bar').getAttribute('data-color')).toBe('red');
    expect(await page.getByRole('menu', { name: 'Production / Admin', exact: true }).count()).toBe(1);
    // It is to be read, not to be chosen.
    expect(await focused(page)).toBe('Open read-only');
    expect(await page.getByRole('menuitem', { name: 'Production' }).count()).toBe(0);
  });

  it('keeps that in sight where it scrolls', async () => {
    const page = await open(views['signed-in'], { viewport: { width: 360, height: 300 } });
    await moreButton(page).click();
    await page.keyboard.press('End');
    const title = await menu(page).locator('> :first-child').boundingBox();
    const box = await menu(page).boundingBox();
    expect(await menu(page).evaluate((one) => one.scrollTop)).toBeGreaterThan(0);
    expect(Math.abs((title?.y ?? 0) - (box?.y ?? -99))).toBeLessThanOrEqual(2);
  });

  it('is worked with the keyboard alone', async () => {
    const page = await open(views['signed-in']);
    await moreButton(page).focus();
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Open read-only');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('Open in a service…');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Details…');
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe('Open read-only');
    await page.keyboard.press('End');
    expect(await focused(page)).toBe('Details…');
    await page.keyboard.press('p');
    expect(await focused(page)).toBe('PowerShell');
    await page.keyboard.press('Escape');
    expect(await menu(page).count()).toBe(0);
    expect(await hasFocus(page)).toBe(true);

    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Details…');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Pin');
    await page.keyboard.press('Space');
    expect(await hasFocus(page)).toBe(true);
    expect(await callsOf(page)).toEqual([
      { name: 'role:pin', request: { roleId: 'prod-admin', pinned: true } },
    ]);
  });

  it('takes no letter and no arrow from the page, nor gives it one', async () => {
    const page = await open(views['signed-in']);
    await moreButton(page).click();
    await page.keyboard.type('/f');
    await page.keyboard.press('ArrowDown');
    expect(await menu(page).count()).toBe(1);
    expect(await page.getByRole('combobox').inputValue()).toBe('');
  });

  it('ends with Tab, which goes on from its button', async () => {
    const page = await open(views['signed-in']);
    await moreButton(page).click();
    await page.keyboard.press('Tab');
    expect(await menu(page).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Open console as Production / Admin',
    );
  });

  it('ends where something else is pressed, where its button is pressed again, and where the list scrolls', async () => {
    const page = await open(views['long-names']);
    await moreButton(page).click();
    await page.getByRole('combobox').click();
    expect(await menu(page).count()).toBe(0);

    await moreButton(page).click();
    expect(await moreButton(page).getAttribute('aria-expanded')).toBe('true');
    await moreButton(page).click();
    expect(await menu(page).count()).toBe(0);

    await moreButton(page).click();
    await page.locator('.scroller').evaluate((one) => one.scrollBy(0, 40));
    await menu(page).waitFor({ state: 'detached' });
    expect(await hasFocus(page)).toBe(true);
    expect(await callsOf(page)).toEqual([]);
  });

  it('stays in the window at every row, and scrolls within itself in the smallest', async () => {
    for (const viewport of [
      { width: 420, height: 600 },
      { width: 360, height: 420 },
      { width: 210, height: 300 },
    ]) {
      const page = await open(views['signed-in'], { viewport });
      for (const { name } of views['signed-in'].roles) {
        await moreButton(page, name).click();
        const box = await menu(page).boundingBox();
        if (box === null) throw new Error('The menu has no place.');
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
        expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
        await page.keyboard.press('End');
        expect(await item(page, 'Open a terminal').isVisible()).toBe(true);
        await page.keyboard.press('Escape');
      }
    }
  });

  it.each(['light', 'dark'] as const)('has no accessibility fault in %s', async (colorScheme) => {
    const page = await open(views['signed-in'], { colorScheme });
    await moreButton(page).click();
    const faults = (await new AxeBuilder({ page }).analyze()).violations;
    expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => window.recorder.violations)).toEqual([]);
  });

  it('does not open while the role is busy, and spins where it was asked', async () => {
    const page = await open(views['role-writing']);
    await moreButton(page).click({ force: true });
    expect(await menu(page).count()).toBe(0);
    expect(await moreButton(page).locator('.spinner').count()).toBe(1);
    expect(await page.locator('.spinner').count()).toBe(1);
  });

  it('hands nothing over where nobody is signed in', async () => {
    const page = await open(views['signed-out']);
    await moreButton(page).click();
    expect(await menu(page).getByRole('menuitem').allTextContents()).toEqual([
      'Open read-only',
      'Open in a service…',
      'Pin',
      'Edit role…',
      'Details…',
    ]);
  });

  it('shows a profile’s name as text, whatever it is', async () => {
    const profile = '<img src=x onerror="window.broken=1">';
    const page = await open(appView({ roles: [role('x', 'Odd', { profile, profiles: [profile] })] }));
    await moreButton(page, 'Odd').click();
    await menu(page).getByText(`Write profile “${profile}”`).waitFor();
    await page.getByText(`Profile ${profile} kept fresh`).waitFor();
    expect(await page.evaluate(() => window.broken)).toBeUndefined();
  });
});

describe('the format that was copied last', () => {
  it('is the one of the button, which names it', async () => {
    const page = await open(views['role-copied-fish']);
    const button = page.getByRole('button', { name: 'Copy credentials of Staging for fish', exact: true });
    expect(await button.getAttribute('title')).toBe('Copy credentials of Staging for fish');
    await button.click();
    expect(await callsOf(page)).toEqual([delivered('copy-fish', 'staging')]);
    await page.getByText('Copied for fish: cleared in 30 sec', { exact: true }).waitFor();
  });
});

describe('what stays where it is put', () => {
  it('is said in the row once it is done', async () => {
    const page = await open(views['signed-in']);
    await moreButton(page).click();
    await item(page, 'Without keys: asks Tobira each time').click();
    const row = page.getByRole('row', { name: /^Production \/ Admin/ });
    await row.getByRole('status').getByText('Profile written: it asks Tobira').waitFor();
    expect(await callsOf(page)).toEqual([delivered('profile-process')]);
  });

  it('is not claimed where it failed', async () => {
    const page = await open(views['signed-in']);
    await page.evaluate((error) => window.recorder.answer('role:deliver', { ok: false, error }), {
      code: 'x',
      title: 'x',
      happened: 'x',
      advice: 'x',
    });
    await moreButton(page).click();
    await item(page, 'With keys, kept fresh').click();
    await page.evaluate((view) => window.recorder.push(view), views['role-profile-taken']);
    await page.getByRole('main').getByText('The profile "prod-admin" is not Tobira\'s.').waitFor();
    expect(await page.getByText('Profile written').count()).toBe(0);
  });

  it('shows in the row as long as it is kept fresh', async () => {
    const page = await open(views['role-profile']);
    await page.getByText('Profile prod-admin kept fresh', { exact: true }).waitFor();
    expect(await page.locator('.role-profiles').count()).toBe(4);
    await page.evaluate((view) => window.recorder.push(view), views['signed-in']);
    await expect.poll(() => page.locator('.role-profiles').count()).toBe(0);
  });
});

describe('a profile that is somebody else’s', () => {
  const first = (page: Page) => page.getByRole('button', { name: 'Replace…: Production / Admin' });
  const second = (page: Page) => page.getByRole('button', { name: 'Replace it: Production / Admin' });

  it('is replaced in two steps, of which the second says what is lost', async () => {
    const page = await open(views['role-profile-taken']);
    await first(page).click();
    await page
      .getByRole('alert')
      .getByText('Its keys, or what else it gets credentials from, are lost')
      .waitFor();
    expect(await callsOf(page)).toEqual([]);
    await second(page).click();
    expect(await callsOf(page)).toEqual([
      { name: 'role:retry', request: { roleId: 'prod-admin', retry: 'the profile', overwrite: true } },
    ]);
  });

  it('is not replaced by a double click, nor by Enter pressed twice', async () => {
    const page = await open(views['role-profile-taken']);
    await first(page).dblclick();
    expect(await second(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Keep it: Production / Admin' }).click();
    expect(await first(page).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await second(page).count()).toBe(0);
    expect(await callsOf(page)).toEqual([]);
  });

  it('is in nobody’s way to the console', async () => {
    const page = await open(views['role-profile-taken']);
    await page.getByRole('button', { name: 'Open console as Production / Admin' }).click();
    expect(await callsOf(page)).toEqual([{ name: 'role:console', request: { roleId: 'prod-admin' } }]);
  });
});

describe('the local endpoint', () => {
  it('is turned on in a dialog that says what that does', async () => {
    const page = await open(views['endpoint-off']);
    await page.getByRole('button', { name: 'Local endpoint: off' }).click();
    const dialog = page.getByRole('dialog', { name: 'Local endpoint: off' });
    await dialog.getByText(/^Programs on this computer that know a secret address/).waitFor();
    const faults = (await new AxeBuilder({ page }).analyze()).violations;
    expect(faults.map(({ id }) => id)).toEqual([]);
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    expect(await callsOf(page)).toEqual([{ name: 'endpoint:turn', request: { on: true } }]);
    await page.evaluate((view) => window.recorder.push(view), views['signed-in']);
    await page.getByRole('status').getByText('Local endpoint: on').waitFor();
    await page.getByRole('button', { name: 'Local endpoint: on' }).click();
    await page.getByRole('button', { name: 'Turn off' }).click();
    expect((await callsOf(page)).at(-1)).toEqual({ name: 'endpoint:turn', request: { on: false } });
  });

  it('stays as it is where the dialog is closed, and the focus comes back', async () => {
    const page = await open(views['signed-in']);
    const button = page.getByRole('button', { name: 'Local endpoint: on' });
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Close' }).click(),
    ]) {
      await button.click();
      await leave();
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    }
    expect(await callsOf(page)).toEqual([]);
  });

  it('is not there where there is none', async () => {
    const { endpoint: _none, ...without } = appView();
    const page = await open(without);
    expect(await page.getByRole('button', { name: /^Local endpoint/ }).count()).toBe(0);
  });
});

import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { appView, errors, hostileRoles, identity, role } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const search = (page: Page) => page.getByRole('combobox', { name: 'Search roles' });
const callsOf = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name !== 'view:get');
const violationsOf = (page: Page) => page.evaluate(() => window.recorder.violations);

describe('the keyboard', () => {
  it('finds the search focused, and opens what typing and arrows chose', async () => {
    const page = await open(views['signed-in']);
    await page.keyboard.type('prod');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await callsOf(page)).toEqual([{ name: 'role:console', request: { roleId: 'prod-read' } }]);
    expect(await search(page).getAttribute('aria-activedescendant')).toBe('role-prod-read');
  });

  it('opens the first match with Enter alone', async () => {
    const page = await open(views['signed-in']);
    await page.keyboard.type('data');
    await page.keyboard.press('Enter');
    expect(await callsOf(page)).toEqual([{ name: 'role:console', request: { roleId: 'data' } }]);
  });

  it('opens nothing by a stray Enter, nor a second time while busy', async () => {
    const page = await open(views['role-busy']);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await callsOf(page)).toEqual([]);
  });

  it('clears the search with Escape and comes back to it with a slash', async () => {
    const page = await open(views['signed-in']);
    await page.keyboard.type('audit');
    await page.getByRole('button', { name: 'Open console as Audit' }).focus();
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    expect(await search(page).inputValue()).toBe('');
    expect(await page.getByRole('row').count()).toBe(views['signed-in'].roles.length);
  });

  it('reaches every button by Tab', async () => {
    const page = await open(views['two-identities']);
    const buttons = await page.getByRole('button').count();
    const reached = new Set<string>();
    for (let step = 0; step <= buttons; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''));
    }
    reached.delete('');
    reached.delete('Search roles');
    expect(reached.size).toBe(buttons);
  });

  it('is at the sign-in button when that is the one thing to do', async () => {
    const page = await open(views['signed-out']);
    await page.keyboard.press('Enter');
    expect(await callsOf(page)).toEqual([{ name: 'identity:sign-in', request: { identityId: 'work' } }]);
  });

  it('keeps a place when the button that had it goes away', async () => {
    const page = await open(views['signed-out']);
    await page.evaluate((view) => window.recorder.push(view), views['signing-in']);
    await page.getByText('Finish in your browser').first().waitFor();
    await expect.poll(() => search(page).evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

describe('the mouse', () => {
  it('opens a console once for a double click', async () => {
    const page = await open(views['signed-in']);
    await page.getByRole('button', { name: 'Open console as Staging' }).dblclick();
    expect(await callsOf(page)).toEqual([{ name: 'role:console', request: { roleId: 'staging' } }]);
  });

  it('offers the browser page again, and a way out, while signing in', async () => {
    const page = await open(views['signing-in']);
    await page.getByRole('button', { name: 'Open the page again' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect((await callsOf(page)).map(({ name }) => name)).toEqual([
      'identity:reopen-login',
      'identity:cancel-sign-in',
    ]);
  });

  it('offers a sign-in on another device, and shows its code', async () => {
    const page = await open(views['signing-in']);
    await page.getByRole('button', { name: 'Sign in with a code' }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'identity:sign-in-by-code', request: { identityId: 'work' } },
    ]);
    await page.evaluate((view) => window.recorder.push(view), views['signing-in-code']);
    await page.getByText('BDWPHQPK', { exact: true }).waitFor();
    await page
      .getByText('Open https://gitlab.example.com/oauth/device and type in', { exact: true })
      .waitFor();
    await page.getByRole('button', { name: 'Open the page', exact: true }).click();
    expect((await callsOf(page)).map(({ name }) => name)).toEqual([
      'identity:sign-in-by-code',
      'identity:reopen-login',
    ]);
    expect(await page.getByRole('button', { name: 'Sign in with a code' }).count()).toBe(0);
  });

  it('hands out the address of the login page and says so for a moment', async () => {
    const page = await open(views['signing-in']);
    const said = page.getByRole('status').getByText('Copied', { exact: true });
    expect(await said.count()).toBe(0);
    await page.getByRole('button', { name: 'Copy the address' }).click();
    await said.waitFor();
    await said.waitFor({ state: 'detached' });
    expect(await callsOf(page)).toEqual([{ name: 'identity:copy-login', request: { identityId: 'work' } }]);
  });

  it('does not claim a copy that failed', async () => {
    const page = await open(views['signing-in']);
    await page.evaluate(
      (error) => window.recorder.answer('identity:copy-login', { ok: false, error }),
      errors.timedOut,
    );
    await page.getByRole('button', { name: 'Copy the address' }).click();
    await page.getByRole('alert').getByText(errors.timedOut.title).waitFor();
    expect(await page.getByText('Copied', { exact: true }).count()).toBe(0);
  });

  it('shows the user id in the account details, and signs out there', async () => {
    const page = await open(views['signed-in']);
    const details = page.getByText('AWS trust policies name this number.');
    expect(await details.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Account details of Ada Lovelace' }).click();
    expect(await page.getByText('4711', { exact: true }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await callsOf(page)).toEqual([{ name: 'identity:sign-out', request: { identityId: 'work' } }]);
  });

  it('has one button for a failed role where the file is not to blame', async () => {
    const page = await open(views['role-failed']);
    await page.getByRole('button', { name: 'Try again: Production / Admin' }).click();
    await page.getByRole('button', { name: 'Sign in: Staging' }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'role:retry', request: { roleId: 'prod-admin', retry: 'the console' } },
      { name: 'identity:sign-in', request: { identityId: 'work' } },
    ]);
  });

  it('opens the console, and says so, where what failed cannot be tried again here', async () => {
    const failing = views['role-failed'];
    const [first, ...others] = failing.roles;
    if (first === undefined) throw new Error('there is no role');
    const page = await open({
      ...failing,
      roles: [{ ...first, activity: { status: 'failed', error: errors.keychainLocked } }, ...others],
    });
    expect(await page.getByRole('button', { name: /^Try again/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Open console as Production / Admin' }).click();
    expect(await callsOf(page)).toEqual([{ name: 'role:console', request: { roleId: 'prod-admin' } }]);
  });

  it('keeps the way on beside the way to the file for a failed role', async () => {
    const page = await open(views['role-file-failed']);
    for (const name of [
      'Open file: Production / Admin',
      'Try again: Production / Admin',
      'Reload: Staging',
      'Try again: Staging',
    ]) {
      await page.getByRole('button', { name }).click();
    }
    expect(await callsOf(page)).toEqual([
      { name: 'config:open', request: undefined },
      { name: 'role:retry', request: { roleId: 'prod-admin', retry: 'the console' } },
      { name: 'config:reload', request: undefined },
      { name: 'role:retry', request: { roleId: 'staging', retry: 'the console' } },
    ]);
  });

  it('keeps the sign-in beside the way to the file for a failed sign-in', async () => {
    const page = await open(views['sign-in-file-failed']);
    await page.getByRole('button', { name: 'Open file: gitlab.example.com' }).click();
    await page.getByRole('button', { name: 'Sign in to gitlab.example.com' }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'config:open', request: undefined },
      { name: 'identity:sign-in', request: { identityId: 'work' } },
    ]);
  });

  it('keeps everything in reach when the file breaks while an older one is in use', async () => {
    const page = await open(views['two-identities']);
    await page.keyboard.type('prod');
    await page.evaluate((view) => window.recorder.push(view), views['config-broken-in-use']);
    const main = page.getByRole('main');
    await main.getByText(errors.broken.title).waitFor();
    await main.getByText(`${errors.broken.happened} ${errors.broken.advice}`).waitFor();
    expect(await search(page).inputValue()).toBe('prod');
    await page.getByRole('button', { name: 'Open file: Configuration file' }).click();
    await page.getByRole('button', { name: 'Open console as Production / Admin' }).click();
    await page.getByRole('button', { name: 'Cancel signing in to git.customer.example' }).click();
    // A search over several identities shows roles only.
    await search(page).fill('');
    await page.getByRole('button', { name: 'Account details of Ada Lovelace' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'config:open', request: undefined },
      { name: 'role:console', request: { roleId: 'prod-admin' } },
      { name: 'identity:cancel-sign-in', request: { identityId: 'customer' } },
      { name: 'identity:sign-out', request: { identityId: 'work' } },
    ]);
  });

  it('has one button for who has a file, where there is none', async () => {
    const page = await open(views['config-missing']);
    const main = page.getByRole('main');
    await main.getByRole('button', { name: 'I have a configuration file already', exact: true }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'settings:get', request: undefined },
      { name: 'config:open', request: undefined },
    ]);
  });

  it('tells of a failure that no view carries, until dismissed', async () => {
    const page = await open(views['signed-in']);
    await page.evaluate(
      (error) => window.recorder.answer('config:open', { ok: false, error }),
      errors.fileBusy,
    );
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open the configuration file' }).click();
    await page.getByRole('alert').getByText(errors.fileBusy.title).waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});

describe('the page', () => {
  it('shows a skeleton until the first view, and does not move what the skeleton held', async () => {
    const page = await open(null);
    const top = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => one.getBoundingClientRect().top);
    const before = [await top('.search'), await top('.identity-header'), await top('.role')];
    await page.evaluate((view) => window.recorder.push(view), views['signed-in']);
    await search(page).waitFor();
    expect([await top('.search'), await top('.identity-header'), await top('.role')]).toEqual(before);
  });

  it('does not call a file empty whose identities were left out', async () => {
    const page = await open(views['identities-left-out']);
    await page.getByRole('heading', { name: 'No identity in the file could be used' }).waitFor();
    await page.getByText('identities[0].issuer: "gitlab" is not an https address.').waitFor();
    expect(await page.getByText('Welcome to Tobira').count()).toBe(0);
    expect(await page.getByText('Everything else in it works.').count()).toBe(0);
  });

  it('keeps the search while views come and go', async () => {
    const page = await open(views['signed-in']);
    await page.keyboard.type('prod');
    await page.evaluate((view) => window.recorder.push(view), views['role-busy']);
    await page.getByText('Assuming the role…', { exact: true }).waitFor();
    expect(await search(page).inputValue()).toBe('prod');
    expect(await page.getByRole('row').count()).toBe(3);
  });

  it('tells progress to screen readers', async () => {
    const page = await open(views['signed-in']);
    await page.evaluate((view) => window.recorder.push(view), views['role-busy']);
    await page.getByRole('status').getByText('Production / Admin: Assuming the role…').waitFor();
  });

  it('shows hostile names as text and runs none of them', async () => {
    const page = await open(views.hostile);
    for (const { name } of hostileRoles) {
      expect(await page.locator('.role-name').getByText(name, { exact: true }).count()).toBe(1);
    }
    expect(await page.locator('main :is(img, script, iframe)').count()).toBe(0);
    expect(await page.evaluate(() => window.broken)).toBeUndefined();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('copes with ids and hosts that are hostile too', async () => {
    const host = '"><img src=x onerror=window.broken=1>';
    const page = await open(
      appView({
        identities: [identity({ status: 'signed-out' }, 'a b"\'#', host)],
        roles: [role('x y"\'#', 'Odd', { identityId: 'a b"\'#' })],
      }),
    );
    await search(page).fill('odd');
    await page.keyboard.press('Enter');
    expect(await callsOf(page)).toEqual([{ name: 'role:console', request: { roleId: 'x y"\'#' } }]);
    const active = await search(page).getAttribute('aria-activedescendant');
    expect(await page.evaluate((id) => document.getElementById(id ?? '')?.role, active)).toBe('row');
    expect(await page.evaluate(() => window.broken)).toBeUndefined();
  });

  it('turns nothing where motion is unwelcome, and turns the spinner where it is welcome', async () => {
    const animation = async (reducedMotion: 'reduce' | 'no-preference') => {
      const page = await open(views['role-busy'], { reducedMotion });
      return page.locator('.spinner').evaluate((one) => getComputedStyle(one).animationName);
    };
    expect(await animation('reduce')).toBe('none');
    expect(await animation('no-preference')).toBe('turn');
  });
});

import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { AppView } from '../../../src/shared/view.ts';
import { appView, errors, identity, signedIn } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { inJapanese } from '../../support/japanese-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const callsOf = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name !== 'view:get');
const push = (page: Page, view: AppView) => page.evaluate((next) => window.recorder.push(next), view);

describe('the user id', () => {
  it('is copied by keyboard, and says so', async () => {
    const page = await open(views['signed-in']);
    await page.getByRole('button', { name: /^Account details/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Copy user id: gitlab.example.com',
    );
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Copied', { exact: true }).waitFor({ state: 'attached' });
    expect(await callsOf(page)).toEqual([{ name: 'identity:copy-user-id', request: { identityId: 'work' } }]);
  });

  it('is not claimed to be copied where it was not', async () => {
    const page = await open(views['signed-in']);
    await page.evaluate(
      (error) => window.recorder.answer('identity:copy-user-id', { ok: false, error }),
      errors.clipboard,
    );
    await page.getByRole('button', { name: /^Account details/ }).click();
    await page.getByRole('button', { name: /^Copy user id/ }).click();
    await page.getByRole('alert').getByText(errors.clipboard.title).waitFor();
    expect(await page.getByText('Copied', { exact: true }).count()).toBe(0);
  });
});

describe('a sign-out that came to nothing', () => {
  it('is told once, beside the session that is still there, and can be tried again', async () => {
    const page = await open(views['signed-in']);
    await page.evaluate(
      (error) => window.recorder.answer('identity:sign-out', { ok: false, error }),
      errors.keychainLocked,
    );
    await page.getByRole('button', { name: /^Account details/ }).click();
    await page.getByRole('button', { name: /^Sign out/ }).click();
    await push(page, views['not-signed-out']);
    const notice = page.locator('.notice');
    await notice.getByText('You are not signed out: the keychain still holds your session.').waitFor();
    expect(await notice.locator('.notice-title').allTextContents()).toEqual([errors.keychainLocked.title]);
    await notice.getByRole('button', { name: /^Try again/ }).click();
    expect((await callsOf(page)).map(({ name }) => name)).toEqual(['identity:sign-out', 'identity:sign-out']);
    await push(page, views['signed-in']);
    await notice.waitFor({ state: 'detached' });
  });
});

describe('two identities at one GitLab', () => {
  it('are told apart by eye and by screen reader', async () => {
    const page = await open(views['same-host']);
    for (const label of ['work · gitlab.example.com', 'ops · gitlab.example.com']) {
      await page.locator('.identity-meta').getByText(label, { exact: true }).waitFor();
      expect(await page.getByRole('grid', { name: `Roles of ${label}` }).count()).toBe(1);
    }
    const names = await page
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label') ?? one.textContent));
    expect(new Set(names).size).toBe(names.length);
  });

  it('with one user say so, and what to do', async () => {
    const page = await open(views['same-user']);
    const notice = page
      .locator('.notice')
      .filter({ hasText: 'Same GitLab user as work · gitlab.example.com.' });
    await notice
      .getByText(/sign out of GitLab in the browser first, or use another browser profile/)
      .waitFor();
    await notice.getByRole('button', { name: 'Sign in again: ops · gitlab.example.com' }).click();
    expect(await callsOf(page)).toEqual([{ name: 'identity:sign-in', request: { identityId: 'ops' } }]);
  });

  it('warn while it can still be helped, beside the address to copy', async () => {
    const page = await open(views['signing-in-beside']);
    await page.getByText(/^Your browser may still be signed in as the user of work · /).waitFor();
    await page.getByRole('button', { name: 'Copy the address' }).click();
    expect(await callsOf(page)).toEqual([{ name: 'identity:copy-login', request: { identityId: 'ops' } }]);
  });
});

describe('a sign-out that GitLab was not told of', () => {
  it('says so, where to end it there, and goes when it is waved away', async () => {
    const page = await open(views['not-told']);
    const notice = page.locator('.notice');
    await notice.getByText('GitLab was not told that you signed out.').waitFor();
    await notice.getByText(/Preferences > Applications > Authorized applications/).waitFor();
    await page.getByRole('button', { name: /^Dismiss/ }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Sign in to gitlab.example.com' }).count()).toBe(1);
  });
});

describe('a sign-out that could not take everything back', () => {
  it('says where keys may still be and what to do there, until it is waved away', async () => {
    const page = await open(views['left-behind']);
    const notice = page
      .locator('.identity .notice')
      .filter({ hasText: 'Signed out, but not everything could be taken back.' });
    await notice.getByText('The clipboard could not be cleared.').waitFor();
    await notice.getByText(/profiles of Tobira’s may still hold keys/).waitFor();
    await notice.getByRole('button', { name: /^Dismiss/ }).click();
    await notice.waitFor({ state: 'detached' });
    // GitLab was not told either: that is another matter.
    expect(await page.locator('.identity .notice').count()).toBe(1);
  });

  it('says so of an identity that has left the file, too', async () => {
    const page = await open(views['left-behind']);
    const notice = page.locator('.notice').filter({ hasText: /profiles of Tobira’s may still hold keys/ });
    expect(await notice.count()).toBe(2);
    expect(await page.getByText('GitLab was not told that you signed out.').count()).toBe(1);
  });
});

describe('an identity that has left the file', () => {
  it('can be signed out of, whatever page the window shows', async () => {
    const strays = [identity(signedIn, 'office', 'git.office.example')];
    for (const view of [appView({ strays }), appView({ strays, identities: [], roles: [] })]) {
      const page = await open(view);
      await page.getByText('git.office.example is no longer in the configuration file.').waitFor();
      await page.getByRole('button', { name: 'Sign out: git.office.example' }).click();
      // The welcome, where it is, asks what the file says.
      const asked = (await callsOf(page)).filter(({ name }) => name !== 'settings:get');
      expect(asked).toEqual([{ name: 'identity:sign-out', request: { identityId: 'office' } }]);
    }
  });
});

describe('locking everything', () => {
  it('is asked for in the footer, and asks back', async () => {
    const page = await open(views['signed-in']);
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Lock everything…' }).click();
    await push(page, views['lock-asking']);
    const dialog = page.getByRole('alertdialog', { name: 'Lock everything?' });
    await dialog
      .getByText('Every account is signed out, at GitLab and in this computer’s keychain.')
      .waitFor();
    await dialog.getByText(/go on until they expire/).waitFor();
    await dialog.getByRole('button', { name: 'Lock everything' }).click();
    expect((await callsOf(page)).map(({ name }) => name)).toEqual(['lock:ask', 'lock:everything']);
  });

  it('is not done by an Enter that was on its way, but by the next; Escape says no', async () => {
    const page = await open(views['signed-in']);
    const called = async () => (await callsOf(page)).map(({ name }) => name);
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await push(page, views['lock-asking']);
    await page.getByRole('alertdialog').waitFor();
    await page.clock.runFor(499);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await called()).toEqual(['lock:dismiss']);
    await page.clock.runFor(1);
    await page.keyboard.press('Enter');
    expect(await called()).toEqual(['lock:dismiss', 'lock:everything']);
    // The question stays until the view takes it away.
    expect(await page.getByRole('alertdialog').count()).toBe(1);
    await push(page, views['signed-in']);
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  });

  it('lets nothing else be reached while it asks', async () => {
    const page = await open(views['lock-asking']);
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      const where = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused === document.body || focused?.closest('dialog') !== null;
      });
      expect(where).toBe(true);
    }
  });

  it('reports what it could not do, and what nobody here can', async () => {
    const page = await open(views['signed-in']);
    await push(page, views['locked-except']);
    const notice = page.locator('.alarms .notice');
    await notice
      .getByText(
        /^git\.customer\.example: .*GitLab was not told\. The keychain is locked\. Unlock it, then try again\. Lock everything again/,
      )
      .waitFor();
    await notice.getByText(/^git\.lab\.example: .* is worth nothing\./).waitFor();
    await notice
      .getByText(/^gitlab\.example\.com: signed out here, but GitLab could not be told\./)
      .waitFor();
    await notice.getByText(/Revoke sessions > Revoke active sessions/).waitFor();
    await page.getByRole('status').getByText('Locked, except for this:').waitFor({ state: 'attached' });
    await notice.getByRole('button', { name: /^Dismiss/ }).click();
    expect((await callsOf(page)).map(({ name }) => name)).toEqual(['lock:dismiss']);
  });
});

describe('the language', () => {
  it('follows the view, without a new page', async () => {
    const page = await open(views['signed-in']);
    await push(page, inJapanese(views['signed-in']));
    await page.getByRole('combobox', { name: 'ロールを検索' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    await push(page, views['signed-in']);
    await page.getByRole('combobox', { name: 'Search roles' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

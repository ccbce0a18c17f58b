import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { alarm, appView, errors, fixtureNow, role } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const callsOf = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name !== 'view:get');

const copyButton = (page: Page, name: string) =>
  page.getByRole('button', { name: `Copy credentials of ${name} for bash, zsh`, exact: true });
const asked = { name: 'role:deliver', request: { roleId: 'prod-admin', deliveryId: 'copy-env' } };
const done = 'Copied for bash, zsh: cleared in 30 sec';

const lentAt = (at: number) =>
  appView({
    roles: [role('prod-admin', 'Production', { loan: { deliveryId: 'copy-env', at, forSeconds: 30 } })],
  });

describe('a role that AWS does not let last as long as the configuration says', () => {
  it('says so in its row, and for how long it lasts', async () => {
    const page = await open(views['role-shortened']);
    const row = page.getByRole('row', { name: /^Production \/ Admin/ });
    expect(await row.locator('.role-notice').textContent()).toBe(
      'Lasts for 1 hour: AWS does not allow 12 hours here',
    );
    expect(await page.locator('.role-notice').count()).toBe(1);
  });
});

describe('copying credentials', () => {
  it('asks for them by mouse, with a tooltip that says what for', async () => {
    const page = await open(views['signed-in']);
    const button = copyButton(page, 'Production / Admin');
    expect(await button.getAttribute('title')).toBe('Copy credentials of Production / Admin for bash, zsh');
    await button.click();
    expect(await callsOf(page)).toEqual([asked]);
  });

  it('asks for them by keyboard: the button comes first, the menu next, and then the console', async () => {
    const page = await open(views['signed-in']);
    await copyButton(page, 'Production / Admin').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await callsOf(page)).toEqual([asked, { name: 'role:console', request: { roleId: 'prod-admin' } }]);
  });

  it('does nothing while the role is busy, and spins where it was asked', async () => {
    const page = await open(views['role-copying']);
    const row = page.getByRole('row', { name: /^Production \/ Admin/ });
    await copyButton(page, 'Production / Admin').click({ force: true });
    await row.getByRole('button', { name: /^Open console/ }).click({ force: true });
    expect(await callsOf(page)).toEqual([]);
    expect(await copyButton(page, 'Production / Admin').locator('.spinner').count()).toBe(1);
    expect(await row.locator('.spinner').count()).toBe(1);
  });

  it('is not offered where nobody is signed in, or where there is no way to', async () => {
    for (const view of [views['signed-out'], appView({ deliveries: [] })]) {
      const page = await open(view);
      expect(await page.getByRole('button', { name: /^Open console/ }).count()).toBe(view.roles.length);
      expect(await page.getByRole('button', { name: /^Copy credentials/ }).count()).toBe(0);
    }
  });

  it('says so in the row and to screen readers, then the account comes back', async () => {
    const page = await open(appView({ roles: [role('prod-admin', 'Production')] }));
    await page.evaluate((view) => window.recorder.push(view), lentAt(fixtureNow));
    const row = page.getByRole('row');
    await row.getByText(done, { exact: true }).waitFor();
    const said = page.getByRole('status').filter({ hasText: `Production: ${done}` });
    await said.waitFor({ state: 'attached' });

    await page.evaluate((view) => window.recorder.push(view), lentAt(fixtureNow - 7_900));
    await row.getByText('123456789012').waitFor();
    expect(await row.getByText(done, { exact: true }).count()).toBe(0);
    expect(await row.locator('.icon-button-done').count()).toBe(1);

    await page.evaluate((view) => window.recorder.push(view), views['signed-in']);
    await expect.poll(() => page.locator('.role .icon-button-done').count()).toBe(0);
  });

  it('speaks again when the same is copied again', async () => {
    const page = await open(lentAt(fixtureNow - 20_000));
    const status = page.getByRole('status').filter({ hasText: done });
    await page.evaluate((view) => window.recorder.push(view), lentAt(fixtureNow - 2));
    await status.waitFor({ state: 'attached' });
    const first = await status.textContent();
    await page.evaluate((view) => window.recorder.push(view), lentAt(fixtureNow - 1));
    await expect.poll(() => status.textContent()).not.toBe(first);
    expect((await status.textContent())?.trim()).toBe(first);
  });

  it('says nothing of a copy that is no news when the window opens', async () => {
    const page = await open(views['role-copied-before']);
    expect(await page.getByText(done).count()).toBe(0);
    expect(await page.locator('.role .icon-button-done').count()).toBe(1);
  });

  it('tries a failed copy again, and shows the failure once', async () => {
    const page = await open(views['role-copy-failed']);
    await page.evaluate(
      (error) => window.recorder.answer('role:retry', { ok: false, error }),
      errors.clipboard,
    );
    await page.getByRole('button', { name: 'Try again: Production / Admin' }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'role:retry', request: { roleId: 'prod-admin', retry: 'the copy' } },
    ]);
    expect(await page.getByText(errors.clipboard.title).count()).toBe(1);
  });

  it('leaves the name its room in the narrowest window', async () => {
    const page = await open(views['signed-in'], { viewport: { width: 360, height: 420 } });
    const cut = await page
      .locator('.role-name')
      .evaluateAll((names) =>
        names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
      );
    expect(cut).toEqual([]);
  });
});

describe('an alarm', () => {
  it('comes up at once, above everything, and can be dismissed or answered by signing out', async () => {
    const page = await open(views['signed-in']);
    await page.evaluate((view) => window.recorder.push(view), views.alarm);
    const banner = page.getByRole('alert');
    await banner.getByText('The console link of Production / Admin was opened twice').waitFor();
    await banner.getByText(/firefox \(process 20481\), then by python3\.11 \(process 31007\)/).waitFor();
    const top = await banner.boundingBox();
    const search = await page.getByRole('combobox').boundingBox();
    expect(top?.y ?? Infinity).toBeLessThan(search?.y ?? 0);

    await banner.getByRole('button', { name: /^Sign out/ }).click();
    await banner.getByRole('button', { name: /^Dismiss/ }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'identity:sign-out', request: { identityId: 'work' } },
      { name: 'alarm:dismiss', request: { alarmId: '1' } },
    ]);
    await page.evaluate((view) => window.recorder.push(view), views['signed-in']);
    await banner.waitFor({ state: 'detached' });
  });

  it('leaves the roles in reach in the smallest window, however many there are', async () => {
    const page = await open(views.alarms, { viewport: { width: 360, height: 420 } });
    expect(await page.getByRole('alert').count()).toBe(3);
    await page.getByRole('button', { name: 'Open console as Sandbox' }).click();
    await page
      .getByRole('alert')
      .last()
      .getByRole('button', { name: /^Dismiss/ })
      .click();
    expect((await callsOf(page)).map(({ name }) => name)).toEqual(['role:console', 'alarm:dismiss']);
  });

  it('shows what it is told as text', async () => {
    const name = '<img src=x onerror="window.broken=1">';
    const page = await open(
      appView({ alarms: [alarm({ roleName: name, turnedAway: { kind: 'program', pid: 1, name } })] }),
    );
    await page.getByRole('alert').getByText(name).first().waitFor();
    expect(await page.evaluate(() => window.broken)).toBeUndefined();
  });
});

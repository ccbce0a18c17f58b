import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { AppView } from '../../../src/shared/view.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import { inJapanese } from '../../support/japanese-views.ts';
import { listScenes, listViews, openServices } from '../../support/list-scenes.ts';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { appView, production, role, roles } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const search = (page: Page) => page.getByRole('combobox', { name: 'Search roles' });
const callsOf = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls)).filter(({ name }) => name !== 'view:get');
const names = (page: Page) => page.locator('.role-name').allTextContents();
const noticeClosing = (page: Page) =>
  page.evaluate(() => {
    window.close = () => document.documentElement.setAttribute('data-closed', '');
  });
const isClosed = (page: Page) => page.locator('html[data-closed]').count();

/** One of each kind. */
const scenes = listScenes.filter(({ name }) =>
  [
    'at-hand',
    'pinned-of-two',
    'narrow-labelled',
    'zoomed-many',
    'search-two',
    'cancel',
    'app-menu',
    'services',
  ].includes(name),
);

describe.each(['en', 'ja'] as const)('the pictures of the list in %s', (language) => {
  it.each(scenes)(
    'have no accessibility fault and nothing that is too wide: $name',
    async ({ view, act, narrow, zoomed, forcedColors }) => {
      const page = await open(language === 'ja' ? inJapanese(view) : view, {
        colorScheme: language === 'ja' ? 'dark' : 'light',
        forcedColors: forcedColors ?? 'none',
        viewport: zoomed ? { width: 240, height: 320 } : { width: narrow ? 360 : 480, height: 640 },
      });
      await act?.(page, textsIn(language));
      const faults = (await new AxeBuilder({ page }).analyze()).violations;
      expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(
        await page
          .locator('.scroller')
          .evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth)),
      ).toEqual([0]);
      expect(await page.evaluate(() => window.recorder.violations)).toEqual([]);
    },
    30_000,
  );
});

describe('a search', () => {
  it('ranks what it finds and marks the letters', async () => {
    const page = await open(views['signed-in']);
    await page.keyboard.type('prdadm');
    expect(await names(page)).toEqual(['Production / Admin']);
    expect(await page.locator('.role').first().locator('mark').allTextContents()).toEqual(['Pr', 'd', 'Adm']);
  });

  it('tells whose a role is where several identities are found', async () => {
    const page = await open(views['two-identities']);
    await page.keyboard.type('acme');
    await page.getByRole('row', { name: /Acme \/ Operations.*git\.customer\.example/ }).waitFor();
  });

  it('keeps the role it chose, though a better match comes before the Enter, and opens none where it goes', async () => {
    const own = role('own', 'My sandbox');
    const better = role('better', 'Sandbox of production');
    const page = await open(appView({ roles: [own] }));
    const push = (view: AppView) => page.evaluate((next) => window.recorder.push(next), view);
    await page.keyboard.type('sandb');
    await push(appView({ roles: [own, better] }));
    await expect.poll(() => names(page)).toEqual(['Sandbox of production', 'My sandbox']);
    await page.keyboard.press('Enter');
    await push(appView({ roles: [better] }));
    await expect.poll(() => names(page)).toEqual(['Sandbox of production']);
    await page.keyboard.press('Enter');
    expect(await callsOf(page)).toEqual([{ name: 'role:console', request: { roleId: 'own' } }]);
  });

  it('is cleared by Escape, which closes the window the next time', async () => {
    const page = await open(views['signed-in']);
    await noticeClosing(page);
    await page.keyboard.type('prod');
    await page.keyboard.press('Escape');
    expect(await search(page).inputValue()).toBe('');
    expect(await isClosed(page)).toBe(0);
    await page.keyboard.press('Escape');
    expect(await isClosed(page)).toBe(1);
  });

  it('takes Escape from a row, and none that a menu or a dialog takes', async () => {
    const page = await open(views['signed-in']);
    await noticeClosing(page);
    await page.getByRole('button', { name: english.moreDeliveries('Staging'), exact: true }).click();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    await openServices(page, english);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await isClosed(page)).toBe(0);
    await page.getByRole('button', { name: 'Open console as Staging' }).focus();
    await page.keyboard.press('Escape');
    expect(await isClosed(page)).toBe(1);
  });
});

describe('keys of the list', () => {
  it('copy the chosen role in the format of the last time, where no text is selected', async () => {
    const page = await open({ ...views['signed-in'], copyFormat: 'fish' });
    await page.keyboard.press('Control+c');
    expect(await callsOf(page)).toEqual([]);
    await page.keyboard.type('staging');
    await page.keyboard.press('Control+c');
    await search(page).selectText();
    await page.keyboard.press('Control+c');
    expect(await callsOf(page)).toEqual([
      { name: 'role:deliver', request: { roleId: 'staging', deliveryId: 'copy-fish' } },
    ]);
  });

  it('open a console that only reads with Shift, and pin', async () => {
    const page = await open(views['signed-in']);
    await page.keyboard.type('data');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Control+d');
    expect(await callsOf(page)).toEqual([
      { name: 'role:console', request: { roleId: 'data', readOnly: true } },
      { name: 'role:pin', request: { roleId: 'data', pinned: true } },
    ]);
  });
});

describe('pins, recent roles and groups', () => {
  it('stand above the others, each role once, and a pin is taken out again', async () => {
    const page = await open(listViews['at-hand']);
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Pinned', 'Recent']);
    const ids = await page.locator('.role').evaluateAll((rows) => rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 4)).toEqual(['role-many-3', 'role-many-40', 'role-many-7', 'role-many-11']);
    await page
      .getByRole('grid', { name: 'Pinned' })
      .getByRole('button', { name: /^Unpin / })
      .first()
      .click();
    expect(await callsOf(page)).toEqual([{ name: 'role:pin', request: { roleId: 'many-3', pinned: false } }]);
  });

  it('do not move when a role is used while the window is open', async () => {
    const page = await open(listViews['at-hand']);
    const before = await names(page);
    const used = listViews['at-hand'].roles.map((one) =>
      one.id === 'many-1' ? { ...one, usedAt: Date.now() } : one,
    );
    await page.evaluate((view) => window.recorder.push(view), {
      ...listViews['at-hand'],
      roles: used,
      version: '9',
    });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menu', { name: 'Tobira 9' }).waitFor();
    expect(await names(page)).toEqual(before);
  });

  it('fold away', async () => {
    const page = await open(listViews['many-roles']);
    const group = page.getByRole('button', { name: /^Payments/, expanded: true });
    await group.click();
    await page.getByRole('button', { name: /^Payments/, expanded: false }).waitFor();
    await expect.poll(async () => (await names(page))[0]).toMatch(/^Search /);
  });

  it('fold away with all that stands below an identity, and come back as they were', async () => {
    const view = listViews['many-of-two'];
    const page = await open(view, { viewport: { width: 480, height: 640 } });
    const [first, second] = view.identities.map(({ label }) => english.rolesOf(label));
    const whole = (name: string | undefined, expanded: boolean) =>
      page.getByRole('button', { name: new RegExp(`^${name}`), expanded });
    const before = await names(page);
    await whole(first, true).focus();
    await page.keyboard.press('Enter');
    await whole(first, false).waitFor();
    await whole(second, true).waitFor();
    const theirs = view.roles.filter(({ identityId }) => identityId === 'customer').map(({ name }) => name);
    await expect.poll(async () => (await names(page)).every((name) => theirs.includes(name))).toBe(true);
    const faults = (await new AxeBuilder({ page }).analyze()).violations;
    expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.keyboard.press('Enter');
    await whole(first, true).waitFor();
    await expect.poll(() => names(page)).toEqual(before);
  });
});

describe('a row', () => {
  it('names what is to be handled with care', async () => {
    const page = await open(listViews.labelled);
    await page.getByRole('row', { name: /^Live Production Read-only/ }).waitFor();
    expect(await page.locator('.label').getByText('Production', { exact: true }).count()).toBe(3);
  });

  it('counts the last minutes, and says until when before that', async () => {
    const page = await open(listViews.labelled);
    expect(await page.locator('.role-until').allTextContents()).toEqual([
      ' 9 min left',
      ' 12 min left',
      ' until Thu 01:52',
    ]);
  });

  it('can be called off after a moment, and opens no console by a double click', async () => {
    const page = await open(views['role-busy']);
    await page.getByRole('button', { name: 'Cancel: Production / Admin' }).click();
    expect(await callsOf(page)).toEqual([{ name: 'role:cancel', request: { roleId: 'prod-admin' } }]);
  });

  it('shows no Cancel for what is quick', async () => {
    const page = await open(views['signed-in']);
    await page.evaluate(
      ({ busy, idle }) => {
        window.recorder.push(busy);
        window.recorder.push(idle);
      },
      { busy: views['role-busy'], idle: views['signed-in'] },
    );
    expect(await page.getByRole('button', { name: /^Cancel/ }).count()).toBe(0);
  });

  it('leads to full access from one that only reads', async () => {
    const page = await open(appView({ roles: [role('r', 'Ledger', { readOnly: true }), ...roles] }));
    await page.getByRole('button', { name: english.moreDeliveries('Ledger'), exact: true }).click();
    await page.getByRole('menuitem', { name: english.roleMenu.fullAccess }).click();
    expect(await callsOf(page)).toEqual([
      { name: 'role:console', request: { roleId: 'r', readOnly: false } },
    ]);
  });
});

describe('the choice of a service', () => {
  it('opens what typing found, with recent ones first', async () => {
    const page = await open(
      appView({ recentServices: ['dynamodb'], roles: [production(), ...roles.slice(1)] }),
    );
    await openServices(page, english);
    expect((await page.getByRole('option').allTextContents()).slice(0, 2)).toEqual(['DynamoDB', 'EC2']);
    await page.keyboard.type('buck');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await callsOf(page)).at(-1)).toEqual({
      name: 'role:console',
      request: { roleId: 'dev', service: 's3' },
    });
  });
});

import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import type { RoleFields } from '../../../src/shared/settings-view.ts';
import { settingsView } from '../../support/settings-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { welcomeScenes } from '../../support/welcome-scenes.ts';
import { useWindows } from './rig.ts';

const open = useWindows();
const en = textsIn('en');
const view = views['signed-in'];

/** The editor of a role, with its name changed. */
async function typed(name: 'edit-role' | 'edit-identity' = 'edit-role'): Promise<Page> {
  const scene = welcomeScenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  const page = await open(scene.view);
  await scene.act?.(page, en);
  await input(page, name).fill('another');
  return page;
}

const input = (page: Page, name: 'edit-role' | 'edit-identity') =>
  name === 'edit-role'
    ? page.getByLabel(en.editor.field.name, { exact: true })
    : page.getByLabel(en.editor.field.clientId, { exact: true });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const question = (page: Page) => page.getByRole('alertdialog', { name: en.editor.discard.title });

async function chooseInFooter(page: Page, item: string): Promise<void> {
  await button(page, en.page.menu).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function sayYes(page: Page): Promise<void> {
  const yes = question(page).getByRole('button', { name: en.editor.discard.yes, exact: true });
  await expect.poll(() => yes.getAttribute('aria-disabled')).toBe(null);
  await yes.click();
}

const editsOf = async (page: Page) =>
  (await page.evaluate(() => window.recorder.calls))
    .filter(({ name }) => name === 'config:edit')
    .map(({ request }) => request);

type Wanted = { readonly page: 'settings' } | { readonly page: 'services'; readonly roleId: string };

const told = (page: Page, said: string) =>
  page.locator('.field .remark', { hasText: en.editor.changedTo(said) });

/** Somebody else writes the file: the settings say so, and another edition. */
async function writeFile(page: Page, fields: Partial<RoleFields>): Promise<void> {
  const settings = settingsView();
  const roles = settings.roles.map((role) =>
    role.id === 'prod-admin' ? { ...role, fields: { ...role.fields, ...fields } } : role,
  );
  await page.evaluate(
    ([next, pushed]) => {
      window.recorder.answer('settings:get', { ok: true, settings: next });
      window.recorder.push(pushed);
    },
    [
      { ...settings, roles },
      { ...view, configEdition: (view.configEdition ?? 0) + 1 },
    ] as const,
  );
}

/** Each click in the tray is another one. */
let clicks = 0;
const chooseInTray = (page: Page, wanted: Wanted) => {
  clicks += 1;
  return page.evaluate((next) => window.recorder.push(next), {
    ...view,
    wanted: { ...wanted, click: clicks },
  });
};

/** Ways out of an editor, and what stands in the window then. */
const ways: Readonly<
  Record<string, { readonly go: (page: Page) => Promise<void>; readonly to: (page: Page) => Promise<void> }>
> = {
  'the footer': {
    go: (page) => chooseInFooter(page, en.activity.title),
    to: (page) => page.getByRole('heading', { level: 1, name: en.activity.title }).waitFor(),
  },
  'the tray': {
    go: (page) => chooseInTray(page, { page: 'settings' }),
    to: (page) => page.getByRole('heading', { level: 1, name: en.settings.title }).waitFor(),
  },
  'the services of a role in the tray': {
    go: async (page) => {
      await page.evaluate(() =>
        window.recorder.answer('services:list', { ok: true, services: [], absent: [], partition: 'aws' }),
      );
      await chooseInTray(page, { page: 'services', roleId: view.roles[0]?.id ?? '' });
    },
    to: (page) => page.getByRole('dialog').waitFor(),
  },
  Escape: {
    go: async (page) => {
      await page.getByRole('radio', { name: en.editor.color.green }).focus();
      await page.keyboard.press('Escape');
    },
    to: (page) => page.getByRole('combobox').waitFor(),
  },
};

describe.each(Object.entries(ways))('an editor that is left by %s', (_, { go, to }) => {
  it('asks before what was typed is lost, keeps it after a no, and goes there after a yes', async () => {
    const page = await typed();
    await go(page);
    await question(page).getByRole('button', { name: en.editor.discard.no, exact: true }).click();
    await expect.poll(() => question(page).count()).toBe(0);
    expect(await input(page, 'edit-role').inputValue()).toBe('another');
    await go(page);
    await sayYes(page);
    await to(page);
    expect(await editsOf(page)).toEqual([]);
  });
});

describe('the editor of an identity', () => {
  it('asks before what was typed is lost', async () => {
    const page = await typed('edit-identity');
    await chooseInFooter(page, en.doctor.title);
    await sayYes(page);
    await page.getByRole('heading', { level: 1, name: en.doctor.title }).waitFor();
    expect(await editsOf(page)).toEqual([]);
  });
});

describe('an editor', () => {
  it('asks nothing where nothing was typed, or what was typed has been taken back', async () => {
    const page = await typed();
    await input(page, 'edit-role').fill('Production / Admin');
    await chooseInFooter(page, en.activity.title);
    await page.getByRole('heading', { level: 1, name: en.activity.title }).waitFor();
  });

  it('asks nothing once it is saved, or deleted', async () => {
    const page = await typed();
    await button(page, en.editor.save).click();
    await page.getByRole('combobox').waitFor();
    expect(await question(page).count()).toBe(0);

    const other = await typed();
    await button(other, en.settings.remove).click();
    const yes = other.getByRole('alertdialog').getByRole('button', { name: en.editor.remove, exact: true });
    await expect.poll(() => yes.getAttribute('aria-disabled')).toBe(null);
    await yes.click();
    await other.getByRole('combobox').waitFor();
    expect(await question(other).count()).toBe(0);
    expect(await editsOf(other)).toEqual([{ kind: 'role-remove', id: 'prod-admin' }]);
  });

  it('follows the file in what nobody has touched, and tells of both where somebody has', async () => {
    const page = await typed();
    await writeFile(page, { name: 'Shop', region: 'eu-west-1' });
    const region = page.getByLabel(en.editor.field.region, { exact: true });
    await expect.poll(() => region.inputValue()).toBe('eu-west-1');
    expect(await input(page, 'edit-role').inputValue()).toBe('another');
    await told(page, 'Shop').waitFor();
    await page
      .getByText(en.editor.changedFields([en.editor.field.name]), { exact: true })
      .waitFor({ state: 'attached' });
    await button(page, en.editor.save).click();
    await expect
      .poll(() => editsOf(page))
      .toEqual([
        {
          kind: 'role-edit',
          id: 'prod-admin',
          set: { name: 'another' },
          unset: [],
          expected: { name: 'Shop' },
        },
      ]);
  });

  it('says nothing more of it once both say the same', async () => {
    const page = await typed();
    await writeFile(page, { name: 'Shop' });
    const note = told(page, 'Shop');
    await note.waitFor();
    await input(page, 'edit-role').fill('Shop');
    await expect.poll(() => note.count()).toBe(0);
  });

  it('opens what is folded away where that was changed in the file, too', async () => {
    const page = await typed();
    const fold = page.getByText(en.editor.advanced, { exact: true });
    await fold.click();
    await page.getByLabel(en.editor.field.production, { exact: true }).selectOption('no');
    await fold.click();
    await writeFile(page, { production: true });
    await told(page, en.editor.production.yes).waitFor();
  });

  it('looks at the file again where that refuses what it no longer expects', async () => {
    const page = await typed();
    const settings = settingsView();
    const roles = settings.roles.map((role) =>
      role.id === 'prod-admin' ? { ...role, fields: { ...role.fields, name: 'Shop' } } : role,
    );
    await page.evaluate(
      (next) => {
        window.recorder.answer('settings:get', { ok: true, settings: next });
        window.recorder.answer('config:edit', {
          ok: true,
          complaints: [{ field: 'name', kind: 'changed' }],
        });
      },
      { ...settings, roles },
    );
    await button(page, en.editor.save).click();
    await told(page, 'Shop').waitFor();
    expect(await input(page, 'edit-role').inputValue()).toBe('another');
  });

  it('tells the browser of the settings from the one of the system', async () => {
    const page = await typed();
    await page.getByText(en.editor.advanced, { exact: true }).click();
    const browser = page.getByLabel(en.editor.field.browser, { exact: true });
    const [first, second] = await browser.locator('option').allTextContents();
    expect([first, second]).toEqual(['As in the settings (Firefox · work)', 'The system’s own']);
    expect(await browser.evaluate((one: HTMLSelectElement) => one.selectedIndex)).toBe(0);
    await browser.selectOption({ index: 1 });
    await button(page, en.editor.save).click();
    await expect
      .poll(() => editsOf(page))
      .toEqual([
        {
          kind: 'role-edit',
          id: 'prod-admin',
          set: { name: 'another', browser: { app: 'default' } },
          unset: [],
          expected: { name: 'Production / Admin' },
        },
      ]);
  });

  it('says whether a role is labelled as production: always, never, or by its tags', async () => {
    const page = await typed();
    await page.getByText(en.editor.advanced, { exact: true }).click();
    const production = page.getByLabel(en.editor.field.production, { exact: true });
    expect(await production.locator('option').allTextContents()).toEqual(['By its tags', 'Always', 'Never']);
    expect(await production.inputValue()).toBe('by-tags');
    await production.selectOption('no');
    await button(page, en.editor.save).click();
    await expect
      .poll(() => editsOf(page))
      .toEqual([
        {
          kind: 'role-edit',
          id: 'prod-admin',
          set: { name: 'another', production: false },
          unset: [],
          expected: { name: 'Production / Admin' },
        },
      ]);
  });
});

describe('the way back to the settings', () => {
  it('leads to the entry that one came from', async () => {
    const page = await typed('edit-identity');
    await button(page, en.editor.save).click();
    const row = button(page, en.settings.editOf('work'));
    await expect.poll(() => row.evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Texts } from '../../../src/renderer/texts.ts';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { helpScenes } from '../../support/help-scenes.ts';
import { inJapanese } from '../../support/japanese-views.ts';
import { settingsView } from '../../support/settings-fixtures.ts';
import { useWindows } from './rig.ts';

const open = useWindows();
const en = textsIn('en');

interface Looks {
  readonly language?: 'en' | 'ja';
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active';
  readonly viewport?: { readonly width: number; readonly height: number };
}

async function opened(scene: 'settings' | 'settings-blocked', looks: Looks = {}): Promise<Page> {
  const { language = 'en', viewport = { width: 420, height: 600 }, ...others } = looks;
  const found = helpScenes.find(({ name }) => name === scene);
  if (found === undefined) throw new Error(`There is no scene ${scene}.`);
  const page = await open(language === 'ja' ? inJapanese(found.view) : found.view, { ...others, viewport });
  await found.act?.(page, textsIn(language));
  return page;
}

const recorder = (page: Page, { settings: words }: Texts) =>
  page.getByRole('button', { name: `${words.name.shortcut}: ${words.record}`, exact: true });

const rowMenu = (page: Page, { settings: words }: Texts, role: string) =>
  page.getByRole('button', { name: words.actionsFor(role), exact: true });

async function chooseInRow(page: Page, texts: Texts, role: string, item: string): Promise<void> {
  await rowMenu(page, texts, role).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const editsOf = async (page: Page, name: 'config:edit' | 'settings:change') =>
  (await page.evaluate(() => window.recorder.calls))
    .filter((call) => call.name === name)
    .map(({ request }) => request);

interface State {
  readonly scene?: 'settings-blocked';
  readonly act?: (page: Page, texts: Texts) => Promise<void>;
}

const states: Readonly<Record<string, State>> = {
  'as it is': {},
  'of a broken file': { scene: 'settings-blocked' },
  'whose keys are being recorded': {
    act: async (page, texts) => {
      await recorder(page, texts).click();
      await page.getByText(texts.settings.recording).waitFor();
      await page.keyboard.press('a');
      await page.getByText(texts.settings.unusableKeys).waitFor();
    },
  },
  'that complains': {
    act: async (page, texts) => {
      const usual = settingsView();
      const settings = settingsView({
        settings: { ...usual.settings, confirmFor: { value: '15m', inFile: true, wrong: 'soon' } },
        shortcut: 'taken',
        failures: [{ id: 'startAtLogin', reason: 'EEXIST' }],
      });
      await page.evaluate((view) => {
        window.recorder.answer('settings:get', { ok: true, settings: view });
        window.recorder.answer('settings:change', {
          ok: true,
          complaints: [{ field: 'theme', kind: 'wrong' }],
        });
      }, settings);
      await page.getByLabel(texts.settings.name.theme, { exact: true }).selectOption('dark');
      await page.getByText(texts.settings.notTaken).waitFor();
      await page.getByText(texts.settings.wrongInFile('soon')).waitFor();
    },
  },
  'that asks whether a role goes': {
    act: async (page, texts) => {
      await chooseInRow(page, texts, 'Production / Admin', texts.settings.remove);
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor();
    },
  },
  'with the menu of a role': {
    act: async (page, texts) => {
      await rowMenu(page, texts, 'Data lake').click();
      await page.getByRole('menuitem', { name: texts.settings.duplicate, exact: true }).waitFor();
    },
  },
};

const tooWide = (page: Page) =>
  page
    .locator('html, .help-body, .help-header, .settings-row, .settings-control')
    .evaluateAll((parts) =>
      parts.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.getAttribute('class')),
    );

const looks: readonly Looks[] = [
  { language: 'en', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
  { language: 'ja', colorScheme: 'light' },
  { language: 'ja', colorScheme: 'dark' },
  { language: 'en', forcedColors: 'active' },
];

describe.each(Object.entries(states))('the settings page %s', (_, state) => {
  it.each(looks)(
    'has no accessibility fault, breaks no content policy and fits narrow windows: %j',
    async (look) => {
      const page = await opened(state.scene ?? 'settings', look);
      await state.act?.(page, textsIn(look.language ?? 'en'));
      const faults = (await new AxeBuilder({ page }).analyze()).violations;
      expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await page.evaluate(() => window.recorder.violations)).toEqual([]);
      // The narrowest window, and a window of 420 pixels at twice the size.
      for (const viewport of [
        { width: 360, height: 420 },
        { width: 210, height: 300 },
      ]) {
        await page.setViewportSize(viewport);
        expect(await tooWide(page)).toEqual([]);
      }
    },
    60_000,
  );
});

describe('the recorder of keys', () => {
  it('takes what is pressed, once it can be used', async () => {
    const page = await opened('settings');
    const button = recorder(page, en);
    await button.click();
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Control+Alt+T');
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false');
    expect(await editsOf(page, 'settings:change')).toEqual([
      { id: 'shortcut', value: 'CommandOrControl+Alt+T' },
    ]);
  });

  it('holds nobody: Escape stops it and stays on the page, Tab leads on', async () => {
    const page = await opened('settings');
    const button = recorder(page, en);
    for (const key of ['Escape', 'Tab']) {
      await button.click();
      await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press(key);
      await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false');
    }
    expect(await page.getByRole('heading', { level: 1, name: en.settings.title }).isVisible()).toBe(true);
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(false);
    expect(await editsOf(page, 'settings:change')).toEqual([]);
  });
});

describe('a setting', () => {
  it('is changed to what was chosen, browsers with their profiles and private windows among it', async () => {
    const page = await opened('settings');
    const { name } = en.settings;
    const choose = (label: string, option: string) =>
      page.getByLabel(label, { exact: true }).selectOption({ label: option });
    await choose(name['browsers.login'], en.settings.browserProfile('Firefox', 'work'));
    await choose(name['browsers.console'], en.settings.privateWindow('Firefox'));
    await choose(name.language, '日本語');
    await choose(name['notifications.beforeExpiry'], en.settings.off);
    await choose(name['clipboard.clearAfter'], '2 minutes');
    await page.getByRole('switch', { name: name['notifications.loginNeeded'], exact: true }).press('Space');
    await expect
      .poll(() => editsOf(page, 'settings:change'))
      .toEqual([
        { id: 'browsers.login', value: { app: 'firefox', profile: 'work' } },
        { id: 'browsers.console', value: { app: 'firefox', private: true } },
        { id: 'language', value: 'ja' },
        { id: 'notifications.beforeExpiry', value: 'off' },
        { id: 'clipboard.clearAfter', value: '2m' },
        { id: 'notifications.loginNeeded', value: false },
      ]);
  });

  it('cannot be changed while the file is broken, nor can an entry', async () => {
    const page = await opened('settings-blocked');
    const words = en.settings;
    await page.getByText('The configuration has a mistake.').waitFor();
    const open = page.locator('.help-body :is(select, input):not(:disabled)');
    expect(await open.count()).toBe(0);
    expect(await recorder(page, en).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: words.add.role, exact: true }).count()).toBe(0);
    expect(await rowMenu(page, en, 'Data lake').count()).toBe(0);
    await page
      .getByRole('button', { name: words.editOf('Data lake'), exact: true })
      .evaluate((one) =>
        one.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true })),
      );
    expect(await editsOf(page, 'config:edit')).toEqual([]);
  });
});

describe('the list of identities', () => {
  it('takes one out only after a yes, and says which roles go with it', async () => {
    const page = await opened('settings');
    const words = en.settings;
    await chooseInRow(page, en, 'work', words.remove);
    const dialog = page.getByRole('alertdialog', { name: words.removeIdentity('work') });
    await dialog.getByText(words.rolesGo(3)).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await editsOf(page, 'config:edit')).toEqual([]);
    await chooseInRow(page, en, 'work', words.remove);
    const yes = dialog.getByRole('button', { name: words.remove.replace('…', ''), exact: true });
    await expect.poll(() => yes.getAttribute('aria-disabled')).toBe(null);
    await yes.click();
    await expect.poll(() => editsOf(page, 'config:edit')).toEqual([{ kind: 'identity-remove', id: 'work' }]);
  });
});

describe('the list of roles', () => {
  it('is put in order by keys and by the menu, and says where the role now stands', async () => {
    const page = await opened('settings');
    const words = en.settings;
    await page.getByRole('button', { name: words.editOf('Data lake'), exact: true }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByText(words.moved('Data lake', 1, 3), { exact: true }).waitFor({ state: 'attached' });
    await chooseInRow(page, en, 'Data lake', words.moveDown);
    await page.getByText(words.moved('Data lake', 3, 3), { exact: true }).waitFor({ state: 'attached' });
    // The first one has no way up.
    await chooseInRow(page, en, 'Production / Admin', words.moveUp);
    expect(await editsOf(page, 'config:edit')).toEqual([
      { kind: 'role-move', id: 'data-lake', before: 'prod-admin' },
      { kind: 'role-move', id: 'data-lake' },
    ]);
  });

  it('duplicates a role right behind it, and takes one out only after a yes', async () => {
    const page = await opened('settings');
    const words = en.settings;
    await chooseInRow(page, en, 'Production / Admin', words.duplicate);
    await chooseInRow(page, en, 'Data lake', words.remove);
    await page.getByRole('button', { name: words.keep, exact: true }).click();
    await chooseInRow(page, en, 'Data lake', words.remove);
    await page.getByRole('button', { name: words.remove.replace('…', ''), exact: true }).click();
    await expect
      .poll(() => editsOf(page, 'config:edit'))
      .toMatchObject([
        { kind: 'role-add', after: 'prod-admin', fields: { id: 'prod-admin-copy', identity: 'work' } },
        { kind: 'role-remove', id: 'data-lake' },
      ]);
  });
});

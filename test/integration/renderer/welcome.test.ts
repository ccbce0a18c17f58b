import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { inJapanese } from '../../support/japanese-views.ts';
import { appView, identity, signedIn } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { answerEditors, unreachable, welcomeScenes } from '../../support/welcome-scenes.ts';
import { useWindows } from './rig.ts';

const open = useWindows();
const en = textsIn('en');
const plain = welcomeScenes.filter(({ narrow, zoomed }) => narrow !== true && zoomed !== true);

async function opened(
  name: string,
  options: {
    readonly language?: 'en' | 'ja';
    readonly colorScheme?: 'light' | 'dark';
    readonly forcedColors?: 'active';
  } = {},
): Promise<Page> {
  const { language = 'en', colorScheme = 'light', forcedColors = 'none' } = options;
  const scene = welcomeScenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  const page = await open(language === 'ja' ? inJapanese(scene.view) : scene.view, {
    colorScheme,
    forcedColors,
    viewport: scene.narrow === true ? { width: 360, height: 420 } : { width: 420, height: 600 },
  });
  await scene.act?.(page, textsIn(language));
  return page;
}

const callsOf = async (page: Page, name: string) =>
  (await page.evaluate(() => window.recorder.calls))
    .filter((one) => one.name === name)
    .map(({ request }) => request);

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe.each([
  ['en', 'light', {}],
  ['ja', 'dark', {}],
  ['ja', 'light', { forcedColors: 'active' }],
] as const)('the welcome and the editors in %s, %s %j', (language, colorScheme, forced) => {
  it.each(plain.map(({ name }) => name))(
    'have no accessibility fault: %s',
    async (name) => {
      const page = await opened(name, { language, colorScheme, ...forced });
      const faults = (await new AxeBuilder({ page }).analyze()).violations;
      expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await page.evaluate(() => window.recorder.violations)).toEqual([]);
    },
    30_000,
  );
});

describe('the narrowest window', () => {
  it.each(plain.map(({ name }) => name))(
    'holds the whole page: %s',
    async (name) => {
      for (const language of ['en', 'ja'] as const) {
        const page = await opened(`narrow-${name}`, { language });
        const tooWide = await page
          .locator('.scroller, .help-header, .help-below')
          .evaluateAll((parts) => parts.filter((one) => one.scrollWidth > one.clientWidth).length);
        expect(tooWide).toBe(0);
        expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
      }
    },
    30_000,
  );
});

describe('the welcome', () => {
  it('asks the address as AWS would, and goes on by itself where nothing speaks against it', async () => {
    const page = await open(views['config-missing']);
    await answerEditors(page);
    await page.getByLabel(en.setup.field.issuer).fill('gitlab.example.com/');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: en.welcome.title.application }).waitFor();
    expect(await callsOf(page, 'setup:check-issuer')).toEqual([{ issuer: 'https://gitlab.example.com' }]);
    await expect.poll(() => focused(page)).toBe(en.welcome.title.application);
    expect(await callsOf(page, 'config:edit')).toEqual([]);
  });

  it('says what speaks against an address, and takes it all the same where one insists', async () => {
    const page = await open(views['config-missing']);
    await answerEditors(page, unreachable);
    await page.getByLabel(en.setup.field.issuer).fill('https://gitlab.example.com');
    await button(page, en.welcome.next).click();
    await page.getByText(/cannot be reached/).waitFor();
    await button(page, en.welcome.anyway).click();
    await page.getByRole('heading', { name: en.welcome.title.application }).waitFor();
  });

  it('does not go on with what is no address', async () => {
    const page = await open(views['config-missing']);
    await answerEditors(page);
    await button(page, en.welcome.next).click();
    await page.getByText(en.editor.missing(en.editor.field.issuer)).waitFor();
    await page.evaluate(() =>
      window.recorder.answer('config:check', { ok: true, complaints: [{ field: 'issuer', kind: 'wrong' }] }),
    );
    await page.getByLabel(en.setup.field.issuer).fill('http://gitlab.example.com');
    await button(page, en.welcome.next).click();
    await page.getByText(/Use an https address without a query/).waitFor();
    expect(await callsOf(page, 'setup:check-issuer')).toEqual([]);
  });

  it('writes the identity once, at the end of its step, and goes on to the sign-in', async () => {
    const page = await opened('welcome-application');
    expect(await callsOf(page, 'config:edit')).toEqual([]);
    await button(page, en.welcome.next).click();
    await page.getByRole('heading', { name: en.welcome.title['sign-in'] }).waitFor();
    expect(await callsOf(page, 'config:edit')).toMatchObject([
      { kind: 'identity-add', fields: { id: 'gitlab', issuer: 'https://gitlab.example.com' } },
    ]);
    await page.evaluate(
      (view) => window.recorder.push(view),
      appView({ identities: [identity({ status: 'signed-out' }, 'gitlab')], roles: [] }),
    );
    await button(page, en.welcome.browserOpens('gitlab.example.com')).click();
    expect(await callsOf(page, 'identity:sign-in')).toEqual([{ identityId: 'gitlab' }]);
  });

  it('goes on by itself once the browser has sent the user back', async () => {
    const page = await opened('welcome-signing-in');
    await page.evaluate(
      (view) => window.recorder.push(view),
      appView({ identities: [identity(signedIn)], roles: [] }),
    );
    await page.getByRole('heading', { name: en.welcome.title.role }).waitFor();
  });

  it('calls the sign-in off where one goes back to the application', async () => {
    const page = await opened('welcome-signing-in');
    // What the file says is asked for again.
    await page.evaluate(
      (view) => window.recorder.push(view),
      appView({ configEdition: 2, identities: [identity({ status: 'signing-in' })], roles: [] }),
    );
    await button(page, en.welcome.changeApplication).click();
    await page.getByRole('heading', { name: en.welcome.title.application }).waitFor();
    expect(await callsOf(page, 'identity:cancel-sign-in')).toEqual([{ identityId: 'work' }]);
    await expect.poll(() => page.getByLabel(en.setup.field.clientId).inputValue()).toBe('4a1b0c9d8e7f');
    // It is the same entry that changes then.
    await page.getByLabel(en.setup.field.clientId).fill('other');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'config:edit'))
      .toEqual([
        {
          kind: 'identity-edit',
          id: 'work',
          set: { clientId: 'other' },
          unset: [],
          expected: { clientId: '4a1b0c9d8e7f' },
        },
      ]);
  });

  it('keeps a refused role only where one asks for it, and then says why', async () => {
    const page = await opened('welcome-role-refused');
    expect(await callsOf(page, 'setup:try-role')).toEqual([
      { identityId: 'work', roleArn: 'arn:aws:iam::123456789012:role/Admin' },
    ]);
    expect(await callsOf(page, 'config:edit')).toEqual([]);
    await button(page, en.welcome.keepAndExplain).click();
    await page.getByRole('heading', { name: en.explain.title }).waitFor();
    expect(await callsOf(page, 'config:edit')).toMatchObject([
      { kind: 'role-add', fields: { id: 'admin', name: 'Admin', identity: 'work' } },
    ]);
  });

  it('can be put off, and the list then offers the first role', async () => {
    const page = await opened('welcome-later');
    await button(page, en.editor.addFirst).click();
    await page.getByRole('heading', { name: en.editor.title.addRole }).waitFor();
    await button(page, en.page.back).click();
    await button(page, en.editor.addFirst).waitFor();
  });
});

describe('the editor of a role', () => {
  it('saves what differs and nothing else, and Enter is enough', async () => {
    const page = await opened('edit-role');
    await page.getByLabel(en.editor.field.region, { exact: true }).fill('eu-central-1');
    await page.getByRole('radio', { name: en.editor.color.green }).check();
    await page.getByLabel(en.editor.field.tags).fill('prod, web');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox').waitFor();
    expect(await callsOf(page, 'config:edit')).toEqual([
      {
        kind: 'role-edit',
        id: 'prod-admin',
        set: { region: 'eu-central-1', color: 'green', tags: ['prod', 'web'] },
        unset: [],
        expected: {},
      },
    ]);
  });

  it('says at the field what is wrong while one types, in plain words, and not before', async () => {
    const page = await opened('edit-role');
    await page.evaluate(() =>
      window.recorder.answer('config:check', { ok: true, complaints: [{ field: 'region', kind: 'wrong' }] }),
    );
    const region = page.getByLabel(en.editor.field.region, { exact: true });
    await region.fill('tokyo');
    expect(await page.locator('.remark-fail').count()).toBe(0);
    await page.getByLabel(en.editor.field.tags).focus();
    await page.getByText(/This is no region/).waitFor();
    expect(await region.getAttribute('aria-invalid')).toBe('true');
    await page.evaluate(() => window.recorder.answer('config:check', { ok: true, complaints: [] }));
    await region.fill('ap-northeast-1');
    await expect.poll(() => page.locator('.remark-fail').count()).toBe(0);
  });

  it('stays where the file refuses, with the focus on what is wrong, even where that was folded away', async () => {
    const page = await opened('edit-role');
    await page.evaluate(() =>
      window.recorder.answer('config:edit', { ok: true, complaints: [{ field: 'profile', kind: 'wrong' }] }),
    );
    await page.getByLabel(en.editor.field.name, { exact: true }).fill('Other');
    await button(page, en.editor.save).click();
    const profile = page.getByLabel(en.editor.field.profile);
    await expect.poll(() => profile.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('asks before what was typed is lost, and not where nothing was', async () => {
    const page = await opened('edit-role-discard');
    await button(page, en.editor.discard.no).click();
    expect(await page.getByLabel(en.editor.field.name, { exact: true }).inputValue()).toBe('Another');
    await button(page, en.page.back).click();
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0);
    expect(await page.getByLabel(en.editor.field.name, { exact: true }).inputValue()).toBe('Another');
    expect(await callsOf(page, 'config:edit')).toEqual([]);

    const other = await opened('edit-role');
    await button(other, en.cancel).click();
    await other.getByRole('combobox').waitFor();
  });

  it('asks before it deletes, and says what goes with it', async () => {
    const page = await opened('edit-role');
    await button(page, en.settings.remove).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(en.settings.roleGoes).waitFor();
    expect(await callsOf(page, 'config:edit')).toEqual([]);
    const yes = dialog.getByRole('button', { name: en.editor.remove, exact: true });
    await expect.poll(() => yes.getAttribute('aria-disabled')).toBe(null);
    await yes.click();
    await expect
      .poll(() => callsOf(page, 'config:edit'))
      .toEqual([{ kind: 'role-remove', id: 'prod-admin' }]);
  });
});

describe('the editor of an identity', () => {
  it('says which roles go with it', async () => {
    const page = await opened('edit-identity');
    await button(page, en.settings.remove).click();
    await page.getByRole('alertdialog').getByText(en.settings.rolesGo(3)).waitFor();
  });
});

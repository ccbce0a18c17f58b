import type { Page } from 'playwright';
import type { Texts } from '../../src/renderer/texts.ts';
import type { FindingView } from '../../src/shared/help-view.ts';
import type { AppView } from '../../src/shared/view.ts';
import type { Scene } from './help-scenes.ts';
import { plan } from './help-fixtures.ts';
import { inWordsOf } from './japanese-words.ts';
import { appView, errors, identity } from './renderer-fixtures.ts';
import { views } from './renderer-views.ts';
import { settingsView } from './settings-fixtures.ts';

const clientId = '4a1bc07f2e96d8c35b10a4f7e2d9c8b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0';
export const unreachable: readonly FindingView[] = [
  {
    level: 'fail',
    title: 'https://gitlab.example.com/.well-known/openid-configuration cannot be reached.',
    advice: 'Check the address, and whether this computer needs a VPN for it.',
  },
];

/** What main says to the questions of the welcome and of the editors. */
export async function answerEditors(page: Page, findings: readonly FindingView[] = []): Promise<void> {
  await page.evaluate(
    (answers) => {
      window.recorder.answer('settings:get', { ok: true, settings: answers.settings });
      window.recorder.answer('setup:plan', { ok: true, plan: answers.plan });
      window.recorder.answer('setup:check-issuer', { ok: true, findings: answers.findings });
      window.recorder.answer('browsers:list', {
        ok: true,
        browsers: [{ app: 'firefox', name: 'Firefox', profiles: ['aws', 'work'] }],
      });
    },
    { settings: settingsView(), plan, findings },
  );
}

const address = (findings: readonly FindingView[]) => async (page: Page, texts: Texts) => {
  await answerEditors(page, inWordsOf(texts.language, findings));
  await page.getByLabel(texts.setup.field.issuer).fill('gitlab.example.com');
  if (findings.length > 0) {
    await page.getByRole('button', { name: texts.welcome.next, exact: true }).click();
    await page.getByRole('button', { name: texts.welcome.anyway, exact: true }).waitFor();
  }
};

async function application(page: Page, texts: Texts): Promise<void> {
  await address([])(page, texts);
  await page.getByRole('button', { name: texts.welcome.next, exact: true }).click();
  await page.getByLabel(texts.setup.field.clientId).fill(clientId);
}

const roleArn = 'arn:aws:iam::123456789012:role/Admin';

const tried = (refused: boolean) => async (page: Page, texts: Texts) => {
  await answerEditors(page);
  if (refused)
    await page.evaluate(
      (error) => window.recorder.answer('setup:try-role', { ok: false, error }),
      inWordsOf(texts.language, errors.denied),
    );
  await page.getByLabel(texts.editor.field.roleArn).fill(roleArn);
  await page.getByRole('button', { name: texts.welcome.tryRole, exact: true }).click();
  await page.locator('.welcome-trial').locator('.remark, .notice').waitFor();
};

/** Leads from a role's menu to its editor. */
async function editRole(page: Page, texts: Texts): Promise<void> {
  await answerEditors(page);
  await page.getByRole('button', { name: texts.moreDeliveries('Production / Admin'), exact: true }).click();
  await page.getByRole('menuitem', { name: texts.editor.editRole, exact: true }).click();
  await page.getByLabel(texts.editor.field.roleArn).waitFor();
}

async function advanced(page: Page, texts: Texts): Promise<void> {
  await editRole(page, texts);
  await page.getByText(texts.editor.advanced, { exact: true }).click();
  await page.getByLabel(texts.editor.field.browser).scrollIntoViewIfNeeded();
}

async function faulty(page: Page, texts: Texts): Promise<void> {
  await editRole(page, texts);
  await page.evaluate(() =>
    window.recorder.answer('config:edit', {
      ok: true,
      complaints: [
        { field: 'roleArn', kind: 'wrong' },
        { field: 'region', kind: 'wrong' },
      ],
    }),
  );
  await page.getByLabel(texts.editor.field.roleArn).fill('arn:aws:iam::12:user/Admin');
  await page.getByRole('button', { name: texts.editor.save, exact: true }).click();
  await page.locator('.remark-fail').nth(1).waitFor();
}

async function discard(page: Page, texts: Texts): Promise<void> {
  await editRole(page, texts);
  await page.getByLabel(texts.editor.field.name, { exact: true }).fill('Another');
  await page.getByRole('button', { name: texts.cancel, exact: true }).click();
  await page.getByRole('alertdialog').waitFor();
}

async function editIdentity(page: Page, texts: Texts): Promise<void> {
  await answerEditors(page);
  await page.getByRole('button', { name: texts.page.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: texts.settings.title, exact: true }).click();
  await page.getByRole('button', { name: texts.settings.editOf('work'), exact: true }).click();
  await page.getByLabel(texts.editor.field.issuer).waitFor();
}

const nothing: AppView = views['config-missing'];
const signedOut = appView({ identities: [identity({ status: 'signed-out' })], roles: [] });
const signingIn = appView({ identities: [identity({ status: 'signing-in' })], roles: [] });
const failed = appView({
  identities: [identity({ status: 'signed-out', error: errors.timedOut })],
  roles: [],
});

const all: readonly Scene[] = [
  { name: 'welcome-address', view: nothing, act: address([]) },
  { name: 'welcome-address-fault', view: nothing, act: address(unreachable) },
  { name: 'welcome-application', view: nothing, act: application },
  { name: 'welcome-sign-in', view: signedOut, act: (page) => answerEditors(page) },
  { name: 'welcome-signing-in', view: signingIn, act: (page) => answerEditors(page) },
  { name: 'welcome-sign-in-failed', view: failed, act: (page) => answerEditors(page) },
  { name: 'welcome-role', view: views['no-roles'], act: tried(false) },
  { name: 'welcome-role-refused', view: views['no-roles'], act: tried(true) },
  { name: 'edit-role', view: views['signed-in'], act: editRole },
  { name: 'edit-role-advanced', view: views['signed-in'], act: advanced },
  { name: 'edit-role-faulty', view: views['signed-in'], act: faulty },
  { name: 'edit-role-discard', view: views['signed-in'], act: discard },
  { name: 'edit-identity', view: views['signed-in'], act: editIdentity },
  {
    name: 'welcome-later',
    view: views['no-roles'],
    act: (page, texts) => page.getByRole('button', { name: texts.welcome.later, exact: true }).click(),
  },
];

/** The welcome and the editors, each in the usual window and in the narrowest one. */
export const welcomeScenes: readonly Scene[] = [
  ...all,
  ...all.map((scene) => ({ ...scene, name: `narrow-${scene.name}`, narrow: true })),
  ...all.map((scene) => ({ ...scene, name: `zoomed-${scene.name}`, zoomed: true })),
];

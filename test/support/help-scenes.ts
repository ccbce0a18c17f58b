import type { Page } from 'playwright';
import type { Texts } from '../../src/renderer/texts.ts';
import type { SetupPlanView, VerdictView } from '../../src/shared/help-view.ts';
import type { AppView } from '../../src/shared/view.ts';
import {
  allowed,
  chainLinks,
  candidates,
  doctor,
  explanation,
  issuerFindings,
  plan,
  planWithProblems,
  refused,
  unreadable,
} from './help-fixtures.ts';
import { emptyImportView, importView } from './import-fixtures.ts';
import { blockedSettings, settingsView } from './settings-fixtures.ts';
import { appView } from './renderer-fixtures.ts';
import { inWordsOf } from './japanese-words.ts';
import { views } from './renderer-views.ts';

/** One picture of the window. */
export interface Scene {
  readonly name: string;
  readonly view: AppView;
  readonly narrow?: boolean;
  /** At twice the size: half as much fits into the window. */
  readonly zoomed?: boolean;
  readonly forcedColors?: 'active';
  readonly act?: (page: Page, texts: Texts) => Promise<void>;
}

/** Opens the page that a menu entry of the footer leads to. */
async function openFromMenu(page: Page, texts: Texts, entry: string): Promise<void> {
  await page.getByRole('button', { name: texts.page.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** Leads from a refused role to its page. */
async function openExplain(page: Page, texts: Texts): Promise<void> {
  await page.evaluate((answer) => window.recorder.answer('explain:role', answer), {
    ok: true as const,
    explanation,
  });
  await page.getByRole('button', { name: new RegExp(`^${texts.action.explain}`) }).click();
  await page.getByRole('button', { name: new RegExp(`^${texts.explain.open}`) }).click();
  await page.getByRole('heading', { name: texts.explain.shown }).waitFor();
}

/** Leads to the page of a role that others follow, down to what those need. */
async function openChain(page: Page, texts: Texts): Promise<void> {
  await openExplain(page, texts);
  await page.evaluate((answer) => window.recorder.answer('explain:role', answer), {
    ok: true as const,
    explanation: { ...explanation, links: chainLinks },
  });
  await page.getByLabel(texts.explain.paste).fill('{}');
  await page.getByRole('button', { name: texts.explain.check, exact: true }).click();
  await page.getByRole('heading', { name: texts.explain.links }).scrollIntoViewIfNeeded();
}

/** Pastes a policy that gets this verdict. */
const judge = (verdict: VerdictView) => async (page: Page, texts: Texts) => {
  await openExplain(page, texts);
  await page.evaluate((answer) => window.recorder.answer('explain:role', answer), {
    ok: true as const,
    explanation: { ...explanation, verdict: inWordsOf(texts.language, verdict) },
  });
  await page.getByLabel(texts.explain.paste).fill((explanation.needed.policy ?? '').replace('4711', '4712'));
  await page.getByRole('button', { name: texts.explain.check, exact: true }).click();
  await page.getByText(texts.explain.verdict[verdict.answer], { exact: true }).waitFor();
};

const openDoctor = (page: Page, texts: Texts) => openFromMenu(page, texts, texts.doctor.title);

const setUp =
  (step: 'gitlab' | 'aws' | 'files', planned: SetupPlanView, findings = issuerFindings) =>
  async (page: Page, texts: Texts) => {
    await page.evaluate(
      (answers) => {
        window.recorder.answer('setup:begin', { ok: true, candidates: answers.candidates });
        window.recorder.answer('setup:check-issuer', { ok: true, findings: answers.findings });
        window.recorder.answer('setup:plan', { ok: true, plan: answers.planned });
      },
      inWordsOf(texts.language, { candidates, findings, planned }),
    );
    await openFromMenu(page, texts, texts.setup.title);
    await page.getByRole('button', { name: texts.setup.steps[step] }).click();
  };

/** Opens the settings. */
export const openSettings =
  (settings = settingsView(), heading?: (texts: Texts) => string) =>
  async (page: Page, texts: Texts) => {
    await page.evaluate(
      (answers) => {
        window.recorder.answer('settings:get', { ok: true, settings: answers.settings });
        window.recorder.answer('browsers:list', { ok: true, browsers: answers.browsers });
        window.recorder.answer('settings:change', { ok: true, complaints: [] });
        window.recorder.answer('config:edit', { ok: true, complaints: [] });
      },
      {
        settings: inWordsOf(texts.language, settings),
        browsers: [{ app: 'firefox' as const, name: 'Firefox', profiles: ['work', 'home'] }],
      },
    );
    await openFromMenu(page, texts, texts.settings.title);
    if (heading !== undefined)
      await page.getByRole('heading', { name: heading(texts) }).scrollIntoViewIfNeeded();
    else await page.getByRole('heading', { name: texts.settings.section.roles }).waitFor();
  };

/** Opens the page that imports. */
const openImport =
  (preview = importView) =>
  async (page: Page, texts: Texts) => {
    await openSettings()(page, texts);
    await page.evaluate(
      (answer) => window.recorder.answer('import:preview', { ok: true, preview: answer }),
      inWordsOf(texts.language, preview),
    );
    await page.getByRole('button', { name: texts.imports.open, exact: true }).click();
    await page.getByRole('heading', { name: texts.imports.heading.skipped }).waitFor();
  };

const openExport = async (page: Page, texts: Texts) => {
  await openSettings()(page, texts);
  await page.getByRole('button', { name: texts.imports.export, exact: true }).click();
  // A question that comes up takes no click for a moment.
  await page.locator('dialog[open] .dialog-actions > :last-child:not([data-deaf])').waitFor();
};

/** The pages of advice. */
export const helpScenes: readonly Scene[] = [
  {
    name: 'help-menu',
    view: views['signed-in'],
    act: (page, texts) => page.getByRole('button', { name: texts.page.menu }).click(),
  },
  { name: 'settings', view: views['signed-in'], act: openSettings() },
  {
    name: 'settings-middle',
    view: views['signed-in'],
    act: openSettings(settingsView(), (texts) => texts.settings.section.notices),
  },
  {
    name: 'settings-low',
    view: views['signed-in'],
    act: openSettings(settingsView({ shortcut: 'taken' }), (texts) => texts.settings.section.help),
  },
  { name: 'settings-blocked', view: views['signed-in'], act: openSettings(blockedSettings) },
  {
    name: 'narrow-settings',
    view: views['signed-in'],
    narrow: true,
    act: openSettings(blockedSettings, (texts) => texts.settings.section.copying),
  },
  {
    name: 'zoomed-settings',
    view: views['signed-in'],
    zoomed: true,
    act: openSettings(settingsView(), (texts) => texts.settings.section.start),
  },
  { name: 'import', view: views['signed-in'], act: openImport() },
  { name: 'import-nothing', view: views['signed-in'], act: openImport(emptyImportView) },
  { name: 'narrow-import', view: views['signed-in'], narrow: true, act: openImport() },
  { name: 'export', view: views['signed-in'], act: openExport },
  { name: 'explain', view: views['role-failed'], act: openExplain },
  { name: 'explain-chain', view: views['role-failed'], act: openChain },
  { name: 'explain-refused', view: views['role-failed'], act: judge(refused) },
  { name: 'explain-allowed', view: views['role-failed'], act: judge(allowed) },
  { name: 'explain-unreadable', view: views['role-failed'], act: judge(unreadable) },
  { name: 'narrow-explain', view: views['role-failed'], narrow: true, act: openExplain },
  { name: 'narrow-explain-refused', view: views['role-failed'], narrow: true, act: judge(refused) },
  { name: 'doctor', view: appView({ doctor }), act: openDoctor },
  {
    name: 'doctor-running',
    view: appView({ doctor: { ...doctor, status: 'running', groups: doctor.groups.slice(0, 2) } }),
    act: openDoctor,
  },
  { name: 'narrow-doctor', view: appView({ doctor }), narrow: true, act: openDoctor },
  { name: 'setup-gitlab', view: views['signed-in'], act: setUp('gitlab', plan) },
  { name: 'setup-aws', view: views['signed-in'], act: setUp('aws', plan, []) },
  { name: 'setup-aws-empty', view: views['signed-in'], act: setUp('aws', planWithProblems, []) },
  { name: 'setup-files', view: views['signed-in'], act: setUp('files', plan) },
  { name: 'setup-missing', view: views['signed-in'], act: setUp('files', planWithProblems) },
  { name: 'narrow-setup-gitlab', view: views['signed-in'], narrow: true, act: setUp('gitlab', plan, []) },
  { name: 'narrow-setup-aws', view: views['signed-in'], narrow: true, act: setUp('aws', planWithProblems) },
  { name: 'narrow-setup-files', view: views['signed-in'], narrow: true, act: setUp('files', plan) },
  { name: 'zoomed-setup-files', view: views['signed-in'], zoomed: true, act: setUp('files', plan) },
];

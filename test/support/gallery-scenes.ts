import type { Page } from 'playwright';
import type { Texts } from '../../src/renderer/texts.ts';
import { activityScenes } from './activity-scenes.ts';
import { catalogueScenes } from './catalogue-scenes.ts';
import { confirmationViews } from './confirmation-fixtures.ts';
import { helpScenes, type Scene } from './help-scenes.ts';
import { listScenes } from './list-scenes.ts';
import { views } from './renderer-views.ts';
import { welcomeScenes } from './welcome-scenes.ts';

async function explain(page: Page, texts: Texts): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${texts.action.explain}`) }).click();
}

const more = (name: string) => async (page: Page, texts: Texts) => {
  await page.getByRole('button', { name: texts.moreDeliveries(name), exact: true }).click();
};

async function replace(page: Page, texts: Texts): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${texts.action.overwrite}`) }).click();
}

async function endpoint(page: Page, texts: Texts): Promise<void> {
  const { on, off } = texts.endpoint.state;
  const either = page.getByRole('button', { name: on, exact: true });
  await either.or(page.getByRole('button', { name: off, exact: true })).click();
}

const named: readonly Scene[] = [
  ...activityScenes,
  ...helpScenes,
  ...welcomeScenes,
  ...listScenes,
  ...catalogueScenes,
  ...Object.entries(views).map(([name, view]) => ({ name, view })),
  ...Object.entries(confirmationViews).map(([name, view]) => ({ name, view })),
  { name: 'narrow-confirm', view: confirmationViews['confirm-long'], narrow: true },
  { name: 'menu', view: views['signed-in'], act: more('Production / Admin') },
  { name: 'menu-middle', view: views['signed-in'], act: more('Data lake') },
  { name: 'menu-low', view: views['long-names'], act: more('Audit') },
  { name: 'narrow-menu', view: views['signed-in'], narrow: true, act: more('Production / Admin') },
  { name: 'zoomed', view: views['role-copied-fish'], zoomed: true },
  { name: 'zoomed-replace', view: views['role-profile-taken'], zoomed: true, act: replace },
  { name: 'narrow-profile', view: views['role-profile'], narrow: true },
  { name: 'replace', view: views['role-profile-taken'], act: replace },
  { name: 'endpoint', view: views['signed-in'], act: endpoint },
  { name: 'narrow-endpoint', view: views['endpoint-off'], narrow: true, act: endpoint },
  { name: 'search', view: views['signed-in'], act: (page) => page.getByRole('combobox').fill('prod') },
  {
    name: 'search-nothing',
    view: views['signed-in'],
    act: (page) => page.getByRole('combobox').fill('moon'),
  },
  {
    name: 'account-open',
    view: views['memory-only'],
    act: (page, texts) =>
      page.getByRole('button', { name: texts.accountDetails('Ada Lovelace', 'gitlab.example.com') }).click(),
  },
  {
    name: 'keyboard',
    view: views['signed-in'],
    act: async (page) => {
      await page.getByRole('combobox').press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
    },
  },
  {
    name: 'scrolled',
    view: views['long-names'],
    act: async (page) => {
      for (let step = 0; step < 12; step += 1) await page.getByRole('combobox').press('ArrowDown');
    },
  },
  {
    name: 'forced-colors',
    view: views['role-failed'],
    forcedColors: 'active',
    act: (page) => page.getByRole('combobox').press('ArrowDown'),
  },
  { name: 'refusal-open', view: views['role-failed'], act: explain },
  { name: 'narrow-refusal-open', view: views['role-failed'], narrow: true, act: explain },
  { name: 'narrow-copied', view: views['role-copied'], narrow: true },
  { name: 'narrow-copying', view: views['role-copying'], narrow: true },
  { name: 'narrow-alarm', view: views.alarm, narrow: true },
  { name: 'narrow-alarms', view: views.alarms, narrow: true },
  { name: 'narrow-signed-in', view: views['signed-in'], narrow: true },
  { name: 'narrow-busy', view: views['role-busy'], narrow: true },
  { name: 'narrow', view: views['long-names'], narrow: true },
  {
    name: 'copied',
    view: views['signing-in'],
    narrow: true,
    act: (page, texts) => page.getByRole('button', { name: texts.copyAddress }).click(),
  },
  { name: 'narrow-code', view: views['signing-in-code'], narrow: true },
  { name: 'narrow-same-user', view: views['same-user'], narrow: true },
  { name: 'narrow-file-failed', view: views['role-file-failed'], narrow: true },
  { name: 'narrow-failed', view: views['role-failed'], narrow: true },
];

/** What is looked at at twice its size, too: one picture of each page and each thing that stands above a page. */
const doubled: ReadonlySet<string> = new Set([
  'loading',
  'config-missing',
  'config-broken-in-use',
  'signed-out',
  'signing-in',
  'no-roles',
  'signed-in',
  'one-role',
  'five-roles',
  'most-roles',
  'labelled',
  'two-identities',
  'role-busy',
  'role-failed',
  'refusal-open',
  'role-profile',
  'no-tray-host',
  'alarm',
  'locked-except',
  'lock-asking',
  'confirm-program',
  'account-open',
  'menu',
  'help-menu',
  'endpoint',
  'search-nothing',
  'services',
  'catalogue-change',
  'catalogue-foreign',
  'role-details',
  'settings',
  'import',
  'export',
  'activity',
  'activity-empty',
  'activity-clear',
  'explain',
  'explain-refused',
  'doctor',
  'setup-gitlab',
  'setup-aws',
  'setup-files',
]);

const once = named.filter(({ name }, index) => named.findIndex((one) => one.name === name) === index);
const taken: ReadonlySet<string> = new Set(once.map(({ name }) => name));

/** Every picture of the window that people look at. */
export const scenes: readonly Scene[] = [
  ...once,
  ...once
    .filter(({ name }) => doubled.has(name) && !taken.has(`zoomed-${name}`))
    .map((scene) => ({ ...scene, name: `zoomed-${scene.name}`, zoomed: true as const })),
];

/** How large a window shows the scene, in CSS pixels: the usual one, the smallest, or the usual one at 200 %. */
export function sizeOf({ narrow, zoomed }: Scene): { readonly width: number; readonly height: number } {
  if (zoomed === true) return { width: 240, height: 320 };
  return narrow === true ? { width: 360, height: 420 } : { width: 480, height: 640 };
}

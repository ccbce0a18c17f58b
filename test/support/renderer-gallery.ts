/**
 * Takes a picture of every state of the window, light and dark, into the folder given as the first argument
 * (test-output/gallery without one), in English or in Japanese, or of those
 * that are named: `tsx test/support/renderer-gallery.ts [FOLDER] [en|ja] [NAME...]`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Texts } from '../../src/renderer/texts.ts';
import { textsIn } from '../../src/renderer/texts/languages.ts';
import { activityScenes } from './activity-scenes.ts';
import { confirmationViews } from './confirmation-fixtures.ts';
import { helpScenes, type Scene } from './help-scenes.ts';
import { listScenes } from './list-scenes.ts';
import { inJapanese } from './japanese-views.ts';
import { views } from './renderer-views.ts';
import { type RendererHouse, openRendererHouse } from './renderer-window.ts';

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
  await page.getByRole('button', { name: new RegExp(`^${texts.endpoint.name}`) }).click();
}

const scenes: readonly Scene[] = [
  ...activityScenes,
  ...helpScenes,
  ...listScenes,
  ...Object.entries(views).map(([name, view]) => ({ name, view })),
  ...Object.entries(confirmationViews).map(([name, view]) => ({ name, view })),
  { name: 'narrow-confirm', view: confirmationViews['confirm-long'], narrow: true },
  { name: 'menu', view: views['signed-in'], act: more('Production / Admin') },
  { name: 'menu-middle', view: views['signed-in'], act: more('Data lake') },
  { name: 'menu-low', view: views['long-names'], act: more('Audit') },
  { name: 'narrow-menu', view: views['signed-in'], narrow: true, act: more('Production / Admin') },
  { name: 'zoomed', view: views['role-copied-fish'], zoomed: true },
  { name: 'zoomed-menu', view: views['signed-in'], zoomed: true, act: more('Production / Admin') },
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

async function shoot(house: RendererHouse, folder: string, scene: Scene, colorScheme: 'light' | 'dark') {
  const page = await house.open(language === 'ja' ? inJapanese(scene.view) : scene.view, {
    colorScheme,
    forcedColors: scene.forcedColors ?? 'none',
    deviceScaleFactor: 2,
    viewport: scene.zoomed
      ? { width: 240, height: 320 }
      : scene.narrow
        ? { width: 360, height: 420 }
        : { width: 480, height: 640 },
  });
  await page.locator('main').waitFor();
  await scene.act?.(page, textsIn(language));
  await page.screenshot({ path: join(folder, `${scene.name}-${colorScheme}.png`) });
  const violations = await page.evaluate(() => window.recorder.violations);
  if (violations.length > 0) console.error(scene.name, violations);
  await page.context().close();
}

const folder = process.argv[2] ?? 'test-output/gallery';
const language = process.argv[3] ?? 'en';
const wanted = process.argv.slice(4);
await mkdir(folder, { recursive: true });
const house = await openRendererHouse();
try {
  for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    await shoot(house, folder, scene, 'light');
    await shoot(house, folder, scene, 'dark');
  }
} finally {
  await house.close();
}

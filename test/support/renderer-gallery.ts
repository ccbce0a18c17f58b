/**
 * Takes a picture of every scene of the window, light and dark, or of those that are named:
 * `tsx test/support/renderer-gallery.ts [FOLDER] [en|ja] [NAME...]`. Without a language there are both, each in a folder
 * of its own, and a page that shows all pictures of the folder beside each other.
 * A scene that cannot be reached is told of, and the others have their pictures all the same.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { textsIn } from '../../src/renderer/texts/languages.ts';
import type { Language } from '../../src/core/model.ts';
import { writeGalleryPage } from './gallery-page.ts';
import { scenes, sizeOf } from './gallery-scenes.ts';
import type { Scene } from './help-scenes.ts';
import { inJapanese } from './japanese-views.ts';
import { type RendererHouse, openRendererHouse } from './renderer-window.ts';

/** A page that has not come by then does not come. */
const reachMs = 15_000;
/** So many windows at once keep a processor or two busy. */
const atOnce = 3;

async function shoot(house: RendererHouse, folder: string, language: Language, scene: Scene): Promise<void> {
  const page = await house.open(language === 'ja' ? inJapanese(scene.view) : scene.view, {
    forcedColors: scene.forcedColors ?? 'none',
    deviceScaleFactor: scene.zoomed ? 4 : 2,
    viewport: sizeOf(scene),
  });
  page.setDefaultTimeout(reachMs);
  try {
    await page.locator('main').waitFor();
    await scene.act?.(page, textsIn(language));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(folder, `${scene.name}-${colorScheme}.png`),
        animations: 'disabled',
      });
    }
    const violations = await page.evaluate(() => window.recorder.violations);
    if (violations.length > 0) throw new Error(`The content policy was broken: ${violations.join(', ')}`);
  } finally {
    await page.context().close();
  }
}

const [root = 'test-output/gallery', chosen, ...wanted] = process.argv.slice(2);
if (chosen !== undefined && chosen !== 'en' && chosen !== 'ja')
  throw new Error(`"${chosen}" is no language.`);
const unknown = wanted.filter((name) => !scenes.some((scene) => scene.name === name));
if (unknown.length > 0) throw new Error(`There is no scene ${unknown.join(', ')}.`);
const shown = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const folders: readonly (readonly [Language, string])[] =
  chosen === undefined
    ? [['en', join(root, 'en')] as const, ['ja', join(root, 'ja')] as const]
    : [[chosen, root]];

const house = await openRendererHouse();
try {
  for (const [language, folder] of folders) {
    await mkdir(folder, { recursive: true });
    const waiting = [...shown];
    const next = async (): Promise<void> => {
      for (let scene = waiting.shift(); scene !== undefined; scene = waiting.shift()) {
        try {
          await shoot(house, folder, language, scene);
        } catch (error) {
          console.error(
            `${language} ${scene.name}: ${error instanceof Error ? error.message : String(error)}`,
          );
          process.exitCode = 1;
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  }
} finally {
  await house.close();
}
if (chosen === undefined) await writeGalleryPage(root, shown);

import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import type { LanguageView } from '../../../src/shared/view.ts';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { sizeOf } from '../../support/gallery-scenes.ts';
import type { Scene } from '../../support/help-scenes.ts';
import { inJapanese } from '../../support/japanese-views.ts';
import { type RendererHouse, openRendererHouse } from '../../support/renderer-window.ts';
import { longerTexts } from './longer-texts.ts';

export interface Drawing {
  readonly scene: Scene;
  readonly language: LanguageView;
  /** At twice its size, in a window that stays as large on the screen: half as much fits into it. */
  readonly zoomed?: boolean;
  /** In texts that are 40 % longer. */
  readonly longer?: boolean;
}

/** One page in which scene after scene is drawn. To open a window for each would take ten times as long. */
export interface Stage {
  readonly page: Page;
  /** Draws a scene as a window shows it that has just been opened, and comes back once it stands still. */
  draw(drawing: Drawing): Promise<void>;
  /** The same window on a screen with so many pixels to a CSS pixel. */
  onScreen(pixels: 1 | 2): Promise<void>;
  close(): Promise<void>;
}

const patience = 15_000;

/** Opens a page for {@link Drawing}s. @throws Error where a font is missing that the baselines are of */
export async function openStage(): Promise<Stage> {
  const house: RendererHouse = await openRendererHouse({
    entry: join(import.meta.dirname, 'stage-entry.tsx'),
    // A desktop's settings for fonts change the widths of letters otherwise.
    args: ['--font-render-hinting=none', '--disable-lcd-text'],
  });
  const page = await house.open(null);
  page.setDefaultTimeout(patience);
  const devtools = await page.context().newCDPSession(page);
  let size = { width: 0, height: 0 };
  const setPixels = (deviceScaleFactor: number) =>
    devtools.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor, mobile: false });
  const onScreen = async (pixels: 1 | 2): Promise<void> => {
    await setPixels(pixels);
    await page.evaluate(() => window.stage.settled());
  };
  const draw = async ({ scene, language, zoomed = false, longer = false }: Drawing): Promise<void> => {
    // Where it was left it would be over something.
    await page.mouse.move(-10, -10);
    await page.emulateMedia({
      colorScheme: 'light',
      contrast: 'no-preference',
      forcedColors: scene.forcedColors ?? 'none',
    });
    const isDoubled = zoomed || scene.zoomed === true;
    size = sizeOf({ ...scene, zoomed: isDoubled });
    await page.setViewportSize(size);
    await setPixels(isDoubled ? 2 : 1);
    const view = language === 'ja' ? inJapanese(scene.view) : scene.view;
    await page.evaluate(([json, options]) => window.stage.draw(json, options), [
      JSON.stringify(view),
      { longer },
    ] as const);
    await page.locator('main').waitFor();
    const texts = textsIn(language);
    await scene.act?.(page, longer ? longerTexts(texts) : texts);
    await page.evaluate(() => window.stage.settled());
  };
  const stage: Stage = { page, draw, onScreen, close: () => house.close() };
  await refuseOtherFonts(stage, devtools).catch(async (error: unknown) => {
    await house.close();
    throw error;
  });
  return stage;
}

/** For a file of tests: one stage for all of them, in one browser. */
export function useStage(): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage?.close(), 30_000);
  return () => {
    if (stage === undefined) throw new Error('The stage is not open yet.');
    return stage;
  };
}

/** What the letters of each language are drawn in; both come with the packages fonts-dejavu-core and fonts-noto-cjk. */
const wantedFonts = { en: 'DejaVu Sans', ja: 'Noto Sans CJK JP' } as const;

async function refuseOtherFonts(stage: Stage, devtools: CDPSession): Promise<void> {
  const { views } = await import('../../support/renderer-views.ts');
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  for (const language of ['en', 'ja'] as const) {
    await stage.draw({ scene: { name: 'fonts', view: views['signed-in'] }, language });
    const { root } = await devtools.send('DOM.getDocument');
    const { nodeId } = await devtools.send('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: '.role-name',
    });
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
    if (!fonts.some(({ familyName }) => familyName === wantedFonts[language]))
      throw new Error(
        `The layout is measured in ${wantedFonts[language]}, and this browser has ${fonts
          .map(({ familyName }) => familyName)
          .join(', ')}. "npm run setup" installs it (fonts-dejavu-core, fonts-noto-cjk).`,
      );
  }
  await devtools.send('CSS.disable');
  await devtools.send('DOM.disable');
}

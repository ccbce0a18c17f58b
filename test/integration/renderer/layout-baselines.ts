import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LanguageView } from '../../../src/shared/view.ts';
import { scenes } from '../../support/gallery-scenes.ts';
import type { Scene } from '../../support/help-scenes.ts';
import type { Seen } from './outline.ts';
import type { Stage } from './stage.ts';

/*
 * A baseline is an outline in words: what is seen, and where. A picture would say the same in a hundred times the space, would
 * change with each version of Chromium and of a font, and where two differ nobody could read why. Here a line that changed
 * names what moved. Colours and contrast are not in it: axe judges those.
 */

const folder = join(import.meta.dirname, 'layout');

/** A window as large as at first, and the same at 200 %; a window that is the smallest already is drawn as it is. */
export interface Frame {
  readonly language: LanguageView;
  readonly scale: '100 %' | '200 %';
}

const names: ReadonlySet<string> = new Set(scenes.map(({ name }) => name));
const isDrawnWithAnother = ({ name, zoomed }: Scene): boolean =>
  zoomed === true && names.has(name.replace(/^zoomed-/, '')) && name.startsWith('zoomed-');

/** Every scene of the gallery. One that shows another at 200 % is part of that one's baseline. */
export const layoutScenes: readonly Scene[] = scenes.filter((scene) => !isDrawnWithAnother(scene));

export function framesOf(scene: Scene, language: LanguageView): readonly Frame[] {
  if (scene.zoomed === true) return [{ language, scale: '200 %' }];
  if (scene.narrow === true) return [{ language, scale: '100 %' }];
  return [
    { language, scale: '100 %' },
    { language, scale: '200 %' },
  ];
}

const titleOf = ({ language, scale }: Frame): string => `${language} ${scale}`;
const lineOf = ({ kind, name, at }: Seen): string => `${kind} ${at.join(' ')} ${name}`.trim();

/** Draws a frame and tells what is seen. The page is left as it is. */
export async function outlineOf(
  stage: Stage,
  scene: Scene,
  { language, scale }: Frame,
): Promise<readonly string[]> {
  await stage.draw({ scene, language, zoomed: scale === '200 %' });
  return (await stage.page.evaluate(() => window.stage.outline())).map(lineOf);
}

export type Baseline = ReadonlyMap<string, readonly string[]>;

const fileOf = (name: string): string => join(folder, `${name}.txt`);

/** @returns the lines of each frame; undefined where the scene has no baseline */
export async function readBaseline(scene: Scene): Promise<Baseline | undefined> {
  const text = await readFile(fileOf(scene.name), 'utf8').catch(() => undefined);
  return (text &&
    new Map(
      text.split(/^# /m).flatMap((part) => {
        const [title, ...lines] = part.trim().split('\n');
        return title ? [[title, lines] as const] : [];
      }),
    )) as Baseline | undefined;
}

export const linesOf = (baseline: Baseline, frame: Frame): readonly string[] | undefined =>
  baseline.get(titleOf(frame));

/** Draws a scene in all its frames and keeps what is seen as its baseline. */
export async function writeBaseline(stage: Stage, scene: Scene): Promise<void> {
  const parts: string[] = [];
  for (const language of ['en', 'ja'] as const)
    for (const frame of framesOf(scene, language))
      parts.push([`# ${titleOf(frame)}`, ...(await outlineOf(stage, scene, frame))].join('\n'));
  await writeFile(fileOf(scene.name), `${parts.join('\n')}\n`);
}

/** The names of all baselines, of scenes that are there and of those that have gone. */
export async function baselineNames(): Promise<readonly string[]> {
  return (await readdir(folder)).map((file) => file.replace(/\.txt$/, '')).sort();
}

export const removeBaseline = (name: string): Promise<void> => rm(fileOf(name));

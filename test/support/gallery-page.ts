import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from './help-scenes.ts';
import { sizeOf } from './gallery-scenes.ts';

const languages = ['en', 'ja'] as const;
const themes = ['light', 'dark'] as const;

const style = `
body { margin: 24px; background: #8a8f99; color: #111; font: 14px/1.4 system-ui, sans-serif; }
h1 { font-size: 20px; }
h2 { margin: 32px 0 8px; font-size: 16px; }
.row { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
figure { margin: 0; }
img { display: block; box-shadow: 0 2px 12px rgb(0 0 0 / 40%); }
figcaption { margin-top: 4px; font-size: 12px; }
`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

function figure(file: string, caption: string, width?: number): string {
  const size = width === undefined ? '' : ` width="${String(width)}"`;
  return `<figure><a href="${escaped(file)}"><img src="${escaped(file)}"${size} loading="lazy" alt="${escaped(caption)}"></a><figcaption>${escaped(caption)}</figcaption></figure>`;
}

/** A window at 200 % is as large as the usual one on the screen: half as much fits into it. */
function sceneRow(scene: Scene, there: ReadonlySet<string>): string {
  const width = sizeOf(scene).width * (scene.zoomed === true ? 2 : 1);
  const figures = languages.flatMap((language) =>
    themes
      .map((theme) => ({ file: `${language}/${scene.name}-${theme}.png`, caption: `${language}, ${theme}` }))
      .filter(({ file }) => there.has(file))
      .map(({ file, caption }) => figure(file, caption, width)),
  );
  return `<h2 id="${escaped(scene.name)}">${escaped(scene.name)}</h2><div class="row">${figures.join('')}</div>`;
}

const picturesIn = async (root: string, folder: string): Promise<readonly string[]> =>
  (await readdir(join(root, folder)).catch(() => []))
    .filter((name) => name.endsWith('.png'))
    .sort()
    .map((name) => `${folder}/${name}`);

/** Writes `index.html` beside the pictures of these scenes and those of the real app, which stand in `app`. */
export async function writeGalleryPage(root: string, scenes: readonly Scene[]): Promise<void> {
  const there = new Set((await Promise.all(languages.map((one) => picturesIn(root, one)))).flat());
  const app = await picturesIn(root, 'app');
  const real =
    app.length === 0
      ? ''
      : `<h1>The real app</h1><div class="row">${app.map((file) => figure(file, file, 480)).join('')}</div>`;
  const rows = scenes.map((scene) => sceneRow(scene, there)).join('\n');
  await writeFile(
    join(root, 'index.html'),
    `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Pictures of Tobira</title><style>${style}</style>\n<h1>The window</h1>\n${rows}\n${real}\n</html>\n`,
  );
}

/**
 * Draws every icon of the app from resources/icons/source: `node scripts/icons.mjs`.
 * The pictures are committed; run this again after changing a drawing.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { chromium } from 'playwright';

const icons = resolve(import.meta.dirname, '../resources/icons');

/** The tray's drawings sit on two grids, so that no edge falls between two pixels. */
const door = {
  16: {
    frame: 'M3 14V2.500A1.5 1.5 0 0 1 4.5 1h7A1.5 1.5 0 0 1 13 2.500V14h-2V3H5v11ZM1 13h14v2H1Z',
    knob: 'M9 7h1v2H9Z',
    leaf: 'M6 4l3 1v11l-3-1Z',
    badge: { center: 11.5, radius: 4.5 },
    dots: 'M9 11h1v1H9ZM11 11h1v1h-1ZM13 11h1v1h-1Z',
    bang: 'M11 9h1v3h-1ZM11 13h1v1h-1Z',
  },
  22: {
    frame: 'M4 19V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v15h-2V4H6v15ZM1 18h20v2H1Z',
    knob: 'M13 10h1.500v3H13Z',
    leaf: 'M7 5l6 2v15l-6-2Z',
    badge: { center: 16.5, radius: 5.5 },
    dots: 'M13 15.750h1.500v1.500H13ZM15.75 15.750h1.500v1.500h-1.500ZM18.5 15.750H20v1.500h-1.500Z',
    bang: 'M15.75 13h1.500v4h-1.500ZM15.75 18.250h1.500v1.500h-1.500Z',
  },
};

/** Colours by surface. A template image of macOS is black and its transparency alone counts. */
const inks = {
  'on-light': { ink: '#1f2430', busy: '#3a4db3', attention: '#c25700', mark: '#ffffff' },
  'on-dark': { ink: '#ffffff', busy: '#9aa9ff', attention: '#ffb454', mark: '#14161c' },
  template: { ink: '#000000', busy: '#000000', attention: '#000000', mark: undefined },
};

const states = ['signed-out', 'ready', 'busy', 'attention'];

/**
 * Closed while signed out, ajar when ready. Leaf and badge each stand in a cut-out ring, so that they read
 * against the frame in one colour as in two.
 */
function traySvg(state, grid, { ink, busy, attention, mark }) {
  const { frame, knob, leaf, badge, dots, bang } = door[grid];
  const { center, radius } = badge;
  const circle = (r, fill) => `<circle cx="${center}" cy="${center}" r="${r}" fill="${fill}"/>`;
  const mask = (id, cut) =>
    `<mask id="${id}"><rect width="${grid}" height="${grid}" fill="#fff"/>${cut}</mask>`;
  const start = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid} ${grid}">`;
  if (state === 'signed-out') return `${start}<path d="${frame}${knob}" fill="${ink}"/></svg>\n`;

  const ajar =
    mask('gap', `<path d="${leaf}" stroke="#000" stroke-width="2"/>`) +
    `<path d="${frame}" fill="${ink}" mask="url(#gap)"/><path d="${leaf}" fill="${ink}"/>`;
  if (state === 'ready') return `${start}${ajar}</svg>\n`;

  const sign = state === 'busy' ? dots : bang;
  const colour = state === 'busy' ? busy : attention;
  const plate = mark
    ? `${circle(radius, colour)}<path d="${sign}" fill="${mark}"/>`
    : `${mask('sign', `<path d="${sign}"/>`)}<g mask="url(#sign)">${circle(radius, colour)}</g>`;
  return `${start}${mask('ring', circle(radius + 1, '#000'))}<g mask="url(#ring)">${ajar}</g>${plate}</svg>\n`;
}

const executablePath = process.env['TOBIRA_CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

async function render(svg, size, path) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, omitBackground: true });
  await page.close();
}

try {
  const [app, small] = await Promise.all(
    ['app.svg', 'app-small.svg'].map((name) => readFile(join(icons, 'source', name), 'utf8')),
  );
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
    await render(size <= 32 ? small : app, size, join(icons, 'app', `${size}x${size}.png`));
  }
  const ico = [16, 24, 32, 48, 64, 128, 256].map((size) => join(icons, 'app', `${size}x${size}.png`));
  execFileSync('convert', [...ico, join(icons, 'app.ico')]);

  for (const state of states) {
    for (const surface of ['on-light', 'on-dark']) {
      for (const [system, grid] of [
        ['linux', 22],
        ['windows', 16],
      ]) {
        const svg = traySvg(state, grid, inks[surface]);
        await render(svg, grid, join(icons, 'tray', system, `${state}-${surface}.png`));
        await render(svg, grid * 2, join(icons, 'tray', system, `${state}-${surface}@2x.png`));
      }
    }
    const template = traySvg(state, 16, inks.template);
    await render(template, 16, join(icons, 'tray', 'macos', `${state}Template.png`));
    await render(template, 32, join(icons, 'tray', 'macos', `${state}Template@2x.png`));
    await writeFile(join(icons, 'source', `tray-${state}.svg`), traySvg(state, 22, inks['on-light']));
  }
} finally {
  await browser.close();
}

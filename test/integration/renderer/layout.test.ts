import { describe, expect, it } from 'vitest';
import { views } from '../../support/renderer-views.ts';
import {
  baselineNames,
  framesOf,
  layoutScenes,
  linesOf,
  outlineOf,
  readBaseline,
} from './layout-baselines.ts';
import { outlineChange } from './outline-change.ts';
import { useStage } from './stage.ts';

const stage = useStage();
const advice = 'npx tsx test/integration/renderer/update-layout.ts writes the baselines anew';

const seen = async (): Promise<readonly string[]> =>
  (await stage().page.evaluate(() => window.stage.outline())).map(
    ({ kind, name, at }) => `${kind} ${at.join(' ')} ${name}`,
  );
const troubles = () => stage().page.evaluate(() => window.stage.troubles({ longer: false }));

describe('the layout of the window', () => {
  it('has a baseline for each scene, and none for one that is gone', async () => {
    const names = layoutScenes.map(({ name }) => name).sort();
    expect(await baselineNames(), advice).toEqual(names);
    for (const scene of layoutScenes) {
      const baseline = await readBaseline(scene);
      const lacking = (['en', 'ja'] as const)
        .flatMap((language) => framesOf(scene, language))
        .filter((frame) => (baseline && linesOf(baseline, frame)?.length) === undefined);
      expect(lacking, `${scene.name}: ${advice}`).toEqual([]);
    }
  });
});

describe.each(['en', 'ja'] as const)('the layout of the window in %s', (language) => {
  it.each(layoutScenes)('stands where it stood, at its own size and at twice that: $name', async (scene) => {
    const baseline = await readBaseline(scene);
    for (const frame of framesOf(scene, language)) {
      const before = (baseline && linesOf(baseline, frame)) ?? [];
      const title = `${scene.name}, ${language} ${frame.scale}`;
      const now = await outlineOf(stage(), scene, frame);
      expect(outlineChange(before, now), `${title}: ${advice}`).toEqual([]);
      expect(await troubles(), title).toEqual([]);
      if (frame.scale === '200 %') continue;
      await stage().onScreen(2);
      expect(outlineChange(before, await seen()), `${title}, on a screen of 200 %`).toEqual([]);
    }
  });
});

describe('the comparison with a baseline', () => {
  const scene = { name: 'signed-in', view: views['signed-in'] };
  const frame = { language: 'en', scale: '100 %' } as const;

  /** What is found where a style is given to the first element of a class. */
  async function changed(selector: string, style: Readonly<Record<string, string>>) {
    const before = await outlineOf(stage(), scene, frame);
    await stage()
      .page.locator(selector)
      .first()
      .evaluate((one, wanted) => {
        for (const [name, value] of Object.entries(wanted))
          (one as HTMLElement).style.setProperty(name, value);
      }, style);
    await stage().page.evaluate(() => window.stage.settled());
    return { change: outlineChange(before, await seen()), troubles: await troubles() };
  }

  it.each([
    ['a button', '.role .button', { translate: '4px' }],
    ['a button that goes up', '.role .button', { translate: '0 -4px' }],
    ['a name', '.role-name', { 'padding-left': '4px' }],
    ['an icon', '.search .icon', { translate: '0 4px' }],
    ['a mark', '.role-bar', { left: '4px' }],
    ['a size', '.role-bar', { width: '8px' }],
    ['all that follows', '.identity-header', { 'padding-bottom': '12px' }],
    ['what is gone', '.role-account', { visibility: 'hidden' }],
  ] as const)('sees 4 px: %s', async (_what, selector, style) => {
    expect((await changed(selector, style)).change).not.toEqual([]);
  });

  it('does not take rounding or other letters for a change', async () => {
    expect((await changed('.role .button', { translate: '1px 1px' })).change).toEqual([]);
    expect((await changed('.role-name', { color: 'red' })).change).toEqual([]);
  });

  it('sees what lies on something else', async () => {
    const { troubles: found } = await changed('.role-account', { 'margin-right': '-30px' });
    expect(found).toContainEqual(expect.stringContaining('overlap'));
  });

  it('sees what scrolls sideways', async () => {
    const { troubles: found } = await changed('.role', { 'margin-right': '-40px' });
    expect(found).toContainEqual(expect.stringContaining('sideways'));
  });
});

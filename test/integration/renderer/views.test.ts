import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { inJapanese } from '../../support/japanese-views.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const violationsOf = (page: Page) => page.evaluate(() => window.recorder.violations);

/** What scrolls sideways, by its class. */
const tooWide = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.scroller, .page')]
      .filter((one) => one.scrollWidth > one.clientWidth)
      .map((one) => one.className),
  );

describe.each(Object.keys(views) as (keyof typeof views)[])('the view "%s"', (name) => {
  it.each(['light', 'dark'] as const)(
    'has no accessibility fault, breaks no content policy and fits its narrowest window in %s',
    async (colorScheme) => {
      const page = await open(views[name], { colorScheme });
      const faults = (await new AxeBuilder({ page }).analyze()).violations;
      expect(faults.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await violationsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 420 });
      expect(await tooWide(page)).toEqual([]);
    },
    30_000,
  );
});

/** Buttons never wrap, and never say half of what they do. */
const cutButtons = (page: Page) =>
  page
    .locator('.button')
    .evaluateAll((buttons) =>
      buttons
        .filter((one) => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().height > 30)
        .map((one) => one.textContent),
    );

describe.each(Object.keys(views) as (keyof typeof views)[])('the view "%s" in Japanese', (name) => {
  it('says which language it is in, fits its narrowest window and cuts no button', async () => {
    const page = await open(inJapanese(views[name]), { viewport: { width: 360, height: 420 } });
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ja');
    expect(await tooWide(page)).toEqual([]);
    expect(await cutButtons(page)).toEqual([]);
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('the content policy of these tests', () => {
  it('does stop markup made from text, so that a clean run means something', async () => {
    const page = await open(views['signed-in']);
    const refused = await page.evaluate(() => {
      try {
        document.body.insertAdjacentHTML('beforeend', '<b>x</b>');
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toBe(true);
    await expect.poll(() => violationsOf(page)).toHaveLength(1);
  });
});

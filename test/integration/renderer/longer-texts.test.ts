import { describe, expect, it } from 'vitest';
import { scenes } from '../../support/gallery-scenes.ts';
import { views } from '../../support/renderer-views.ts';
import { longer } from './longer-texts.ts';
import { useStage } from './stage.ts';

const stage = useStage();
const troubles = () => stage().page.evaluate(() => window.stage.troubles({ longer: true }));

describe('texts that are 40 % longer', () => {
  it.each(scenes)('are not cut, lie on nothing and make nothing scroll sideways: $name', async (scene) => {
    await stage().draw({ scene, language: 'en', longer: true });
    expect(await troubles()).toEqual([]);
  });

  it('are really longer, and are seen to be cut where they are', async () => {
    expect(longer('Sign in').length).toBe(10);
    const { page } = stage();
    await stage().draw({
      scene: { name: 'signed-in', view: views['signed-in'] },
      language: 'en',
      longer: true,
    });
    const button = page.locator('.role .button').first();
    await expect.poll(() => button.textContent()).toBe(longer('Console'));
    await button.evaluate((one) =>
      Object.assign(one.style, { width: '40px', minWidth: '0', overflow: 'hidden' }),
    );
    expect(await troubles()).toEqual([`“${longer('Console')}” is cut`]);
  });
});

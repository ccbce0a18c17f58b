import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { textsIn } from '../../../src/renderer/texts/languages.ts';
import { activityScenes } from '../../support/activity-scenes.ts';
import { useWindows } from './rig.ts';

const open = useWindows();
const en = textsIn('en');

async function opened(name: string, language: 'en' | 'ja' = 'en', colorScheme: 'light' | 'dark' = 'light') {
  const scene = activityScenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  const page = await open({ ...scene.view, language }, { colorScheme });
  await scene.act?.(page, textsIn(language));
  return page;
}

describe('the list of what was done', () => {
  it('stands by day, newest first, and can be held to one role', async () => {
    const page = await opened('activity');
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Today',
      'Yesterday',
      expect.stringMatching(/day, /),
    ]);
    expect(await page.locator('.activity-row').count()).toBe(8);
    const filter = page.getByRole('combobox', { name: en.activity.filter, exact: true });
    await filter.selectOption({ label: 'Data lake' });
    expect(await page.locator('.activity-name').allTextContents()).toEqual(['Data lake', 'Data lake']);
    await filter.selectOption({ label: en.activity.allRoles });
    expect(await page.locator('.activity-row').count()).toBe(8);
  });

  it('is cleared after a question, and by nothing else', async () => {
    const page = await opened('activity-clear');
    const cleared = () =>
      page.evaluate(() => window.recorder.calls.filter(({ name }) => name === 'activity:clear').length);
    await page.getByRole('button', { name: en.cancel }).click();
    expect(await cleared()).toBe(0);
    await page.getByRole('button', { name: en.activity.clear, exact: true }).click();
    const dialog = page.getByRole('alertdialog', { name: en.activity.clearQuestion });
    await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await cleared()).toBe(1);
  });

  it('leads back with Escape', async () => {
    const page = await opened('activity');
    await page.keyboard.press('Escape');
    await page.locator('.activity-row').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { name: en.activity.title }).count()).toBe(0);
  });

  it.each(activityScenes.map(({ name }) => name).filter((name) => !/^(narrow|zoomed)/.test(name)))(
    'has nothing that axe complains about: %s',
    async (name) => {
      for (const language of ['en', 'ja'] as const) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const page = await opened(name, language, colorScheme);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        }
      }
    },
  );
});

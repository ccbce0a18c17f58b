import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { listViews, manyRoles } from '../../support/list-scenes.ts';
import { appView } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { useWindows } from './rig.ts';

const open = useWindows();

const search = (page: Page) => page.getByRole('combobox', { name: 'Search roles' });

describe('a list of ten thousand roles', () => {
  it('draws only the rows in sight, and tells how many there are', async () => {
    const page = await open(listViews['most-roles']);
    const grid = page.getByRole('grid');
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(10_000);
    expect(await page.locator('.role').count()).toBeLessThan(60);
    await page.locator('.scroller').evaluate((one) => one.scrollTo(0, one.scrollHeight));
    const last = page.locator('[aria-rowindex]').last();
    await expect
      .poll(() => last.getAttribute('aria-rowindex'))
      .toBe(await grid.getAttribute('aria-rowcount'));
    expect(await page.locator('#role-many-0').count()).toBe(0);
    expect(await page.locator('.role').count()).toBeLessThan(60);
  });

  it('keeps the chosen row in the page and in sight, however far the arrows go', async () => {
    const page = await open(listViews['most-roles']);
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowDown');
    const id = await search(page).getAttribute('aria-activedescendant');
    const row = page.locator(`#${id ?? ''}`);
    expect(await row.getAttribute('aria-selected')).toBe('true');
    const box = await row.boundingBox();
    const scroller = await page.locator('.scroller').boundingBox();
    expect(box?.y ?? 0).toBeGreaterThanOrEqual(scroller?.y ?? Infinity);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(
      (scroller?.y ?? 0) + (scroller?.height ?? 0),
    );

    await page.locator('.scroller').evaluate((one) => one.scrollTo(0, 200_000));
    await page.locator('#role-many-0').waitFor({ state: 'detached' });
    expect(await row.count()).toBe(1);
  });

  it('stands its rows below each other, whatever their height', async () => {
    const all = manyRoles(300).map((one, index) =>
      index === 1
        ? { ...one, profiles: ['one'], activity: views['role-failed'].roles[0]?.activity ?? one.activity }
        : one,
    );
    const page = await open(appView({ roles: all }));
    const gaps = () =>
      page.locator('[data-placed]').evaluateAll((rows) => {
        const boxes = rows.map((one) => one.getBoundingClientRect());
        return boxes.slice(1).map((box, index) => Math.round(box.top - (boxes[index]?.bottom ?? 0)));
      });
    await expect.poll(async () => (await gaps()).filter((gap) => Math.abs(gap) > 1)).toEqual([]);
    await page.getByRole('button', { name: /^Explain/ }).click();
    await expect.poll(async () => (await gaps()).filter((gap) => Math.abs(gap) > 1)).toEqual([]);
  });

  it('answers each key with what it finds, and draws no more than that needs', async () => {
    const page = await open(listViews['most-roles']);
    await search(page).focus();
    for (const query of ['pa', 'pay', 'paym ad', 'デー']) {
      await search(page).fill(query);
      await page.locator('.role mark').first().waitFor();
      expect(await page.locator('.role').count()).toBeLessThan(60);
    }
    await search(page).fill('no such role');
    await page.locator('.role').first().waitFor({ state: 'detached' });
  });
});

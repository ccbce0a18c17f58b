import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type RendererHouse, openRendererHouse } from '../../support/renderer-window.ts';

/** For a file of tests: opens windows that show a view, and closes each after its test. */
export function useWindows(): RendererHouse['open'] {
  let house: RendererHouse;
  const pages: Page[] = [];

  beforeAll(async () => {
    house = await openRendererHouse();
  }, 120_000);
  afterAll(() => house.close(), 30_000);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });

  return async (first, options) => {
    const page = await house.open(first, options);
    pages.push(page);
    await page.locator('main').waitFor();
    return page;
  };
}

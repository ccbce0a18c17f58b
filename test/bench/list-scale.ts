import type { Page } from 'playwright';
import { viewPatch } from '../../src/main/view-pushes.ts';
import type { AppView } from '../../src/shared/view.ts';
import { manyRoles } from '../support/list-scenes.ts';
import { appView } from '../support/renderer-fixtures.ts';
import { openRendererHouse, type RendererHouse } from '../support/renderer-window.ts';
import { quantile, rowWithin, type Row } from './row.ts';

const roleCount = 10_000;
const fewRoles = 100;
/** Milliseconds that the window may work for a key, layout included: one frame. */
const keyLimit = 16.7;
/** The same for a push, which nobody has asked for with a finger. */
const pushLimit = 50;
/** So many milliseconds more than with few roles may pass until an opened window shows them. */
const openLimit = 1_000;
/** A hundred times as many roles may not make a key take more than so many times as long. */
const largestGrowth = 5;

/** Keys as they are typed, one after the other, and taken back. */
const typed = [
  'p',
  'pa',
  'pay',
  'paym',
  'payme',
  'paymen',
  'payment',
  'payment a',
  'pay',
  'zzzz',
  '1000',
  '',
];

/** In the window itself, milliseconds from each input until what it finds is laid out. */
async function typingTimes(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (words) => {
    // The clock of the page stands still for the tests' sake; that of its events does not.
    const now = () => new Event('now').timeStamp;
    const input = document.querySelector<HTMLInputElement>('input[role=combobox]');
    if (input === null) throw new Error('There is no search.');
    const times: number[] = [];
    for (const word of words) {
      // Between two keys all that the last one left to be done is done.
      await new Promise((later) => requestAnimationFrame(() => setTimeout(later)));
      const begun = now();
      // As the user's keys do it: React has put a setter of its own over this one.
      Reflect.set(HTMLInputElement.prototype, 'value', word, input);
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await Promise.resolve();
      document.body.getBoundingClientRect();
      times.push(now() - begun);
      if (word === 'zzzz' && document.querySelector('.role') !== null)
        throw new Error('The list does not follow.');
    }
    return times;
  }, typed);
}

/** The same for pushes that make one role busy and idle again. */
async function pushTimes(page: Page, view: AppView, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  let before = { edition: 0, view };
  for (let push = 0; push < count; push += 1) {
    const activity =
      push % 2 === 0 ? ({ status: 'busy', step: 'assuming-role' } as const) : ({ status: 'idle' } as const);
    const roles = before.view.roles.map((one, index) => (index === 0 ? { ...one, activity } : one));
    const after = { edition: before.edition + 1, view: { ...before.view, roles } };
    const patch = viewPatch(before, after);
    if (patch === undefined) throw new Error('Nothing has changed.');
    before = after;
    times.push(
      await page.evaluate(async (next) => {
        const now = () => new Event('now').timeStamp;
        const row = document.querySelector('#role-many-0');
        if (row === null) throw new Error('There is no such row.');
        const changed = new Promise<void>((resolve) => {
          new MutationObserver(() => resolve()).observe(row, { attributeFilter: ['aria-busy'] });
        });
        const begun = now();
        window.recorder.send(next);
        await changed;
        document.body.getBoundingClientRect();
        return now() - begun;
      }, patch),
    );
  }
  return times;
}

async function typingIn(house: RendererHouse, count: number, rounds: number): Promise<readonly number[]> {
  const page = await house.open(appView({ roles: manyRoles(count) }));
  await page.locator('.role').first().waitFor();
  const times: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const own = await typingTimes(page);
    if (round > 0) times.push(...own);
  }
  await page.context().close();
  return times;
}

/** Milliseconds until an opened window shows its first rows: the median. */
async function openTime(house: RendererHouse, count: number, rounds: number): Promise<number> {
  const view = appView({ roles: manyRoles(count) });
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const page = await house.open(view);
    await page.locator('.role').first().waitFor();
    times.push(performance.now() - begun);
    await page.context().close();
  }
  return quantile(times, 0.5);
}

/** Typing in the search, one step of an action, and opening the window, each with ten thousand roles in a real browser. */
export async function measureList(_say: (line: string) => void, rounds = 5): Promise<readonly Row[]> {
  const house = await openRendererHouse();
  try {
    const typing = await typingIn(house, roleCount, rounds);
    const typingFew = await typingIn(house, fewRoles, rounds);
    const view = appView({ roles: manyRoles(roleCount) });
    const page = await house.open(view);
    await page.locator('.role').first().waitFor();
    const opening = await openTime(house, roleCount, rounds);
    const openingFew = await openTime(house, fewRoles, rounds);
    const pushes = (await pushTimes(page, view, 4 + 10 * rounds)).slice(4);
    const unit = 'ms';
    return [
      rowWithin('list-search', quantile(typing, 0.95), { limit: keyLimit, unit, n: typing.length }),
      rowWithin('list-search-growth', quantile(typing, 0.5) / quantile(typingFew, 0.5), {
        limit: largestGrowth,
        unit: 'times',
        n: typing.length,
      }),
      rowWithin('view-push', quantile(pushes, 0.95), { limit: pushLimit, unit, n: pushes.length }),
      rowWithin('list-open', opening - openingFew, { limit: openLimit, unit, n: rounds }),
    ];
  } finally {
    await house.close();
  }
}

import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createViewCopy, type ViewCopy } from '../../../src/renderer/view-copy.ts';
import type { ViewPatch, WholeView } from '../../../src/shared/view-push.ts';
import type { AppView } from '../../../src/shared/view.ts';
import { appView, role } from '../../support/renderer-fixtures.ts';

/** Edition n has a role that is called so. */
const viewOf = (edition: number): AppView => appView({ roles: [role('one', `Edition ${edition}`)] });
const whole = (edition: number): WholeView => ({ kind: 'whole', edition, view: viewOf(edition) });
function patch(edition: number, after = edition - 1): ViewPatch {
  const { roles, ...rest } = viewOf(edition);
  return { kind: 'patch', edition, after, rest, roles };
}

let asked: { readonly give: (whole: WholeView) => void; readonly refuse: () => void }[];
let shown: string[];
let copy: ViewCopy;
const settled = () => new Promise((resolve) => setImmediate(resolve));
const answer = async (edition: number): Promise<void> => {
  asked.shift()?.give(whole(edition));
  await settled();
};

beforeEach(() => {
  asked = [];
  shown = [];
  copy = createViewCopy({
    ask: () =>
      new Promise((give, fail) => {
        asked.push({ give, refuse: () => fail(new Error('gone')) });
      }),
    onView: (view) => void shown.push(view.roles[0]?.name ?? ''),
    onFailed: () => void shown.push('failed'),
  });
});

describe('the page’s copy of the view', () => {
  it('asks for the whole, and then follows what changes', async () => {
    await answer(1);
    copy.take(patch(2));
    copy.take(patch(3));
    expect(shown).toEqual(['Edition 1', 'Edition 2', 'Edition 3']);
    expect(asked).toHaveLength(0);
  });

  it('takes a whole view that overtakes the answer, for it is newer', async () => {
    copy.take(whole(2));
    await answer(1);
    expect(shown).toEqual(['Edition 2']);
  });

  it('keeps what comes before the answer that it builds on', async () => {
    copy.take(patch(2));
    copy.take(patch(3));
    expect(shown).toEqual([]);
    await answer(1);
    expect(shown).toEqual(['Edition 3']);
    expect(asked).toHaveLength(0);
  });

  it('asks for the whole once where a push was lost', async () => {
    await answer(1);
    copy.take(patch(3));
    copy.take(patch(4));
    expect(asked).toHaveLength(1);
    await answer(5);
    copy.take(patch(6));
    expect(shown).toEqual(['Edition 1', 'Edition 5', 'Edition 6']);
    expect(asked).toHaveLength(0);
  });

  it('puts two pushes in their order, and forgets what is older than what it has', async () => {
    await answer(1);
    copy.take(patch(3));
    copy.take(patch(2));
    await answer(2);
    copy.take(patch(2));
    copy.take(whole(1));
    expect(shown).toEqual(['Edition 1', 'Edition 3']);
    expect(asked).toHaveLength(0);
  });

  it('asks again where the answer does not reach what came while it was on its way', async () => {
    await answer(1);
    copy.take(patch(3));
    copy.take(patch(6));
    await answer(4);
    expect(asked).toHaveLength(1);
    await answer(7);
    expect(shown).toEqual(['Edition 1', 'Edition 4', 'Edition 7']);
    expect(asked).toHaveLength(0);
  });

  it('fails where there is no view at all, and not where only a newer one is missing', async () => {
    asked.shift()?.refuse();
    await settled();
    expect(shown).toEqual(['failed']);
    copy.take(whole(1));
    copy.take(patch(3));
    asked.shift()?.refuse();
    await settled();
    expect(shown).toEqual(['failed', 'Edition 1']);
    copy.take(patch(4));
    await answer(5);
    expect(shown.at(-1)).toBe('Edition 5');
  });

  it('tells nothing after its end', async () => {
    copy.end();
    copy.take(whole(2));
    await answer(1);
    expect(shown).toEqual([]);
  });

  it('ends with the newest view, whatever is lost and in whatever order the rest comes', async () => {
    const editions = fc.array(fc.integer({ min: 2, max: 9 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(editions, async (order) => {
        let last = '';
        const one = createViewCopy({
          // The app has sent all of them by then.
          ask: () => Promise.resolve(whole(10)),
          onView: (view) => void (last = view.roles[0]?.name ?? ''),
          onFailed: () => undefined,
        });
        one.take(whole(1));
        for (const edition of order) one.take(patch(edition));
        await settled();
        one.take(patch(11));
        await settled();
        expect(last).toBe('Edition 11');
      }),
      { numRuns: 50 },
    );
  });
});

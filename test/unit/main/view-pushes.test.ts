import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutgoing } from '../../../src/main/outgoing.ts';
import { createViewPushes, viewPatch } from '../../../src/main/view-pushes.ts';
import { applied } from '../../../src/renderer/view-copy.ts';
import type { ViewPush } from '../../../src/shared/view-push.ts';
import type { AppView, RoleView } from '../../../src/shared/view.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { appView, role } from '../../support/renderer-fixtures.ts';

const many = Array.from({ length: 10_000 }, (_, index) => role(`role-${index}`, `Role ${index}`));
const first = appView({ roles: many });
/** What a step of an action changes: one role, made anew. */
const busy = (view: AppView, at: number): AppView => ({
  ...view,
  roles: view.roles.map((one, index) =>
    index === at ? { ...one, activity: { status: 'busy', step: 'assuming-role' } } : one,
  ),
});

describe('what is pushed to a page', () => {
  const page = {};
  const begin = (view: AppView) => {
    const pushes = createViewPushes(createOutgoing(new FakeLog()));
    pushes.whole(view, page);
    return pushes;
  };

  it('is the one role of ten thousand that has changed', () => {
    expect(begin(first).next(busy(first, 7), page)).toMatchObject({
      kind: 'patch',
      edition: 2,
      after: 1,
      roles: [{ id: 'role-7', activity: { status: 'busy' } }],
    });
  });

  it('holds no list of all roles while the same ones stand in the same order', () => {
    const pushes = begin(first);
    expect(pushes.next(busy(first, 7), page)).not.toHaveProperty('order');
    const fewer = { ...first, roles: many.slice(0, 2) };
    expect(pushes.next(fewer, page)).toMatchObject({ roles: [], order: ['role-0', 'role-1'] });
  });

  it('is nothing where the view says the same', () => {
    expect(begin(first).next({ ...first, identities: structuredClone(first.identities) }, page)).toBe(
      undefined,
    );
  });

  it('builds on the last push, and on the last whole view', () => {
    const pushes = begin(first);
    const second = busy(first, 1);
    pushes.next(second, page);
    expect(pushes.next(busy(second, 2), page)).toMatchObject({
      edition: 3,
      after: 2,
      roles: [{ id: 'role-2' }],
    });
    expect(pushes.whole(first, page)).toEqual({ kind: 'whole', edition: 4, view: first });
    expect(pushes.next(second, page)).toMatchObject({ after: 4, roles: [{ id: 'role-1' }] });
  });

  it('waits until a page has asked for the whole', () => {
    const pushes = begin(first);
    const other = {};
    expect(pushes.next(busy(first, 1), other)).toBe(undefined);
    pushes.whole(first, other);
    expect(pushes.next(busy(first, 1), other)).toMatchObject({ kind: 'patch' });
    expect(pushes.next(first, page)).toBe(undefined);
  });

  it.each([
    ['a push', false],
    ['the whole view', true],
  ])('is whole after something else was said in place of %s', (_what, atFirst) => {
    const tainted = { ...first, token: 'glrt-canary' };
    const pushes = begin(atFirst ? tainted : first);
    if (!atFirst) expect(pushes.next(tainted, page)).toMatchObject({ kind: 'whole', view: { roles: [] } });
    expect(pushes.next(first, page)).toMatchObject({ kind: 'whole', view: first });
    expect(pushes.next(busy(first, 1), page)).toMatchObject({ kind: 'patch' });
  });
});

describe('a patch', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 8 });
  const roles = fc
    .tuple(ids, fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 8, maxLength: 8 }))
    .map(([all, names]) => all.map((id, index): RoleView => known(id, names[index] ?? 0)));
  const views = fc
    .record({
      roles,
      language: fc.constantFrom('en' as const, 'ja' as const),
      configEdition: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
    })
    .map(({ configEdition, ...rest }) =>
      appView({ ...rest, ...(configEdition !== undefined && { configEdition }) }),
    );

  it('makes of what the page has what the app has, however often', () => {
    fc.assert(
      fc.property(fc.array(views, { minLength: 2, maxLength: 6 }), (list) => {
        const [start, ...later] = list;
        if (start === undefined) return;
        let sent = { edition: 0, view: start };
        let held = structuredClone(sent);
        for (const view of later) {
          const next = { edition: sent.edition + 1, view };
          const patch = viewPatch(sent, next);
          if (patch === undefined) {
            expect(held.view).toEqual(view);
            continue;
          }
          const result = applied(held, structuredClone(patch));
          expect(result).toEqual(next);
          if (result !== undefined) held = result;
          sent = next;
        }
      }),
    );
  });

  it('leaves whatever it does not name the very same object', () => {
    const patch = viewPatch({ edition: 1, view: first }, { edition: 2, view: busy(first, 7) });
    const after = patch && applied({ edition: 1, view: first }, structuredClone(patch));
    expect(after?.view.roles.filter((one, index) => one !== many[index])).toHaveLength(1);
    expect(after?.view.identities).toBe(first.identities);
    expect(after?.view.deliveries).toBe(first.deliveries);
    const language = viewPatch(
      { edition: 2, view: first },
      { edition: 3, view: { ...first, language: 'ja' } },
    );
    expect(language && applied({ edition: 2, view: first }, language)?.view.roles).toBe(many);
  });

  it('says nothing to another edition, nor where a role is missing', () => {
    const patch = viewPatch({ edition: 1, view: first }, { edition: 2, view: busy(first, 7) });
    expect(patch && applied({ edition: 0, view: first }, patch)).toBe(undefined);
    const order = { ...patch, order: ['role-0', 'nobody'] } as Extract<ViewPush, { kind: 'patch' }>;
    expect(applied({ edition: 1, view: first }, order)).toBe(undefined);
  });
});

const made = new Map<string, RoleView>();
/** The same id and name give the same object, as the app does it. */
function known(id: number, name: number): RoleView {
  const key = `${id} ${name}`;
  const view = made.get(key) ?? role(`role-${id}`, `Name ${name}`);
  made.set(key, view);
  return view;
}

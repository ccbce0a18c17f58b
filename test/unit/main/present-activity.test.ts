import { describe, expect, it } from 'vitest';
import type { ActivityEntry, Deed } from '../../../src/core/activity.ts';
import { consoleServices } from '../../../src/core/console-services.ts';
import { presentActivity } from '../../../src/main/present-activity.ts';

const at = Date.parse('2026-03-01T15:40:00Z');
const entryOf = (deed: Deed, more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  at,
  deed,
  by: { kind: 'app' },
  ...more,
});
const shown = (deed: Deed) => presentActivity([entryOf(deed)], [])[0]?.deed;

describe('what was done', () => {
  it('is shown with all that is known of it, its identity by the name that it has now', () => {
    const role = { id: 'prod', name: 'Production', accountId: '123456789012', readOnly: true } as const;
    const known = {
      by: { kind: 'command', command: 'exec', program: 'terraform', serves: true },
      role,
      user: '@ada',
      until: at + 3_600_000,
      failed: 'role_refused',
    } as const;
    const entries = [entryOf({ kind: 'credentials' }, { ...known, identity: 'work' })];
    expect(presentActivity(entries, [{ id: 'work', label: 'gitlab.example.com' }])).toEqual([
      { at, deed: { kind: 'credentials' }, ...known, identity: 'gitlab.example.com' },
    ]);
  });

  it('names an identity that is gone by its id', () => {
    const [entry] = presentActivity(
      [entryOf({ kind: 'sign-in' }, { identity: 'old' })],
      [{ id: 'work', label: 'gitlab.example.com' }],
    );
    expect(entry?.identity).toBe('old');
  });

  it('has no fields for what is not known', () => {
    expect(presentActivity([entryOf({ kind: 'lock' })], [])).toEqual([
      { at, deed: { kind: 'lock' }, by: { kind: 'app' } },
    ]);
  });

  it('stays in its order', () => {
    const entries = [entryOf({ kind: 'sign-out' }), entryOf({ kind: 'sign-in' }, { at: at - 1 })];
    expect(presentActivity(entries, []).map(({ deed }) => deed.kind)).toEqual(['sign-out', 'sign-in']);
  });
});

describe('a console', () => {
  it('is shown with the name of the page that it opened on', () => {
    const [service] = consoleServices;
    if (service === undefined) throw new Error('There is no service');
    expect(shown({ kind: 'console', service: service.id })).toEqual({
      kind: 'console',
      service: service.name,
    });
  });

  it('is shown with the id of a page that another version knew', () => {
    expect(shown({ kind: 'console', service: 'moonbase' })).toEqual({ kind: 'console', service: 'moonbase' });
  });

  it('is shown without a page where it opened on none', () => {
    expect(shown({ kind: 'console' })).toEqual({ kind: 'console' });
  });
});

describe('what was handed over', () => {
  it.each([
    [
      { kind: 'deliver', sink: 'copy-env' },
      { kind: 'deliver', deliveryId: 'copy-env' },
    ],
    [
      { kind: 'deliver', sink: 'profile', profile: 'prod' },
      { kind: 'deliver', deliveryId: 'profile', profile: 'prod' },
    ],
    [
      { kind: 'profile-remove', profile: 'prod' },
      { kind: 'profile-remove', profile: 'prod' },
    ],
  ] as const)('%j is shown as %j', (deed, view) => {
    expect(shown(deed)).toEqual(view);
  });
});

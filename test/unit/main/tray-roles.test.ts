import { describe, expect, test } from 'vitest';
import type { TrayItem } from '../../../src/main/tray-item.ts';
import { trayMenu } from '../../../src/main/tray-menu.ts';
import { shortened } from '../../../src/main/role-labels.ts';
import { rolesAtHand } from '../../../src/main/tray-roles.ts';
import type { RoleView } from '../../../src/shared/view.ts';
import { appView, role } from '../../support/renderer-fixtures.ts';

/** The part of the menu that lists roles by their names, as lines; submenus are indented. */
function drawn(roles: readonly RoleView[]): readonly string[] {
  const items = trayMenu(appView({ roles, deliveries: [] }), 0);
  const start = items.findIndex(({ type }) => type === 'separator');
  const end = items.findIndex((item) => item.type === 'submenu' && item.label === 'More for a role');
  return draw(items.slice(start + 1, end - 1));
}

function draw(items: readonly TrayItem[], indent = ''): readonly string[] {
  return items.flatMap((item) => {
    if (item.type === 'separator') return [`${indent}----`];
    const line = `${indent}${item.type === 'note' ? `(${item.label})` : item.label}`;
    return item.type === 'submenu' ? [line, ...draw(item.items, `${indent}  `)] : [line];
  });
}

function count(items: readonly TrayItem[]): number {
  return items.reduce((sum, item) => sum + 1 + (item.type === 'submenu' ? count(item.items) : 0), 0);
}

function longest(items: readonly TrayItem[]): number {
  return Math.max(items.length, ...items.map((item) => (item.type === 'submenu' ? longest(item.items) : 0)));
}

function rolesOf(
  total: number,
  more: (index: number) => Partial<RoleView> = () => ({}),
): readonly RoleView[] {
  return Array.from({ length: total }, (_, index) => {
    const name = `Role ${String(index + 1).padStart(3, '0')}`;
    return role(`r${index + 1}`, name, more(index));
  });
}

describe('the roles at hand', () => {
  test('are the pinned ones, then the five that were used last and are not pinned', () => {
    const roles = rolesOf(10, (index) => ({ usedAt: 100 - index, pinned: index === 1 || index === 9 }));
    expect(rolesAtHand(roles).map(({ id }) => id)).toEqual(['r2', 'r10', 'r1', 'r3', 'r4', 'r5', 'r6']);
  });

  test('keep their places when another one of them is used', () => {
    const before = rolesOf(5, (index) => ({ usedAt: 10 + index }));
    const after = before.map((one) => (one.id === 'r1' ? { ...one, usedAt: 99 } : one));
    expect(rolesAtHand(after).map(({ id }) => id)).toEqual(rolesAtHand(before).map(({ id }) => id));
  });

  test('stand before the others, and once', () => {
    const roles = rolesOf(4, (index) => ({ pinned: index === 2 }));
    expect(drawn(roles)).toEqual(['Role 003', '----', 'Role 001', 'Role 002', 'Role 004']);
  });
});

describe('a few roles', () => {
  test('of one group stand without its name', () => {
    expect(drawn(rolesOf(3, () => ({ tags: ['prod'] })))).toEqual(['Role 001', 'Role 002', 'Role 003']);
  });

  test('stand without names of groups that would be as many as they are', () => {
    expect(drawn(rolesOf(3, (index) => ({ tags: [`tag ${index % 2}`] })))).toEqual([
      'Role 001',
      'Role 002',
      'Role 003',
    ]);
  });

  test('stand below their first tag, and without one below their account', () => {
    const roles = rolesOf(4, (index) =>
      index % 2 === 0 ? { tags: ['prod', 'eu'] } : { accountId: '123456789012' },
    );
    expect(drawn(roles)).toEqual([
      '(prod)',
      'Role 001',
      'Role 003',
      '(Account 123456789012)',
      'Role 002',
      'Role 004',
    ]);
  });

  test('are twelve at most: one more, and each group is a submenu, with those at hand, too', () => {
    const tags = (index: number) => ({ tags: [index < 6 ? 'prod' : 'dev'], pinned: index === 0 });
    expect(drawn(rolesOf(13, tags)).some((line) => line.startsWith('  '))).toBe(false);
    expect(drawn(rolesOf(14, tags))).toEqual([
      'Role 001',
      '----',
      'prod',
      ...['001', '002', '003', '004', '005', '006'].map((name) => `  Role ${name}`),
      'dev',
      ...['007', '008', '009', '010', '011', '012', '013', '014'].map((name) => `  Role ${name}`),
    ]);
  });
});

describe('many roles', () => {
  test('of one group are in submenus that say from where to where they go', () => {
    const lines = drawn(rolesOf(25));
    expect(lines.filter((line) => !line.startsWith('    '))).toEqual([
      'All roles',
      '  Role 001 – Role 009',
      '  Role 010 – Role 018',
      '  Role 019 – Role 025',
    ]);
    expect(lines).toHaveLength(1 + 3 + 25);
  });

  test('of more than twelve groups leave the later ones to a submenu of groups', () => {
    const lines = drawn(rolesOf(28, (index) => ({ tags: [`tag ${index % 14}`] })));
    const top = lines.filter((line) => !line.startsWith(' '));
    expect(top).toHaveLength(13);
    expect(top.at(-1)).toBe('More groups');
    expect(lines.slice(-6)).toEqual([
      '  tag 12',
      '    Role 013',
      '    Role 027',
      '  tag 13',
      '    Role 014',
      '    Role 028',
    ]);
  });

  test('are each somewhere, up to six hundred of them', () => {
    const lines = drawn(rolesOf(600, (index) => ({ tags: [`tag ${index % 40}`] })));
    expect(lines.filter((line) => /^ +Role \d+$/.test(line))).toHaveLength(600);
  });

  test('have their other actions in the window, but for those at hand', () => {
    const actions = (roles: readonly RoleView[]) => {
      const item = trayMenu(appView({ roles }), 0).find(
        (one) => one.type === 'submenu' && one.label === 'More for a role',
      );
      return item?.type === 'submenu' ? item.items.map((one) => 'label' in one && one.label) : undefined;
    };
    expect(actions(rolesOf(37, (index) => ({ pinned: index === 5 })))).toEqual([
      'Role 006',
      'Other roles in the window…',
    ]);
    expect(actions(rolesOf(36))).toEqual(['All roles']);
  });
});

describe.each([
  ['one group', () => ({})],
  ['many groups', (index: number) => ({ tags: [`team ${index % 700}`] })],
  ['a group for each role', (index: number) => ({ tags: [`team ${index}`] })],
  ['all of them open', (index: number) => ({ credentialsUntil: 3_600_000 + index, usedAt: index })],
])('ten thousand roles in %s', (_name, more) => {
  const view = appView({ roles: rolesOf(10_000, (index) => ({ pinned: index < 200, ...more(index) })) });

  test('make a menu of bounded size, which says how many are left to the window', () => {
    const items = trayMenu(view, 0);
    expect(count(items)).toBeLessThan(1_500);
    expect(longest(items)).toBeLessThan(40);
    expect(JSON.stringify(items)).toMatch(/[\d,]+ more in the window…/);
  });
});

test('a long name does not make the menu as wide as the screen', () => {
  const long = 'x'.repeat(200);
  const short = `${'x'.repeat(30)}…${'x'.repeat(29)}`;
  expect(shortened(long)).toBe(short);
  expect(drawn([role('long', long)])).toEqual([short]);
});

import { describe, expect, test } from 'vitest';
import { createRoleLabels, roleLabels, type NamedRole } from '../../../src/main/role-labels.ts';
import { trayMenu } from '../../../src/main/tray-menu.ts';
import type { TrayItem } from '../../../src/main/tray-item.ts';
import { wordsForEndings } from '../../../src/main/present-endings.ts';
import type { IdentityId, RoleId } from '../../../src/core/model.ts';
import { appView, identity, role, signedIn } from '../../support/renderer-fixtures.ts';

const named = (id: string, more: Partial<NamedRole> = {}): NamedRole => ({
  ...{ id, name: 'Admin', accountId: '111111111111', roleName: 'Admin' },
  ...more,
});
const labels = (roles: readonly NamedRole[], most?: number) => [...roleLabels(roles, most).entries()];

describe('the label of a role', () => {
  test('is its name where no other one has it', () => {
    expect(labels([named('a'), named('b', { name: 'Reader' })])).toEqual([
      ['a', 'Admin'],
      ['b', 'Reader'],
    ]);
  });

  test('bears the account where names are the same, and for those alone', () => {
    const roles = [named('a'), named('b', { accountId: '222222222222' }), named('c', { name: 'Reader' })];
    expect(roleLabels(roles)).toEqual(
      new Map([
        ['a', 'Admin · 111111111111'],
        ['b', 'Admin · 222222222222'],
        ['c', 'Reader'],
      ]),
    );
  });

  test('bears the role’s own name where the account is the same, too, and at last its id', () => {
    const roles = [named('a'), named('b', { roleName: 'Owner' }), named('c', { roleName: 'Owner' })];
    expect(roleLabels(roles)).toEqual(
      new Map([
        ['a', 'Admin · 111111111111 · Admin'],
        ['b', 'Admin · 111111111111 · Owner · b'],
        ['c', 'Admin · 111111111111 · Owner · c'],
      ]),
    );
  });

  test('is nobody else’s name with an account in it', () => {
    const roles = [
      named('a'),
      named('b', { accountId: '222222222222' }),
      named('c', { name: 'Admin · 111111111111' }),
    ];
    expect(new Set(roleLabels(roles).values()).size).toBe(3);
  });

  test('of a long name keeps both of its ends, and bears the account where only its middle differs', () => {
    const long = (middle: string, end: string) => `${'x'.repeat(20)}${middle}${'y'.repeat(20)}${end}`;
    const ends = [
      named('a', { name: long('', 'production') }),
      named('b', { name: long('', 'development') }),
    ];
    expect(labels(ends, 21)).toEqual([
      ['a', `${'x'.repeat(10)}…production`],
      ['b', `${'x'.repeat(10)}…evelopment`],
    ]);
    const middles = [
      named('a', { name: long('1', '') }),
      named('b', { name: long('2', ''), accountId: '222222222222' }),
    ];
    expect(labels(middles, 21)).toEqual([
      ['a', `${'x'.repeat(10)}…${'y'.repeat(10)} · 111111111111`],
      ['b', `${'x'.repeat(10)}…${'y'.repeat(10)} · 222222222222`],
    ]);
  });
});

describe('roles of the same name', () => {
  const accounts = ['111111111111', '222222222222', '333333333333'];
  const roles = accounts.map((accountId, index) =>
    role(`r${index}`, 'Admin', { accountId, pinned: index === 0, usedAt: index, tags: ['prod'] }),
  );
  const view = appView({ roles, identities: [identity(signedIn)] });

  /** All lists of the menu that name a role. */
  function rows(items: readonly TrayItem[]): readonly (readonly string[])[] {
    const own = items.flatMap((item) =>
      'label' in item && item.label.startsWith('Admin') ? [item.label] : [],
    );
    const deeper = items.flatMap((item) => (item.type === 'submenu' ? rows(item.items) : []));
    return own.length > 0 ? [own, ...deeper] : deeper;
  }

  test('are told apart everywhere in the tray: for the console, for copying and for all else', () => {
    const expected = accounts.map((account) => expect.stringContaining(`Admin · ${account}`) as string);
    expect(rows(trayMenu(view, 0))).toEqual([expected, expected, expected]);
  });

  test('are told apart while they are under way', () => {
    const busy = roles.map((one) => ({ ...one, activity: { status: 'busy', step: 'opening' } as const }));
    expect(rows(trayMenu({ ...view, roles: busy }, 0))[0]).toEqual(
      accounts.map((account) => `Admin · ${account}: opening…`),
    );
  });

  test('are told apart in submenus that say from where to where they go', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      role(`r${index}`, 'Admin', { accountId: String(100000000000 + index), tags: ['prod'] }),
    );
    const [all] = trayMenu(appView({ roles: many, deliveries: [] }), 0).filter(
      (item) => item.type === 'submenu' && item.label === 'All roles',
    );
    const ranges = all?.type === 'submenu' ? all.items.map((item) => 'label' in item && item.label) : [];
    expect(ranges).toEqual([
      'Admin · 100000000000 – Admin · 100000000009',
      'Admin · 100000000010 – Admin · 100000000019',
      'Admin · 100000000020 – Admin · 100000000029',
    ]);
  });

  test('are told apart where one of them asks for a yes, and where one ends', () => {
    const question = { roleId: 'r1', roleName: 'Admin', by: 'program', forSeconds: 900 } as const;
    const asking = { ...view, confirmations: [question] };
    expect(trayMenu(asking, 0)[0]).toMatchObject({ label: 'Admin · 222222222222 asks for your yes…' });
    const ending = {
      ...{ role: 'r2' as RoleId, identity: 'work' as IdentityId, taken: { kind: 'console' } as const },
      ...{ access: 'full' as const, until: 1 },
    };
    expect(wordsForEndings([ending], view).title).toContain('Admin · 333333333333');
  });
});

test('groups whose names differ in their middle alone are not cut', () => {
  const tag = (middle: string) => `${'x'.repeat(30)}${middle}${'y'.repeat(30)}`;
  const roles = Array.from({ length: 16 }, (_, index) =>
    role(`r${index}`, `Role ${index}`, { tags: [tag(index < 8 ? '1' : '2')] }),
  );
  const menu = trayMenu(appView({ roles, deliveries: [] }), 0);
  const groups = menu.flatMap((item) =>
    item.type === 'submenu' && item.label.startsWith('xxx') ? [item.label] : [],
  );
  expect(groups).toEqual([tag('1'), tag('2')]);
});

test('labels are worked out again where a role is called otherwise, comes, goes or moves, and only there', () => {
  const roles = [named('a'), named('b', { name: 'Reader' })];
  const labelsOf = createRoleLabels();
  const first = labelsOf(roles);
  expect(labelsOf(structuredClone(roles))).toBe(first);
  const others: readonly (readonly NamedRole[])[] = [
    [named('a'), named('b')],
    [named('a'), named('b', { accountId: '222222222222' })],
    [named('a'), named('b', { roleName: 'Other' })],
    [named('a'), named('c')],
    [named('a')],
    roles,
  ];
  for (const changed of others) expect(labelsOf(changed)).toEqual(roleLabels(changed));
});

import type { AppView } from '../../src/shared/view.ts';
import {
  appView,
  errors,
  fixtureNow,
  hostileRoles,
  identity,
  inMinutes,
  production,
  role,
  roles,
} from './renderer-fixtures.ts';

/** The states of a role and of its row, by the name of their picture. */
export const roleViews = {
  'role-busy': appView({
    roles: [production({ status: 'busy', step: 'assuming-role' }), ...roles.slice(1)],
  }),
  'role-failed': appView({
    roles: [
      production({ status: 'failed', error: errors.denied, retry: 'the console' }),
      {
        ...role('staging', 'Staging', { color: 'orange' }),
        activity: { status: 'failed', error: errors.loggedOut },
      },
      ...roles.slice(3),
    ],
  }),
  'role-copying': appView({
    roles: [production({ status: 'busy', step: 'assuming-role', deliveryId: 'copy-env' }), ...roles.slice(1)],
  }),
  'role-copied': appView({
    roles: [
      { ...production(), loan: { deliveryId: 'copy-env', at: fixtureNow, forSeconds: 30 } },
      ...roles.slice(1),
    ],
  }),
  'role-copied-before': appView({
    roles: [
      { ...production(), loan: { deliveryId: 'copy-env', at: fixtureNow - 20_000, forSeconds: 30 } },
      ...roles.slice(1),
    ],
  }),
  'role-copy-failed': appView({
    roles: [
      production({ status: 'failed', error: errors.clipboard, deliveryId: 'copy-env', retry: 'the copy' }),
      ...roles.slice(1),
    ],
  }),
  'role-shortened': appView({
    roles: [
      {
        ...production(),
        notice: { kind: 'duration-shortened', seconds: 43_200 },
        consoleNotice: { kind: 'console-shortened', seconds: 43_200 },
      },
      ...roles.slice(1),
    ],
  }),
  'role-file-failed': appView({
    roles: [
      production({ status: 'failed', error: errors.wrongArn, retry: 'the console' }),
      role('staging', 'Staging', {
        color: 'orange',
        activity: { status: 'failed', error: errors.fileChanged, retry: 'the console' },
      }),
      ...roles.slice(3),
    ],
  }),
  'role-profile': appView({
    roles: [
      { ...production(), profiles: ['prod-admin'] },
      role('prod-read', 'Production / Read only', {
        roleName: 'ReadOnlyAccess',
        color: 'red',
        profiles: ['prod-read', 'prod-read-only-for-the-nightly-reports-of-the-finance-department'],
        credentialsUntil: inMinutes(48),
      }),
      role('prod-audit', 'Production / Audit', {
        readOnly: true,
        production: true,
        profiles: ['audit', 'audit-full'],
        otherProfiles: ['audit-full'],
        credentialsUntil: inMinutes(9),
        otherUntil: inMinutes(52),
      }),
      ...roles.slice(2),
    ],
  }),
  'role-writing': appView({
    roles: [production({ status: 'busy', step: 'assuming-role', deliveryId: 'profile' }), ...roles.slice(1)],
  }),
  'role-profile-taken': appView({
    roles: [
      production({ status: 'failed', error: errors.taken, deliveryId: 'profile', retry: 'the profile' }),
      ...roles.slice(1),
    ],
  }),
  'role-copied-fish': appView({
    copyFormat: 'fish',
    roles: [
      { ...production(), loan: { deliveryId: 'copy-fish', at: fixtureNow, forSeconds: 30 } },
      ...roles.slice(1),
    ],
  }),
  'long-names': appView({
    identities: [
      identity(
        {
          status: 'signed-in',
          storage: 'keychain',
          user: {
            name: 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Second',
            username: 'hubert.blaine.wolfeschlegelsteinhausenbergerdorff',
            email: 'hubert.blaine.wolfeschlegelsteinhausenbergerdorff@subsidiary.example.com',
            subject: '19042388',
          },
        },
        'work',
        'gitlab.infrastructure.subsidiary.example.com',
      ),
    ],
    roles: [
      role('l1', '本番環境 / 管理者（インフラチーム）データ基盤アカウント用のロール', {
        color: 'red',
        roleName: 'AWSReservedSSO_AdministratorAccess_0123456789abcdef',
        credentialsUntil: inMinutes(48),
      }),
      role('l2', 'Platform-engineering-shared-services-network-administrator-break-glass', {
        roleName: 'OrganizationAccountAccessRole',
        region: 'us-gov-west-1',
        color: 'orange',
      }),
      ...roles,
      ...roles.map((one) => ({ ...one, id: `${one.id}-2`, name: `${one.name} (copy)` })),
    ],
  }),
  hostile: appView({ roles: hostileRoles }),
} as const satisfies Record<string, AppView>;

import type { AppView } from '../../src/shared/view.ts';
import {
  alarm,
  appView,
  customerRoles,
  errors,
  identity,
  path,
  role,
  roles,
  signedIn,
} from './renderer-fixtures.ts';
import { roleViews } from './renderer-role-views.ts';

/** Every state of the window, by the name of its picture. */
export const views = {
  loading: appView({ config: { status: 'loading' }, identities: [], roles: [] }),
  'config-missing': appView({
    config: { status: 'failed', path, error: errors.missing },
    identities: [],
    roles: [],
  }),
  'config-broken': appView({
    config: { status: 'failed', path, error: errors.broken },
    identities: [],
    roles: [],
  }),
  'config-broken-in-use': appView({
    config: { status: 'failed', path, error: errors.broken },
    identities: [identity(signedIn), identity({ status: 'signing-in' }, 'customer', 'git.customer.example')],
    roles: [...roles.slice(0, 2), ...customerRoles],
  }),
  'config-problems': appView({
    config: {
      status: 'ready',
      path,
      problems: [
        { line: 14, message: 'roles[2].region: "tokyo" is not a region. Use a name such as ap-northeast-1.' },
        { line: 31, message: 'roles[5].identity: no identity is called "home".' },
        { message: 'catalogues: the project answered with an empty file.' },
      ],
    },
  }),
  'no-identity': appView({ identities: [], roles: [] }),
  'identities-left-out': appView({
    config: {
      status: 'ready',
      path,
      problems: [{ line: 3, message: 'identities[0].issuer: "gitlab" is not an https address.' }],
    },
    identities: [],
    roles: [],
  }),
  'no-roles': appView({ roles: [] }),
  'session-loading': appView({ identities: [identity({ status: 'loading' })] }),
  'signed-out': appView({ identities: [identity({ status: 'signed-out' })] }),
  'sign-in-failed': appView({ identities: [identity({ status: 'signed-out', error: errors.timedOut })] }),
  'sign-in-file-failed': appView({
    identities: [identity({ status: 'signed-out', error: errors.wrongApplication })],
  }),
  'signing-in': appView({ identities: [identity({ status: 'signing-in' })] }),
  'signing-in-code': appView({
    identities: [
      identity({
        status: 'signing-in',
        code: { userCode: 'BDWPHQPK', page: 'https://gitlab.example.com/oauth/device' },
      }),
    ],
  }),
  'signed-in': appView(),
  'not-signed-out': appView({ identities: [identity({ ...signedIn, error: errors.keychainLocked })] }),
  'memory-only': appView({ identities: [identity({ ...signedIn, storage: 'memory' })] }),
  alarm: appView({ alarms: [alarm()] }),
  alarms: appView({
    alarms: [
      alarm(),
      alarm({ id: '2', turnedAway: { kind: 'other-user', userId: 1001 } }),
      { id: '3', roleName: 'Staging' },
    ],
  }),
  'two-identities': appView({
    identities: [identity(signedIn), identity({ status: 'signed-out' }, 'customer', 'git.customer.example')],
    roles: [...roles.slice(0, 4), ...customerRoles],
  }),
  'same-host': appView({
    identities: [
      { ...identity(signedIn), label: 'work · gitlab.example.com' },
      {
        ...identity(
          { ...signedIn, user: { ...signedIn.user, name: 'Ada (operations)', subject: '9001' } },
          'ops',
        ),
        label: 'ops · gitlab.example.com',
      },
      identity({ status: 'signed-out' }, 'customer', 'git.customer.example'),
    ],
    roles: [
      ...roles.slice(0, 2),
      { ...role('ops-admin', 'Operations', { color: 'blue' }), identityId: 'ops' },
      ...customerRoles,
    ],
  }),
  'same-user': appView({
    identities: [
      {
        ...identity(signedIn),
        label: 'work · gitlab.example.com',
        sibling: { label: 'ops · gitlab.example.com', sameUser: true },
      },
      {
        ...identity(signedIn, 'ops'),
        label: 'ops · gitlab.example.com',
        sibling: { label: 'work · gitlab.example.com', sameUser: true },
      },
    ],
    roles: [
      ...roles.slice(0, 2),
      { ...role('ops-admin', 'Operations', { color: 'blue' }), identityId: 'ops' },
    ],
  }),
  'signing-in-beside': appView({
    identities: [
      { ...identity(signedIn), label: 'work · gitlab.example.com' },
      {
        ...identity({ status: 'signing-in' }, 'ops'),
        label: 'ops · gitlab.example.com',
        sibling: { label: 'work · gitlab.example.com', sameUser: false },
      },
    ],
    roles: [
      ...roles.slice(0, 2),
      { ...role('ops-admin', 'Operations', { color: 'blue' }), identityId: 'ops' },
    ],
  }),
  'endpoint-off': appView({ endpoint: 'off' }),
  'lock-asking': appView({ lock: { status: 'asking' } }),
  locking: appView({ lock: { status: 'locking' } }),
  locked: appView({
    identities: [identity({ status: 'signed-out' })],
    lock: { status: 'locked', leftovers: [] },
  }),
  'locked-except': appView({
    identities: [
      identity({ status: 'signed-out', providerNotTold: true }),
      identity(signedIn, 'customer', 'git.customer.example'),
    ],
    lock: {
      status: 'locked',
      leftovers: [
        { kind: 'not-withdrawn', place: 'clipboard' },
        { kind: 'not-withdrawn', place: 'aws-files' },
        { kind: 'provider-not-told', label: 'gitlab.example.com' },
        {
          kind: 'session-kept',
          label: 'git.customer.example',
          reason: 'The keychain is locked.',
          advice: 'Unlock it, then try again.',
        },
        { kind: 'session-worthless', label: 'git.lab.example', reason: 'The keychain is locked.' },
      ],
    },
  }),
  stray: appView({
    strays: [
      identity(signedIn, 'office', 'git.office.example'),
      identity({ status: 'signed-out', providerNotTold: true }, 'home', 'git.home.example'),
    ],
  }),
  'not-told': appView({ identities: [identity({ status: 'signed-out', providerNotTold: true })] }),
  'left-behind': appView({
    identities: [
      identity({ status: 'signed-out', providerNotTold: true, notWithdrawn: ['clipboard', 'aws-files'] }),
    ],
    strays: [identity({ status: 'signed-out', notWithdrawn: ['aws-files'] }, 'home', 'git.home.example')],
  }),
  'no-tray-host': appView({ trayHost: 'missing' }),
  'new-version': appView({ update: { version: '0.2.0', hasPage: true, by: 'debian' } }),
  ...roleViews,
} as const satisfies Record<string, AppView>;

import type {
  AlarmView,
  AppView,
  DeliveryId,
  ErrorView,
  IdentityView,
  RoleActivityView,
  RoleView,
  SessionView,
} from '../../src/shared/view.ts';

/** The moment all pictures are taken at, so that "until 15:40" stays 15:40. */
export const fixtureNow = Date.parse('2026-03-04T14:52:00Z');
const inMinutes = (minutes: number): number => fixtureNow + minutes * 60_000;

const path = '/home/ada/.config/tobira/config.yaml';

export const errors = {
  denied: {
    code: 'role-refused',
    title: 'AWS refused this role.',
    happened: 'Its trust policy does not allow your sign-in, or there is no such role.',
    advice: 'Ask whoever owns the role to add user 4711 of gitlab.example.com.',
    action: 'explain',
    refusal: {
      compareWith: 'trust-policy',
      roleArn: 'arn:aws:iam::123456789012:role/Admin',
      issuer: 'https://gitlab.example.com',
      audience: '4a1bc07f2e96d8c35b10a4f7e2d9c8b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0',
      subject: '4711',
      accountId: '123456789012',
      provider: 'gitlab.example.com',
      providerArn: 'arn:aws:iam::123456789012:oidc-provider/gitlab.example.com',
    },
  },
  loggedOut: {
    code: 'login-needed',
    title: 'GitLab has ended your session.',
    happened: 'Somebody signed you out there.',
    advice: 'Sign in again and the console opens right after.',
    action: 'sign-in',
  },
  timedOut: {
    code: 'login-timeout',
    title: 'No answer came from the browser.',
    happened: 'Five minutes have passed.',
    advice:
      'If GitLab showed an error page, check the application id and its redirect URI in the configuration file.',
    action: 'sign-in',
  },
  keychainLocked: {
    code: 'keychain-locked',
    title: 'The keychain is locked.',
    happened: 'Nothing in it has changed.',
    advice: 'Unlock it, then try again.',
    action: 'retry',
  },
  missing: {
    code: 'config-missing',
    title: 'No configuration file yet.',
    happened: 'Tobira needs one.',
    advice: 'It writes a commented example for you to fill in.',
    action: 'open-config',
  },
  broken: {
    code: 'config-invalid',
    title: 'The configuration file cannot be read.',
    happened: 'Line 12, column 3: a list item is missing its dash.',
    advice: 'Correct it and save the file.',
    action: 'open-config',
  },
  clipboard: {
    code: 'clipboard-failed',
    title: 'The clipboard did not take the credentials.',
    happened: 'It reports: it does not answer.',
    advice: 'Try again.',
    action: 'retry',
  },
  wrongArn: {
    code: 'role-arn-unknown',
    title: 'AWS does not know this role.',
    happened: 'There is none of this name.',
    advice: 'Check its ARN in the configuration file.',
    action: 'open-config',
  },
  wrongApplication: {
    code: 'application-unknown',
    title: 'GitLab does not know the application.',
    happened: 'There is none with this id.',
    advice: 'Check the application id in the configuration file.',
    action: 'open-config',
  },
  fileChanged: {
    code: 'config-changed',
    title: 'The configuration file has changed.',
    happened: 'Another program wrote to it.',
    advice: 'Reload it.',
    action: 'reload-config',
  },
  fileBusy: {
    code: 'open-failed',
    title: 'No editor opened the file.',
    happened: 'None is set up for such files.',
    advice: 'Open it yourself: its path is shown above.',
  },
} as const satisfies Record<string, ErrorView>;

export function identity(session: SessionView, id = 'work', host = 'gitlab.example.com'): IdentityView {
  return { id, issuer: `https://${host}`, label: host, session };
}

export const signedIn: SessionView = {
  status: 'signed-in',
  storage: 'keychain',
  user: { name: 'Ada Lovelace', username: 'ada', email: 'ada@example.com', subject: '4711' },
};

export function role(id: string, name: string, more: Partial<RoleView> = {}): RoleView {
  return {
    id,
    name,
    identityId: 'work',
    accountId: '123456789012',
    roleName: 'Admin',
    region: 'ap-northeast-1',
    tags: [],
    profile: id,
    profiles: [],
    activity: { status: 'idle' },
    ...more,
  };
}

const production = (activity: RoleActivityView = { status: 'idle' }): RoleView =>
  role('prod-admin', 'Production / Admin', { color: 'red', tags: ['prod'], activity });

const roles: readonly RoleView[] = [
  production(),
  role('prod-read', 'Production / Read only', {
    roleName: 'ReadOnlyAccess',
    color: 'red',
    tags: ['prod'],
    credentialsUntil: inMinutes(48),
  }),
  role('staging', 'Staging', {
    accountId: '210987654321',
    roleName: 'Deploy',
    color: 'orange',
    tags: ['pre-prod'],
  }),
  role('dev', 'Development', {
    accountId: '345678901234',
    roleName: 'PowerUser',
    color: 'green',
    region: 'eu-central-1',
    credentialsUntil: inMinutes(11 * 60),
  }),
  role('data', 'Data lake', {
    accountId: '456789012345',
    roleName: 'Analyst',
    color: 'blue',
    region: 'us-east-1',
  }),
  role('sandbox', 'Sandbox', { accountId: '567890123456', roleName: 'Owner', color: 'purple' }),
  role('audit', 'Audit', { accountId: '678901234567', roleName: 'SecurityAudit' }),
];

/** In the app's order. */
export const everyDelivery: readonly DeliveryId[] = [
  'copy-env',
  'copy-fish',
  'copy-powershell',
  'copy-cmd',
  'copy-json',
  'copy-dotenv',
  'copy-ini',
  'copy-console',
  'copy-endpoint',
  'profile',
  'profile-process',
  'terminal',
];

export function appView(more: Partial<AppView> = {}): AppView {
  return {
    version: '0.1.0',
    theme: 'system',
    language: 'en',
    config: { status: 'ready', path, problems: [] },
    identities: [identity(signedIn)],
    roles,
    deliveries: everyDelivery.map((id) => ({ id })),
    copyFormat: 'env',
    endpoint: 'on',
    confirmations: [],
    alarms: [],
    strays: [],
    ...more,
  };
}

/** Somebody else came for a console's link. */
export function alarm(more: Partial<AlarmView> = {}): AlarmView {
  return {
    id: '1',
    roleName: 'Production / Admin',
    identity: { id: 'work', label: 'gitlab.example.com' },
    letIn: { kind: 'program', pid: 20481, name: 'firefox' },
    turnedAway: { kind: 'program', pid: 31007, name: 'python3.11' },
    ...more,
  };
}

const customerRoles: readonly RoleView[] = [
  role('acme-ops', 'Acme / Operations', {
    identityId: 'customer',
    accountId: '789012345678',
    color: 'yellow',
  }),
  role('acme-billing', 'Acme / Billing', {
    identityId: 'customer',
    accountId: '789012345678',
    roleName: 'Billing',
    color: 'gray',
  }),
];

const hostileText = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';

/** Names that try to become markup, a template or a script. */
export const hostileRoles: readonly RoleView[] = [
  role('x1', hostileText, { tags: [hostileText] }),
  role('x2', '"><svg onload=window.broken=1>', { roleName: 'javascript:window.broken=1' }),
  role('x3', '\u202Egnp.exe\u202C {{constructor.constructor("window.broken=1")()}}'),
  role('x4', 'ok', {
    activity: {
      status: 'failed',
      error: { code: 'x', title: hostileText, happened: hostileText, advice: hostileText, action: 'retry' },
    },
  }),
];

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
  'role-busy': appView({
    roles: [production({ status: 'busy', step: 'assuming-role' }), ...roles.slice(1)],
  }),
  'role-failed': appView({
    roles: [
      production({ status: 'failed', error: errors.denied }),
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
      production({ status: 'failed', error: errors.clipboard, deliveryId: 'copy-env' }),
      ...roles.slice(1),
    ],
  }),
  alarm: appView({ alarms: [alarm()] }),
  alarms: appView({
    alarms: [
      alarm(),
      alarm({ id: '2', turnedAway: { kind: 'other-user', userId: 1001 } }),
      { id: '3', roleName: 'Staging' },
    ],
  }),
  'role-shortened': appView({
    roles: [{ ...production(), notice: { kind: 'duration-shortened', seconds: 43_200 } }, ...roles.slice(1)],
  }),
  'role-file-failed': appView({
    roles: [
      production({ status: 'failed', error: errors.wrongArn }),
      role('staging', 'Staging', {
        color: 'orange',
        activity: { status: 'failed', error: errors.fileChanged },
      }),
      ...roles.slice(3),
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

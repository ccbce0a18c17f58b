import type { AlarmView } from '../../src/shared/alarm-view.ts';
import type {
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
export const inMinutes = (minutes: number): number => fixtureNow + minutes * 60_000;

export const path = '/home/ada/.config/tobira/config.yaml';

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
    code: 'config_missing',
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
  taken: {
    code: 'profile_taken',
    title: 'The profile "prod-admin" is not Tobira\'s.',
    happened:
      'It stands in /home/ada/.aws/credentials, and somebody else wrote it. Tobira has left it as it is.',
    advice: 'Choose another name, or replace it: what it holds is lost then.',
    action: 'overwrite',
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
  catalogueGone: {
    code: 'catalogue_not_found',
    title: 'The catalogue “Platform roles” is not there.',
    happened:
      'The project has no such file: platform/aws-roles. The roles that were read before stay in use.',
    advice: 'Check the place that the configuration names, and ask whoever keeps it whether you may read it.',
    action: 'retry',
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

export const signedIn = {
  status: 'signed-in',
  storage: 'keychain',
  user: { name: 'Ada Lovelace', username: 'ada', email: 'ada@example.com', subject: '4711' },
} as const satisfies SessionView;

export function role(id: string, name: string, more: Partial<RoleView> = {}): RoleView {
  return {
    id,
    name,
    identityId: 'work',
    accountId: '123456789012',
    roleName: 'Admin',
    region: 'ap-northeast-1',
    tags: [],
    pinned: false,
    production: false,
    confirm: false,
    readOnly: false,
    profile: id,
    profiles: [],
    activity: { status: 'idle' },
    ...more,
  };
}

export const production = (activity: RoleActivityView = { status: 'idle' }): RoleView =>
  role('prod-admin', 'Production / Admin', { color: 'red', tags: ['prod'], production: true, activity });

export const roles: readonly RoleView[] = [
  production(),
  role('prod-read', 'Production / Read only', {
    roleName: 'ReadOnlyAccess',
    color: 'red',
    tags: ['prod'],
    production: true,
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
    recentServices: [],
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

export const customerRoles: readonly RoleView[] = [
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
      retry: hostileText,
    },
  }),
];

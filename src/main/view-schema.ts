import type { Outcome } from '../shared/ipc.ts';
import type { AlarmView, VisitorView } from '../shared/alarm-view.ts';
import type { LeftoverView, LockView, PlaceView } from '../shared/lock-view.ts';
import type {
  AppView,
  BrowserView,
  ConfigProblemView,
  ConfigView,
  ConfirmationView,
  CopyFormatView,
  DeliveryId,
  DeliveryView,
  DeviceCodeView,
  ErrorActionView,
  ErrorView,
  IdentityView,
  LoanView,
  RoleActivityView,
  RoleColorView,
  RoleNoticeView,
  RoleRefusalView,
  RoleView,
  SessionView,
  SiblingView,
  StepView,
  UserView,
  WantedView,
} from '../shared/view.ts';
import type { RestOfView } from '../shared/view-push.ts';
import { catalogueSchemaWith, roleOrigin } from './catalogue-schema.ts';
import { answerSchema, doctorSchema } from './help-schema.ts';
import {
  type Fields,
  finite,
  listOf,
  oneOf,
  optional,
  recordOf,
  text,
  variantOf,
  type Schema,
} from './plain-schema.ts';
import { updateSchema } from './updates-schema.ts';

/** What may go to the window: the shared types once more, as checks that run. What they do not name stays here. */

const action: Schema<ErrorActionView> = oneOf(
  'sign-in',
  'retry',
  'overwrite',
  'open-config',
  'reload-config',
  'explain',
);

const refusal = recordOf<RoleRefusalView>({
  compareWith: oneOf('trust-policy', 'identity-provider', 'clocks'),
  roleArn: text,
  issuer: text,
  audience: text,
  subject: text,
  accountId: text,
  provider: text,
  providerArn: text,
});

export const errorSchema = recordOf<ErrorView>({
  code: text,
  title: text,
  happened: text,
  advice: text,
  action: optional(action),
  refusal: optional(refusal),
});

const user = recordOf<UserView>({
  name: text,
  username: optional(text),
  email: optional(text),
  subject: text,
});

const place: Schema<PlaceView> = oneOf('clipboard', 'aws-files');

const session = variantOf<SessionView, 'status'>('status', {
  loading: {},
  'signed-out': {
    error: optional(errorSchema),
    providerNotTold: optional(oneOf(true, false)),
    notWithdrawn: optional(listOf(place)),
  },
  'signing-in': { code: optional(recordOf<DeviceCodeView>({ userCode: text, page: text })) },
  'signed-in': { user, storage: oneOf('keychain', 'memory'), error: optional(errorSchema) },
});

const sibling = recordOf<SiblingView>({ label: text, sameUser: oneOf(true, false) });

const identity = recordOf<IdentityView>({
  id: text,
  issuer: text,
  label: text,
  session,
  sibling: optional(sibling),
});

const step: Schema<StepView> = oneOf(
  'waiting-for-browser',
  'refreshing',
  'assuming-role',
  'signing-in-to-console',
  'opening',
);

const copyFormat: Schema<CopyFormatView> = oneOf('env', 'fish', 'powershell', 'cmd', 'json', 'dotenv', 'ini');

export const deliveryId: Schema<DeliveryId> = oneOf(
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
);

const activity = variantOf<RoleActivityView, 'status'>('status', {
  idle: {},
  busy: { step, deliveryId: optional(deliveryId) },
  failed: { error: errorSchema, deliveryId: optional(deliveryId), retry: optional(text) },
});

const loan = recordOf<LoanView>({ deliveryId, at: finite, forSeconds: finite });

const color: Schema<RoleColorView> = oneOf('red', 'orange', 'yellow', 'green', 'blue', 'purple', 'gray');

const notice = recordOf<RoleNoticeView>({
  kind: oneOf('duration-shortened', 'console-shortened'),
  seconds: finite,
});

export const role = recordOf<RoleView>({
  id: text,
  name: text,
  identityId: text,
  accountId: text,
  roleName: text,
  region: text,
  color: optional(color),
  tags: listOf(text),
  production: oneOf(true, false),
  confirm: oneOf(true, false),
  readOnly: oneOf(true, false),
  activity,
  credentialsUntil: optional(finite),
  otherUntil: optional(finite),
  loan: optional(loan),
  profile: text,
  profiles: listOf(text),
  otherProfiles: optional(listOf(text)),
  notice: optional(notice),
  consoleNotice: optional(notice),
  pinned: oneOf(true, false),
  usedAt: optional(finite),
  ...roleOrigin,
});

const visitor = variantOf<VisitorView, 'kind'>('kind', {
  program: { pid: finite, name: text },
  'other-user': { userId: finite },
});

const alarm = recordOf<AlarmView>({
  id: text,
  roleName: text,
  identity: optional(recordOf<Required<AlarmView>['identity']>({ id: text, label: text })),
  letIn: optional(visitor),
  turnedAway: optional(visitor),
});

const problem = recordOf<ConfigProblemView>({
  line: optional(finite),
  column: optional(finite),
  message: text,
});

const catalogueSchema = catalogueSchemaWith(errorSchema, problem);

const config = variantOf<ConfigView, 'status'>('status', {
  loading: {},
  ready: { path: text, problems: listOf(problem) },
  failed: { path: text, error: errorSchema },
});

const leftover = variantOf<LeftoverView, 'kind'>('kind', {
  'provider-not-told': { label: text },
  'session-kept': { label: text, reason: text, advice: text },
  'sessions-unknown': { reason: text, advice: text },
  'session-worthless': { label: text, reason: text },
  'not-withdrawn': { place },
});

const lock = variantOf<LockView, 'status'>('status', {
  asking: {},
  locking: {},
  locked: { leftovers: listOf(leftover) },
});

const wanted = variantOf<WantedView, 'page'>('page', {
  settings: { click: finite },
  services: { roleId: text, click: finite },
});

/** All of the view but its roles. */
export const restFields: Fields<RestOfView> = {
  version: text,
  theme: oneOf('system', 'light', 'dark'),
  language: oneOf('en', 'ja'),
  config,
  identities: listOf(identity),
  catalogues: optional(listOf(catalogueSchema)),
  recentServices: listOf(text),
  activityEdition: optional(finite),
  wanted: optional(wanted),
  trayHost: optional(oneOf('missing')),
  update: optional(updateSchema),
  deliveries: listOf(recordOf<DeliveryView>({ id: deliveryId })),
  copyFormat,
  endpoint: optional(oneOf('on', 'off')),
  confirmations: listOf(
    recordOf<ConfirmationView>({
      roleId: text,
      roleName: text,
      by: oneOf('program', 'app'),
      forSeconds: finite,
      fullAccess: optional(oneOf(true)),
    }),
  ),
  alarms: listOf(alarm),
  strays: listOf(identity),
  lock: optional(lock),
  doctor: optional(doctorSchema),
  configEdition: optional(finite),
};

export const viewSchema = recordOf<AppView>({ ...restFields, roles: listOf(role) });

export const browsersSchema = recordOf<{ readonly ok: true; readonly browsers: readonly BrowserView[] }>({
  ok: oneOf(true),
  browsers: listOf(
    recordOf<BrowserView>({
      app: oneOf('chrome', 'chromium', 'edge', 'brave', 'firefox'),
      name: text,
      profiles: listOf(text),
    }),
  ),
});

type Done = Extract<Outcome, { readonly ok: true }>;
type Failed = Exclude<Outcome, Done>;
export const failedSchema = recordOf<Failed>({ ok: oneOf(false), error: errorSchema });
export const outcomeSchema: Schema<Outcome> = answerSchema(recordOf<Done>({ ok: oneOf(true) }), failedSchema);

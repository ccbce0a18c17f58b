import { guidance } from '../core/error-guide.ts';
import { asAppError, assertNever, type AppError } from '../core/errors.ts';
import type { Identity, Role, User } from '../core/model.ts';
import type { Config } from '../core/ports.ts';
import {
  configInUse,
  type Alarm,
  type Loan,
  type RoleActivity,
  type SessionState,
  type State,
} from '../core/state.ts';
import { version } from '../core/version.ts';
import type {
  AlarmView,
  AppView,
  ConfigView,
  ErrorView,
  IdentityView,
  LoanView,
  RoleActivityView,
  RoleView,
  SessionView,
  UserView,
} from '../shared/view.ts';

/** Draws the view that every surface shows. What it takes from the state is named field by field: no secret slips in. */
export function present(state: State, configPath: string): AppView {
  const config = configInUse(state);
  return {
    version,
    theme: config?.theme ?? 'system',
    config: presentConfig(state, configPath),
    identities: (config?.identities ?? []).map((identity) => presentIdentity(identity, state)),
    roles: (config?.roles ?? []).map((role) => presentRole(role, state)),
    deliveries: state.sinks.map((id) => ({ id })),
    alarms: state.alarms.map((alarm) => presentAlarm(alarm, config)),
  };
}

function presentAlarm({ id, role: roleId, rivals }: Alarm, config: Config | undefined): AlarmView {
  const role = config?.roles.find((one) => one.id === roleId);
  const identity = config?.identities.find((one) => one.id === role?.identity);
  return {
    id,
    roleName: role?.name ?? roleId,
    ...(identity && { identity: { id: identity.id, host: new URL(identity.issuer).host } }),
    ...(rivals.letIn && { letIn: rivals.letIn }),
    ...(rivals.turnedAway && { turnedAway: rivals.turnedAway }),
  };
}

export function presentError(error: unknown): ErrorView {
  const failure = asAppError(error);
  const { title, hint, action } = guidance(failure);
  return { code: failure.code, title, hint, ...(action && { action }) };
}

function presentConfig({ config }: State, path: string): ConfigView {
  switch (config.status) {
    case 'loading':
      return { status: 'loading' };
    case 'ready':
      return { status: 'ready', path, problems: config.config.problems };
    case 'failed':
      return { status: 'failed', path, error: presentError(config.error) };
    default:
      return assertNever(config);
  }
}

function presentIdentity({ id, issuer }: Identity, state: State): IdentityView {
  const session = state.sessions.get(id) ?? { status: 'loading' };
  return { id, issuer, host: new URL(issuer).host, session: presentSession(session) };
}

function presentSession(session: SessionState): SessionView {
  switch (session.status) {
    case 'loading':
    case 'signing-in':
      return session;
    case 'signed-out':
      return { status: 'signed-out', ...presentOptionalError(session.error) };
    case 'signed-in':
      return { status: 'signed-in', user: presentUser(session.user), storage: session.storage };
    default:
      return assertNever(session);
  }
}

function presentOptionalError(error: AppError | undefined): { readonly error?: ErrorView } {
  return error === undefined ? {} : { error: presentError(error) };
}

function presentUser({ subject, name, username, email }: User): UserView {
  return {
    subject,
    name: name ?? username ?? email ?? `User ${subject}`,
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
  };
}

function presentRole(role: Role, state: State): RoleView {
  const { activity, credentialsUntil, loan } = state.roles.get(role.id) ?? { activity: { status: 'idle' } };
  return {
    id: role.id,
    name: role.name,
    identityId: role.identity,
    accountId: role.arn.accountId,
    roleName: role.arn.roleName,
    region: role.region,
    tags: role.tags,
    activity: presentActivity(activity),
    ...(role.color !== undefined && { color: role.color }),
    ...(credentialsUntil !== undefined && { credentialsUntil }),
    ...(loan && { loan: presentLoan(loan) }),
  };
}

function presentLoan({ sink, at, forMs }: Loan): LoanView {
  return { deliveryId: sink, at, forSeconds: Math.round(forMs / 1000) };
}

function presentActivity(activity: RoleActivity): RoleActivityView {
  switch (activity.status) {
    case 'idle':
      return activity;
    case 'busy':
      return { status: 'busy', step: activity.step, ...(activity.sink && { deliveryId: activity.sink }) };
    case 'failed':
      return {
        status: 'failed',
        error: presentError(activity.error),
        ...(activity.sink && { deliveryId: activity.sink }),
      };
    default:
      return assertNever(activity);
  }
}

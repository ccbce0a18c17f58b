import { guidance } from '../core/error-guide.ts';
import { asAppError, assertNever, type AppError } from '../core/errors.ts';
import type { Identity, Role, User } from '../core/model.ts';
import { configInUse, type RoleActivity, type SessionState, type State } from '../core/state.ts';
import { version } from '../core/version.ts';
import type {
  AppView,
  ConfigView,
  ErrorView,
  IdentityView,
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
    config: presentConfig(state, configPath),
    identities: (config?.identities ?? []).map((identity) => presentIdentity(identity, state)),
    roles: (config?.roles ?? []).map((role) => presentRole(role, state)),
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
  const { activity, credentialsUntil } = state.roles.get(role.id) ?? { activity: { status: 'idle' } };
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
  };
}

function presentActivity(activity: RoleActivity): RoleActivityView {
  return activity.status === 'failed' ? { status: 'failed', error: presentError(activity.error) } : activity;
}

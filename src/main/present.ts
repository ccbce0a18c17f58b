import { complaintWords } from '../core/complaint-guide.ts';
import { serviceById } from '../core/console-services.ts';
import { assertNever, type AppError } from '../core/errors.ts';
import type { Identity, Language, Role, User } from '../core/model.ts';
import type { Config } from '../core/ports.ts';
import { roleInUse } from '../core/role-chain.ts';
import { configInUse, formatInUse, type Alarm, type SessionState, type State } from '../core/state.ts';
import { knownIdentities } from '../core/strays.ts';
import { version } from '../core/version.ts';
import type { AlarmView } from '../shared/alarm-view.ts';
import type { AppView, ConfigView, ErrorView, IdentityView, SessionView, UserView } from '../shared/view.ts';
import { listedRoles, presentCatalogues } from './present-catalogues.ts';
import { presentError } from './present-error.ts';
import { knownStrays, labelOf, siblingOf } from './present-identity.ts';
import { presentLock } from './present-lock.ts';
import { roleLabels } from './role-labels.ts';
import { createRoleViews, type RoleViews } from './role-views.ts';

/**
 * Draws the view that every surface shows. What it takes from the state is named field by field: no secret slips in.
 *
 * @param systemLanguage what is spoken where the configuration does not choose
 * @param roleViews who draws again and again gives the same each time: what has not changed is not made anew
 */
export function present(
  state: State,
  configPath: string,
  systemLanguage: Language = 'en',
  roleViews: RoleViews = createRoleViews(),
): AppView {
  const config = configInUse(state);
  const chosen = config?.language ?? 'system';
  const language = chosen === 'system' ? systemLanguage : chosen;
  const identities = config?.identities ?? [];
  const known = knownIdentities(state);
  const { roles, hidden } = listedRoles(config?.roles ?? [], state);
  const catalogues = presentCatalogues(state, hidden, language);
  return {
    version,
    theme: config?.theme ?? 'system',
    language,
    config: presentConfig(state, configPath, language),
    identities: identities.map((identity) => presentIdentity(identity, identities, state, language)),
    roles: roleViews(roles, state, language),
    ...(catalogues && { catalogues }),
    recentServices: state.favourites.services.filter((id) => serviceById(id) !== undefined),
    ...presentDeliveries(state, config),
    alarms: state.alarms.map((alarm) => presentAlarm(alarm, config)),
    strays: knownStrays(state).map((stray) => presentIdentity(stray, known, state, language)),
    ...(state.lock && { lock: presentLock(state.lock, known, language) }),
  };
}

/** What is to be handed over, and how things stand around it. */
function presentDeliveries(
  state: State,
  config: Config | undefined,
): Pick<AppView, 'deliveries' | 'copyFormat' | 'endpoint' | 'confirmations'> {
  const { sinks, endpoint, attention } = state;
  return {
    deliveries: sinks
      .filter((id) => id !== 'copy-endpoint' || endpoint.status === 'on')
      .map((id) => ({ id })),
    copyFormat: formatInUse(state) ?? 'env',
    // Only the app has one: whoever lists its variables has it.
    ...(sinks.includes('copy-endpoint') && { endpoint: endpoint.status }),
    confirmations: attention.flatMap((one) => {
      if (one.kind !== 'confirmation-needed') return [];
      const roleName = config?.roles.find(({ id }) => id === one.role)?.name ?? one.role;
      const forSeconds = Math.round((config?.settings.confirmForMs ?? 0) / 1000);
      return [
        { roleId: one.role, roleName, by: one.by, forSeconds, ...(one.fullAccess && { fullAccess: true }) },
      ];
    }),
  };
}

function presentAlarm({ id, role: roleId, rivals }: Alarm, config: Config | undefined): AlarmView {
  const role = config?.roles.find((one) => one.id === roleId);
  const identity = config?.identities.find((one) => one.id === role?.identity);
  return {
    id,
    roleName: role === undefined ? roleId : (labelIn(config?.roles ?? [], role) ?? role.name),
    ...(identity && { identity: { id: identity.id, label: labelOf(identity, config?.identities ?? []) } }),
    ...(rivals.letIn && { letIn: rivals.letIn }),
    ...(rivals.turnedAway && { turnedAway: rivals.turnedAway }),
  };
}

/** An alarm stands alone: its role's name is all that says which one is meant. */
function labelIn(roles: readonly Role[], { id }: Role): string | undefined {
  const named = roles.map((role) => {
    const { accountId, roleName } = roleInUse(role);
    return { id: role.id, name: role.name, accountId, roleName };
  });
  return roleLabels(named).get(id);
}

function presentConfig({ config }: State, path: string, language: Language): ConfigView {
  switch (config.status) {
    case 'loading':
      return { status: 'loading' };
    case 'ready':
      return {
        status: 'ready',
        path,
        problems: config.config.problems.map(({ line, column, complaint }) => ({
          ...(line !== undefined && { line }),
          ...(column !== undefined && { column }),
          message: complaintWords(complaint, language),
        })),
      };
    case 'failed':
      return { status: 'failed', path, error: presentError(config.error, language) };
    default:
      return assertNever(config);
  }
}

function presentIdentity(
  identity: Identity,
  all: readonly Identity[],
  state: State,
  language: Language,
): IdentityView {
  const { id, issuer } = identity;
  const session = state.sessions.get(id) ?? { status: 'loading' };
  const sibling = siblingOf(identity, all, state.sessions);
  return {
    id,
    issuer,
    label: labelOf(identity, all),
    session: presentSession(session, language),
    ...(sibling && { sibling }),
  };
}

function presentSession(session: SessionState, language: Language): SessionView {
  switch (session.status) {
    case 'loading':
      return session;
    case 'signing-in': {
      const { code } = session;
      return { status: 'signing-in', ...(code && { code: { userCode: code.userCode, page: code.page } }) };
    }
    case 'signed-out':
      return {
        status: 'signed-out',
        ...presentOptionalError(session.error, language),
        ...(session.providerNotTold && { providerNotTold: true }),
        ...(session.notWithdrawn && { notWithdrawn: session.notWithdrawn }),
      };
    case 'signed-in':
      return {
        status: 'signed-in',
        user: presentUser(session.user, language),
        storage: session.storage,
        ...presentOptionalError(session.error, language),
      };
    default:
      return assertNever(session);
  }
}

function presentOptionalError(
  error: AppError | undefined,
  language: Language,
): { readonly error?: ErrorView } {
  return error === undefined ? {} : { error: presentError(error, language) };
}

/** What to call a user of whom the provider tells nothing but a number. */
const unnamed: Readonly<Record<Language, string>> = { en: 'User', ja: 'ユーザー' };

function presentUser({ subject, name, username, email }: User, language: Language): UserView {
  return {
    subject,
    name: name ?? username ?? email ?? `${unnamed[language]} ${subject}`,
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
  };
}

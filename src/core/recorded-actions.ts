import type { Actions } from './actions.ts';
import type { ActivityEntry, ActivityRole, Deed, Doer } from './activity.ts';
import type { ActivityLog } from './activity-log.ts';
import { asAppError, isChangeOfMind } from './errors.ts';
import type { Access, Role, SinkId } from './model.ts';
import type { Clock } from './ports.ts';
import { accessOf } from './role-access.ts';
import { roleInUse } from './role-chain.ts';
import { configInUse, type StateStore } from './state.ts';

/** The same actions; what is done with them is listed as this doer's. */
export type Recorded = (by: Doer) => Actions;

interface Parts {
  readonly actions: Actions;
  readonly activity: Pick<ActivityLog, 'add'>;
  readonly state: StateStore;
  readonly clock: Pick<Clock, 'now'>;
}

type About = Omit<ActivityEntry, 'at' | 'by' | 'failed'>;

/** What ends when the credentials do; all else is renewed, or holds none. */
function isOfItsTime(sink: SinkId): boolean {
  return sink === 'terminal' || (sink.startsWith('copy-') && sink !== 'copy-endpoint');
}

export function createRecorded({ actions, activity, state, clock }: Parts): Recorded {
  /** Two clicks that join one piece of work are one deed. */
  const underWay = new Set<string>();

  function roleAs(id: string, access: Access | undefined): Role | undefined {
    const role = configInUse(state.get())?.roles.find((one) => one.id === id);
    return role && { ...role, readOnly: access === undefined ? role.readOnly : access === 'read-only' };
  }

  function userOf(identity: string | undefined): string | undefined {
    for (const [id, session] of state.get().sessions) {
      if (id !== identity || session.status !== 'signed-in') continue;
      const { username, name, email, subject } = session.user;
      return username ?? name ?? email ?? subject;
    }
    return undefined;
  }

  /** Whose it is, as far as that can be told. */
  function asWhom(identity: string | undefined, user = userOf(identity)) {
    return { ...(identity !== undefined && { identity }), ...(user !== undefined && { user }) };
  }

  function credentialsEnd(role: Role): number | undefined {
    return state.get().roles.get(role.id)?.sessionEnds?.[accessOf(role)];
  }

  /** As long as AWS was asked for; where it refused that, and where nothing was asked, as long as the keys. */
  function consoleEnd(role: Role): number | undefined {
    const isShortened = state.get().roles.get(role.id)?.consoleNotice !== undefined;
    return role.consoleSeconds === undefined || isShortened
      ? credentialsEnd(role)
      : clock.now() + role.consoleSeconds * 1000;
  }

  async function record<Value>(
    by: Doer,
    key: readonly unknown[],
    work: () => Promise<Value>,
    about: (value?: Value) => About | undefined,
  ): Promise<Value> {
    const name = JSON.stringify([by, key]);
    if (underWay.has(name)) return work();
    underWay.add(name);
    try {
      const value = await work();
      const told = about(value);
      if (told !== undefined) activity.add({ by, ...told });
      return value;
    } catch (error) {
      const told = isChangeOfMind(error) ? undefined : about();
      if (told !== undefined) activity.add({ by, ...told, failed: asAppError(error).code });
      throw error;
    } finally {
      underWay.delete(name);
    }
  }

  /** A role that nobody knows is not listed: what stands in its place may be anything. */
  function aboutRole(
    id: string,
    access: Access | undefined,
    deed: Deed,
    end?: (role: Role) => number | undefined,
  ) {
    const role = roleAs(id, access);
    if (role === undefined) return undefined;
    const until = end?.(role);
    return { deed, role: shown(role), ...asWhom(role.identity), ...(until !== undefined && { until }) };
  }

  return (by) => ({
    ...actions,

    openConsole: (roleId, browser, wish = {}) =>
      record(
        by,
        ['console', roleId, wish],
        () => actions.openConsole(roleId, browser, wish),
        () => aboutRole(roleId, wish.access, consoleDeed(wish.service), consoleEnd),
      ),

    consoleUrl: (roleId, wish = {}, gone) =>
      record(
        by,
        ['console', roleId, wish],
        () => actions.consoleUrl(roleId, wish, gone),
        () => aboutRole(roleId, wish.access, consoleDeed(wish.service), consoleEnd),
      ),

    credentials: (roleId, access, gone) =>
      record(
        by,
        ['credentials', roleId, access],
        () => actions.credentials(roleId, access, gone),
        () => {
          const isRenewed = by.kind === 'command' && by.serves === true;
          return aboutRole(roleId, access, { kind: 'credentials' }, isRenewed ? undefined : credentialsEnd);
        },
      ),

    deliver: (roleId, order, asker, gone) =>
      record(
        by,
        ['deliver', roleId, order],
        () => actions.deliver(roleId, order, asker, gone),
        (delivered) => {
          const { sink, access } = order;
          const profile =
            delivered === undefined || delivered.kind === 'lent' ? undefined : delivered.profile?.profile;
          const deed: Deed = { kind: 'deliver', sink, ...(profile !== undefined && { profile }) };
          const end = sink === 'copy-console' ? consoleEnd : isOfItsTime(sink) ? credentialsEnd : undefined;
          return aboutRole(roleId, access, deed, end);
        },
      ),

    removeProfile: (profile, files) =>
      record(
        by,
        ['profile-remove', profile, files],
        () => actions.removeProfile(profile, files),
        (removed) => (removed === undefined ? undefined : { deed: { kind: 'profile-remove', profile } }),
      ),

    signIn: (identityId, browser, leaving) =>
      record(
        by,
        ['sign-in', identityId],
        () => actions.signIn(identityId, browser, leaving),
        (signedIn) => ({ deed: { kind: 'sign-in' }, ...asWhom(signedIn?.identity.id ?? identityId) }),
      ),

    signInByCode: (identityId, show, leaving) =>
      record(
        by,
        ['sign-in', identityId],
        () => actions.signInByCode(identityId, show, leaving),
        (signedIn) => ({ deed: { kind: 'sign-in' }, ...asWhom(signedIn?.identity.id ?? identityId) }),
      ),

    signOut(identityId) {
      const only = [...state.get().sessions].filter(([, { status }]) => status === 'signed-in');
      const [first] = only;
      const user = userOf(identityId ?? (only.length === 1 ? first?.[0] : undefined));
      return record(
        by,
        ['sign-out', identityId],
        () => actions.signOut(identityId),
        (signedOut) => ({
          deed: { kind: 'sign-out' },
          ...asWhom(signedOut?.identity.id ?? identityId, user),
        }),
      );
    },

    lock: {
      ...actions.lock,
      everything: () =>
        record(
          by,
          ['lock'],
          () => actions.lock.everything(),
          () => ({ deed: { kind: 'lock' } }),
        ),
    },
  });
}

function consoleDeed(service: string | undefined): Deed {
  return { kind: 'console', ...(service !== undefined && { service }) };
}

function shown(role: Role): ActivityRole {
  const { id, name, readOnly } = role;
  return { id, name, accountId: roleInUse(role).accountId, ...(readOnly && { readOnly: true }) };
}

import type { Confirmations } from './confirmations.ts';
import type { Credentials } from './credentials.ts';
import { askForLogin } from './attention.ts';
import { guidance } from './error-guide.ts';
import { AppError, asAppError } from './errors.ts';
import type { Access, IdentityId, Role, RoleId } from './model.ts';
import type { EndpointAnswer, EndpointServer } from './delivery-ports.ts';
import type { Lease, Renewals } from './renewals.ts';
import { withAccess } from './role-access.ts';
import { configInUse, type StateStore } from './state.ts';
import { unknownRole } from './unknown-role.ts';

/** The app's endpoint for AWS's clients: off until the user turns it on. */
export interface LocalEndpoint {
  turn(on: boolean): Promise<void>;
  /**
   * The environment variables that lead AWS's clients to the role's credentials, which are kept fresh from then on.
   * Fails with `endpoint_off` and `endpoint_failed`.
   * @param access whatever the configuration says by then; as it says where unset
   */
  variables(role: Role, access?: Access): Promise<Readonly<Record<string, string>>>;
  /**
   * Nothing more is given out with this identity until somebody signs in with it again: its addresses stay, as programs
   * know no others. Without an identity they are dead for good.
   */
  withdraw(identity?: IdentityId): void;
}

interface Parts {
  /** Absent where this owner has none. */
  readonly server: EndpointServer | undefined;
  readonly credentials: Pick<Credentials, 'held'>;
  readonly confirmations: Pick<Confirmations, 'required'>;
  readonly renewals: Pick<Renewals, 'keepFresh'>;
  readonly state: StateStore;
}

interface Served {
  readonly id: RoleId;
  readonly access?: Access;
  readonly identity: IdentityId;
  /** Absent while nothing is renewed: its identity has signed out. */
  readonly lease?: Lease;
}

const notReady: EndpointAnswer = {
  kind: 'refused',
  code: 'NotReadyYet',
  message: 'Tobira is still getting the credentials. Try again in a few seconds.',
};

export function createLocalEndpoint(parts: Parts): LocalEndpoint {
  const { server, credentials, confirmations, renewals, state } = parts;
  const served = new Map<string, Served>();

  /** From memory alone: whoever asks does not wait longer than a second. */
  function answer(id: RoleId, access: Access | undefined): EndpointAnswer {
    try {
      const config = configInUse(state.get());
      const configured = config?.roles.find((one) => one.id === id);
      if (configured === undefined) return refused(unknownRole(id, config));
      const role = withAccess(configured, access);
      confirmations.required(role);
      const held = credentials.held(role);
      if (held !== undefined) return { kind: 'credentials', credentials: held };
      return refusal(role, served.get(keyOf(id, access)));
    } catch (error) {
      return refused(asAppError(error));
    }
  }

  /** Since it was served, the role may have become another identity's, or nobody's. */
  function ownerOf({ id, identity }: Served): IdentityId {
    return configInUse(state.get())?.roles.find((one) => one.id === id)?.identity ?? identity;
  }

  /** Why nothing is held. */
  function refusal(role: Role, one: Served | undefined): EndpointAnswer {
    const { sessions, roles } = state.get();
    if (sessions.get(role.identity)?.status === 'signed-out') {
      askForLogin(state, role);
      return refused(new AppError('login_needed', { identity: role.identity }));
    }
    // The user has signed out, and the keychain has not let go of the session.
    if (one?.lease === undefined) return refused(new AppError('signed_out_meanwhile', {}));
    const activity = roles.get(role.id)?.activity;
    return activity?.status === 'failed' ? refused(activity.error) : notReady;
  }

  function renew({ id, access, identity }: Omit<Served, 'lease'>): void {
    const key = keyOf(id, access);
    if (served.get(key)?.lease !== undefined) return;
    const kind = access === undefined ? {} : { access };
    served.set(key, { id, identity, ...kind, lease: renewals.keepFresh(id, () => undefined, access) });
  }

  function withdraw(identity?: IdentityId): void {
    for (const [key, { lease, ...one }] of served) {
      if (identity !== undefined && ownerOf(one) !== identity) continue;
      lease?.release();
      if (identity !== undefined) {
        served.set(key, { ...one, identity });
        continue;
      }
      served.delete(key);
      server?.withdraw(key);
    }
  }

  let signedIn = signedInTo(state);
  state.subscribe(() => {
    const before = signedIn;
    signedIn = signedInTo(state);
    for (const one of served.values()) {
      const identity = ownerOf(one);
      // It is kept fresh for whoever has it now: a sign-out of whoever had it before does not count.
      const isHandedOn = identity !== one.identity;
      if (signedIn.has(identity) && (isHandedOn || !before.has(identity))) renew({ ...one, identity });
    }
  });

  return {
    async turn(on) {
      if (server === undefined) {
        if (on) throw new AppError('endpoint_off', {});
        return;
      }
      if (!on) {
        withdraw();
        await server.close();
      }
      state.update((current) => ({ ...current, endpoint: { status: on ? 'on' : 'off' } }));
    },

    async variables(role, access) {
      if (server === undefined || state.get().endpoint.status === 'off')
        throw new AppError('endpoint_off', {});
      const { id, identity } = role;
      const variables = await server.serve(keyOf(id, access), () => answer(id, access));
      renew({ id, identity, ...(access !== undefined && { access }) });
      return variables;
    },

    withdraw,
  };
}

function keyOf(id: RoleId, access: Access | undefined): string {
  return access === undefined ? id : `${id} ${access}`;
}

function signedInTo(state: StateStore): ReadonlySet<IdentityId> {
  const open = [...state.get().sessions].filter(([, { status }]) => status === 'signed-in');
  return new Set(open.map(([id]) => id));
}

function refused(error: AppError): EndpointAnswer {
  const { title, advice } = guidance(error);
  return { kind: 'refused', code: error.code, message: `${title} ${advice}` };
}

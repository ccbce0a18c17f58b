import type { Confirmations } from './confirmations.ts';
import type { Credentials } from './credentials.ts';
import { askForLogin } from './attention.ts';
import { guidance } from './error-guide.ts';
import { AppError, asAppError } from './errors.ts';
import type { IdentityId, Role, RoleId } from './model.ts';
import type { EndpointAnswer, EndpointServer } from './delivery-ports.ts';
import type { Lease, Renewals } from './renewals.ts';
import { configInUse, type StateStore } from './state.ts';

/** The app's endpoint for AWS's clients: off until the user turns it on. */
export interface LocalEndpoint {
  turn(on: boolean): Promise<void>;
  /**
   * The environment variables that lead AWS's clients to the role's credentials, which are kept fresh from then on.
   * Fails with `endpoint_off` and `endpoint_failed`.
   */
  variables(role: Role): Promise<Readonly<Record<string, string>>>;
  /** Nothing more is given out with this identity, or at all; the addresses of before stay dead. */
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
  readonly identity: IdentityId;
  readonly lease: Lease;
}

export function createLocalEndpoint(parts: Parts): LocalEndpoint {
  const { server, credentials, confirmations, renewals, state } = parts;
  const served = new Map<RoleId, Served>();

  /** From memory alone: whoever asks does not wait longer than a second. */
  function answer(id: RoleId): EndpointAnswer {
    try {
      const role = configInUse(state.get())?.roles.find((one) => one.id === id);
      if (role === undefined)
        return refused(new AppError('unknown_role', { role: id, known: [], problems: 0 }));
      confirmations.required(role);
      const held = credentials.held(role);
      if (held !== undefined) return { kind: 'credentials', credentials: held };
      askForLogin(state, role);
      return refused(new AppError('login_needed', { identity: role.identity }));
    } catch (error) {
      return refused(asAppError(error));
    }
  }

  function withdraw(identity?: IdentityId): void {
    for (const [role, { lease, identity: owner }] of served) {
      if (identity !== undefined && owner !== identity) continue;
      served.delete(role);
      lease.release();
      server?.withdraw(role);
    }
  }

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

    async variables(role) {
      if (server === undefined || state.get().endpoint.status === 'off')
        throw new AppError('endpoint_off', {});
      const variables = await server.serve(role.id, () => answer(role.id));
      if (!served.has(role.id)) {
        const lease = renewals.keepFresh(role.id, () => undefined);
        served.set(role.id, { identity: role.identity, lease });
      }
      return variables;
    },

    withdraw,
  };
}

function refused(error: AppError): EndpointAnswer {
  const { title, advice } = guidance(error);
  return { kind: 'refused', code: error.code, message: `${title} ${advice}` };
}

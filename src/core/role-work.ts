import { findIdentity, findRole, type CurrentConfig } from './current-config.ts';
import type { Target } from './consoles.ts';
import { asAppError, isChangeOfMind, type AppError } from './errors.ts';
import type { IdentityId, Role, SinkId } from './model.ts';
import type { Config, Log } from './ports.ts';
import { setRole, type StateStore, type Step } from './state.ts';

/** Work on one role: what it needs to know, and how it is shown. */
export interface RoleWork {
  /** Fails with `unknown_role` and `config_*`. @param reading the configuration that counts; as it stands on disk where unset */
  target(roleId: string, reading?: Promise<Config>): Promise<Target>;
  /** Shows the work on a role from its first step to its end. @param sink what it is for, where it is a delivery */
  onRole<Value>(
    role: Role,
    work: (report: (step: Step) => void) => Promise<Value>,
    sink?: SinkId,
  ): Promise<Value>;
}

interface Parts {
  readonly config: CurrentConfig;
  readonly state: StateStore;
  readonly log: Log;
}

export function createRoleWork({ config: current, state, log }: Parts): RoleWork {
  /** What the identity says already, such as that its session has ended: once is enough, and it goes when that goes. */
  function isSaidOf(identity: IdentityId, failure: AppError): boolean {
    const session = state.get().sessions.get(identity);
    return session?.status === 'signed-out' && session.error?.code === failure.code;
  }

  return {
    async target(roleId, reading = current.read()) {
      const config = await reading;
      const role = findRole(config, roleId);
      const identity = findIdentity(config, role.identity);
      await current.restored(identity);
      return { config, role, identity };
    },

    async onRole(role, work, sink) {
      const purpose = sink === undefined ? {} : { sink };
      const report = (step: Step) =>
        setRole(state, role.id, { activity: { status: 'busy', step, ...purpose } });
      try {
        const value = await work(report);
        setRole(state, role.id, { activity: { status: 'idle' } });
        return value;
      } catch (error) {
        const failure = asAppError(error);
        const activity =
          isChangeOfMind(failure) || isSaidOf(role.identity, failure)
            ? { status: 'idle' as const }
            : { status: 'failed' as const, error: failure, ...purpose };
        setRole(state, role.id, { activity });
        log.warn('role.failed', { role: role.id, code: failure.code });
        throw error;
      }
    },
  };
}

import { untilCancelled } from './cancellation.ts';
import type { Target } from './consoles.ts';
import { findIdentity, findRole, type CurrentConfig } from './current-config.ts';
import { AppError, asAppError, isChangeOfMind } from './errors.ts';
import type { IdentityId, Role } from './model.ts';
import type { Config, Log } from './ports.ts';
import { beginPiece, endPiece, failPiece, pieceOf, showPiece, withdrawPiece } from './role-activity.ts';
import type { Running } from './role-activity.ts';
import type { RoleWish } from './role-wish.ts';
import { configInUse, type StateStore, type Step } from './state.ts';

/** Work on one role: what it needs to know, how it is shown, and how it is called off. */
export interface RoleWork {
  /** Fails with `unknown_role` and `config_*`. @param reading the configuration that counts; as it stands on disk where unset */
  target(roleId: string, reading?: Promise<Config>): Promise<Target>;
  /**
   * All that is done for one wish, from its first question to its end. It ends at once with `work_cancelled` where it is
   * called off; what is under way then goes on unseen as far as it must, and its signal tells it to do no more.
   *
   * @param gone calls it off from outside: whoever wished for it is not there any more
   */
  run<Value>(
    roleId: string,
    work: (signal: AbortSignal) => Promise<Value>,
    gone?: AbortSignal,
  ): Promise<Value>;
  /**
   * Shows the work on a role from its first step to its end, beside what else is under way with it.
   * @param by whose work it is: a program's takes nothing of the user's away
   * @param wish what it is for, where the app can do it again
   */
  onRole<Value>(
    role: Role,
    signal: AbortSignal,
    work: (report: (step: Step) => void) => Promise<Value>,
    by: 'app' | 'program',
    wish?: RoleWish,
  ): Promise<Value>;
  /** Calls off all that is under way with a role. */
  cancel(roleId: string): void;
  /** Calls off all that is under way with the roles of an identity, or with any: it ends with `signed_out_meanwhile`. */
  recall(identity?: IdentityId): void;
}

interface Parts {
  readonly config: CurrentConfig;
  readonly state: StateStore;
  readonly log: Log;
}

export function createRoleWork({ config: current, state, log }: Parts): RoleWork {
  const underWay = new Map<string, Set<AbortController>>();
  const running = new Set<Running & { readonly role: string }>();

  /** What the identity says already, such as that its session has ended: once is enough, and it goes when that goes. */
  function isSaidOf(identity: IdentityId, failure: AppError): boolean {
    const session = state.get().sessions.get(identity);
    return session?.status === 'signed-out' && session.error?.code === failure.code;
  }

  function begin(roleId: string): AbortController {
    const own = new AbortController();
    underWay.set(roleId, (underWay.get(roleId) ?? new Set()).add(own));
    return own;
  }

  function end(roleId: string, own: AbortController): void {
    const all = underWay.get(roleId);
    all?.delete(own);
    if (all?.size === 0) underWay.delete(roleId);
  }

  /** At once: whoever calls it off does not wait for what has to go on unseen. */
  function callOff(roleId: string, own: AbortController, why?: AppError): void {
    if (own.signal.aborted) return;
    end(roleId, own);
    own.abort(why ?? new AppError('work_cancelled', {}));
  }

  return {
    async target(roleId, reading = current.read()) {
      const config = await reading;
      const role = findRole(config, roleId);
      const identity = findIdentity(config, role.identity);
      await current.restored(identity);
      return { config, role, identity };
    },

    async run(roleId, work, gone) {
      const own = begin(roleId);
      const onGone = () => callOff(roleId, own);
      if (gone?.aborted === true) onGone();
      gone?.addEventListener('abort', onGone, { once: true });
      try {
        own.signal.throwIfAborted();
        return await untilCancelled(own.signal, work(own.signal));
      } finally {
        end(roleId, own);
        gone?.removeEventListener('abort', onGone);
      }
    },

    async onRole(role, signal, work, by, wish) {
      signal.throwIfAborted();
      const own = {};
      const kind = pieceOf(by, role, wish);
      const self = { ...kind, own, role: role.id };
      const purpose = wish?.kind === 'delivery' ? { sink: wish.order.sink } : {};
      const report = (step: Step) => {
        if (!signal.aborted) showPiece(state, role.id, own, kind, { status: 'busy', step, ...purpose });
      };
      const withdraw = () => {
        running.delete(self);
        const others = [...running]
          .filter((one) => one.role === role.id)
          .map(({ role: _role, ...piece }) => piece);
        withdrawPiece(state, role.id, own, others);
      };
      running.add(self);
      signal.addEventListener('abort', withdraw, { once: true });
      beginPiece(state, role.id, kind);
      try {
        const value = await work(report);
        if (!signal.aborted) endPiece(state, role.id, own, kind);
        return value;
      } catch (error) {
        const failure = asAppError(error);
        const told = { status: 'failed' as const, error: failure, ...purpose, ...(wish && { wish }) };
        if (!signal.aborted) {
          if (isChangeOfMind(failure) || isSaidOf(role.identity, failure))
            endPiece(state, role.id, own, kind);
          else failPiece(state, role.id, own, kind, told);
        }
        log.warn('role.failed', { role: role.id, code: failure.code });
        throw error;
      } finally {
        running.delete(self);
        signal.removeEventListener('abort', withdraw);
      }
    },

    cancel(roleId) {
      for (const one of [...(underWay.get(roleId) ?? [])]) callOff(roleId, one);
    },

    recall(identity) {
      const roles = configInUse(state.get())?.roles ?? [];
      const meant = new Set<string>(roles.filter((role) => role.identity === identity).map(({ id }) => id));
      for (const [roleId, all] of [...underWay]) {
        if (identity !== undefined && !meant.has(roleId)) continue;
        for (const one of [...all]) callOff(roleId, one, new AppError('signed_out_meanwhile', {}));
      }
    },
  };
}

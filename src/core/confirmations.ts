import { addAttention, removeAttention } from './attention.ts';
import { AppError } from './errors.ts';
import type { Role, RoleId } from './model.ts';
import type { Clock } from './ports.ts';
import { settingsInUse, type StateStore } from './state.ts';

/**
 * Roles that say `confirm: true` are used only where the user has said yes lately. This keeps people from mistakes;
 * it is no wall against a program that runs as the same user, for that could say yes itself.
 */
export interface Confirmations {
  /** For what the user does in the app: asks there, and waits. Fails with `confirmation_declined`. */
  awaited(role: Role): Promise<void>;
  /** For programs: refuses at once with `confirmation_needed`, and has the user asked. */
  required(role: Role): void;
  /** The user says yes: it holds for a while. */
  confirm(role: RoleId): void;
  decline(role: RoleId): void;
  /** Nothing that was said holds any more. */
  forget(): void;
}

interface Waiting {
  readonly role: RoleId;
  readonly go: () => void;
  readonly stop: () => void;
}

export function createConfirmations(state: StateStore, clock: Clock): Confirmations {
  /** Until when each yes holds, by the clock's `steady`. */
  const until = new Map<RoleId, number>();
  const waiting = new Set<Waiting>();

  const holds = ({ id, confirm }: Role) => !confirm || (until.get(id) ?? 0) > clock.steady();

  function answer(role: RoleId, how: 'go' | 'stop'): void {
    removeAttention(state, (one) => one.kind === 'confirmation-needed' && one.role === role);
    for (const one of waiting) {
      if (one.role !== role) continue;
      waiting.delete(one);
      one[how]();
    }
  }

  return {
    awaited(role) {
      if (holds(role)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const stop = () => reject(new AppError('confirmation_declined', {}));
        waiting.add({ role: role.id, go: resolve, stop });
        addAttention(state, { kind: 'confirmation-needed', role: role.id, by: 'app' });
      });
    },
    required(role) {
      if (holds(role)) return;
      addAttention(state, { kind: 'confirmation-needed', role: role.id, by: 'program' });
      throw new AppError('confirmation_needed', { role: role.name });
    },
    confirm(role) {
      until.set(role, clock.steady() + settingsInUse(state.get()).confirmForMs);
      answer(role, 'go');
    },
    decline: (role) => answer(role, 'stop'),
    forget() {
      until.clear();
      for (const { role } of [...waiting]) answer(role, 'stop');
    },
  };
}

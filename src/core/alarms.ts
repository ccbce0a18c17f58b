import type { RoleId } from './model.ts';
import type { Rivals, Visitor } from './ports.ts';
import type { Alarm, StateStore } from './state.ts';

/** What the user should look at. */
export interface Alarms {
  /** One alarm for one cause: while one about the same role and visitors stands, nothing is added. */
  raise(role: RoleId, rivals: Rivals): void;
  dismiss(id: string): void;
}

/** More than anybody reads; the oldest go first. */
const most = 5;

export function createAlarms(state: StateStore): Alarms {
  let raised = 0;
  return {
    raise(role, rivals) {
      state.update((current) => {
        if (current.alarms.some((alarm) => causeOf(alarm) === causeOf({ role, rivals }))) return current;
        const alarm: Alarm = { id: String(++raised), role, rivals };
        return { ...current, alarms: [...current.alarms, alarm].slice(-most) };
      });
    },

    dismiss(id) {
      state.update((current) => ({ ...current, alarms: current.alarms.filter((alarm) => alarm.id !== id) }));
    },
  };
}

/** A program is known by its name: one that comes again and again has a new process each time. */
function causeOf({ role, rivals }: Pick<Alarm, 'role' | 'rivals'>): string {
  return JSON.stringify([role, nameOf(rivals.letIn), nameOf(rivals.turnedAway)]);
}

function nameOf(visitor: Visitor | undefined): string | number | null {
  if (visitor === undefined) return null;
  return visitor.kind === 'program' ? visitor.name : visitor.userId;
}

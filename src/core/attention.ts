import type { Attention, StateStore } from './state.ts';

/** Asks for the user's attention, once for one cause. The app's own question takes the place of a program's. */
export function addAttention(state: StateStore, wanted: Attention): void {
  state.update((current) => {
    const same = current.attention.find((one) => causeOf(one) === causeOf(wanted));
    if (same !== undefined && !(isByProgram(same) && !isByProgram(wanted))) return current;
    return { ...current, attention: [...current.attention.filter((one) => one !== same), wanted] };
  });
}

export function removeAttention(state: StateStore, isSettled: (one: Attention) => boolean): void {
  state.update((current) =>
    current.attention.some(isSettled)
      ? { ...current, attention: current.attention.filter((one) => !isSettled(one)) }
      : current,
  );
}

function causeOf(one: Attention): string {
  return one.kind === 'login-needed' ? `${one.kind} ${one.identity}` : `${one.kind} ${one.role}`;
}

function isByProgram(one: Attention): boolean {
  return one.kind === 'confirmation-needed' && one.by === 'program';
}

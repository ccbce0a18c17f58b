import type { Role } from './model.ts';
import { configInUse, type Attention, type State, type StateStore } from './state.ts';

/** Asks for the user's attention, once for one cause. What the app itself waits for comes before what programs want. */
export function addAttention(state: StateStore, wanted: Attention): void {
  state.update((current) => {
    const same = current.attention.find((one) => causeOf(one) === causeOf(wanted));
    if (same !== undefined && (isByApp(same) || !isByApp(wanted))) return current;
    const others = current.attention.filter((one) => one !== same);
    return { ...current, attention: isByApp(wanted) ? [wanted, ...others] : [...others, wanted] };
  });
}

export function removeAttention(state: StateStore, isSettled: (one: Attention) => boolean): void {
  state.update((current) =>
    current.attention.some(isSettled)
      ? { ...current, attention: current.attention.filter((one) => !isSettled(one)) }
      : current,
  );
}

/** A program could not have what it wanted of this role before somebody signs in. Whoever is at that knows. */
export function askForLogin(state: StateStore, { id, identity }: Role): void {
  if (state.get().sessions.get(identity)?.status !== 'signed-out') return;
  addAttention(state, { kind: 'login-needed', identity, role: id });
}

/** Takes away what asks for a login as soon as somebody is signed in, and what nobody could sign in with any more. */
export function watchLogins(state: StateStore): void {
  state.subscribe(() => removeAttention(state, (one) => isLoginDone(one, state.get())));
}

function isLoginDone(one: Attention, current: State): boolean {
  if (one.kind !== 'login-needed') return false;
  const isThere = configInUse(current)?.identities.some(({ id }) => id === one.identity) ?? false;
  return !isThere || current.sessions.get(one.identity)?.status === 'signed-in';
}

function causeOf(one: Attention): string {
  return one.kind === 'login-needed' ? `${one.kind} ${one.identity}` : `${one.kind} ${one.role}`;
}

function isByApp(one: Attention): boolean {
  return one.kind === 'confirmation-needed' && one.by === 'app';
}

import { asAppError, hasCode, isAppError, type AppError } from './errors.ts';
import type { Lanes } from './lanes.ts';
import type { Logins } from './logins.ts';
import type { Identity } from './model.ts';
import type { IdentityProvider, Log } from './ports.ts';
import { setSession, type StateStore } from './state.ts';
import { accountOf, type StoredSession, type TokenVault } from './token-vault.ts';

export interface SignOutReport {
  /** False where the provider could not be told: the session is gone here, but still known there. */
  readonly providerTold: boolean;
  /** Why the keychain keeps the session. What is left there is worth nothing where the provider was told. */
  readonly refusal?: AppError;
}

/** Ends sessions: here at once, at the provider as soon as it hears of it. */
export interface SignOuts {
  signOut(identity: Identity): Promise<SignOutReport>;
  /** Whether one is not done here yet: whatever is about to begin for the same account is no longer wanted. */
  isUnderWay(identity: Identity): boolean;
  /** Resolves when that is done; never rejects. */
  settled(identity: Identity): Promise<void>;
  /** Resolves when no provider is being told any more; never rejects. */
  idle(): Promise<void>;
}

interface Parts {
  readonly provider: IdentityProvider;
  readonly vault: TokenVault;
  readonly state: StateStore;
  readonly log: Log;
  /** Whatever reads and writes a session stands in its account's lane. */
  readonly lanes: Lanes<string>;
  readonly logins: Pick<Logins, 'cancel' | 'settled'>;
  /** Drops what memory holds of the session. */
  readonly forget: (identity: Identity) => void;
}

export function createSignOuts({ provider, vault, state, log, lanes, logins, forget }: Parts): SignOuts {
  /** By account: the parts here that are not done yet. */
  const under = new Map<string, Set<Promise<unknown>>>();
  /** By account: what became of telling the provider last. Whoever signs out once more hears that, too. */
  const tellings = new Map<string, Promise<boolean>>();

  /** @returns false where the provider may still know the session: it gave no answer, or the keychain none about it */
  async function tell(identity: Identity, session: StoredSession | AppError): Promise<boolean> {
    // Without a keychain there was nothing in it.
    if (isAppError(session)) return hasCode(session, 'keychain_missing');
    try {
      await provider.revoke(identity, session.refreshToken);
      return true;
    } catch (error) {
      log.warn('session.not-revoked', { identity: identity.id, code: asAppError(error).code });
      return false;
    }
  }

  function telling(identity: Identity, session: StoredSession | AppError | undefined): Promise<boolean> {
    const account = accountOf(identity);
    if (session === undefined) return tellings.get(account) ?? Promise.resolve(true);
    const told = tell(identity, session);
    tellings.set(account, told);
    return told;
  }

  /** A refresh under way would store its rotated token after us: it has its turn first, and is ended then. */
  async function endInTurn(identity: Identity) {
    logins.cancel(identity);
    await logins.settled(identity);
    return lanes.run(accountOf(identity), () => endHere(identity));
  }

  async function noted<Value>(account: string, work: Promise<Value>): Promise<Value> {
    const parts = under.get(account) ?? new Set();
    under.set(account, parts.add(work));
    try {
      return await work;
    } finally {
      parts.delete(work);
      if (parts.size === 0) under.delete(account);
    }
  }

  /** The part that nobody else waits long for. @returns what is told to the provider, and the keychain's refusal */
  async function endHere(identity: Identity) {
    const session = await vault.read(identity).catch(asAppError);
    forget(identity);
    // Not after the keychain: that may ask for its password first, and meanwhile the session would go on living.
    const told = { promise: telling(identity, session) };
    const kept = await vault.remove(identity).then(() => undefined, asAppError);
    // A session in memory is gone by now, whatever the keychain says.
    const refusal = isInMemory(session) ? undefined : kept;
    if (refusal === undefined) {
      setSession(state, identity.id, { status: 'signed-out' });
      log.info('session.signed-out', { identity: identity.id });
    }
    return { session, refusal, told };
  }

  function forgetRefusal(identity: Identity): void {
    const shown = state.get().sessions.get(identity.id);
    if (shown?.status !== 'signed-in' || shown.error === undefined) return;
    const { error: _old, ...rest } = shown;
    setSession(state, identity.id, rest);
  }

  /** It stands with the session: whoever signs out in the tray sees it nowhere else. */
  function showRefusal(identity: Identity, error: AppError, isWorthless: boolean): void {
    const shown = state.get().sessions.get(identity.id);
    if (shown?.status === 'signing-in') return;
    const goesOn = shown?.status === 'signed-in' && !isWorthless;
    setSession(state, identity.id, goesOn ? { ...shown, error } : { status: 'signed-out', error });
  }

  return {
    async signOut(identity) {
      forgetRefusal(identity);
      const { session, refusal, told } = await noted(accountOf(identity), endInTurn(identity));
      const providerTold = await told.promise;
      if (refusal !== undefined) {
        // What stays in the keychain is worth nothing once the provider knows.
        showRefusal(identity, refusal, providerTold && !isAppError(session));
        return { providerTold, refusal };
      }
      // Somebody may be signing in again by now.
      if (!providerTold && state.get().sessions.get(identity.id)?.status === 'signed-out') {
        setSession(state, identity.id, { status: 'signed-out', providerNotTold: true });
      }
      return { providerTold };
    },

    isUnderWay: (identity) => under.has(accountOf(identity)),

    async settled(identity) {
      const parts = under.get(accountOf(identity));
      if (parts !== undefined) await Promise.allSettled(parts);
    },

    async idle() {
      await Promise.all(tellings.values());
    },
  };
}

function isInMemory(session: StoredSession | AppError | undefined): boolean {
  return session !== undefined && !isAppError(session) && session.storage === 'memory';
}

import { AppError, asAppError, hasCode, isChangeOfMind, isUnanswered } from './errors.ts';
import { createHeldIdTokens } from './id-token.ts';
import { createLanes } from './lanes.ts';
import { createLogins, type Logins } from './logins.ts';
import type { FreshIdToken, IdToken, Identity, IdentityId, RenewedTokens, User } from './model.ts';
import type { Clock, IdentityProvider, Log, Login, Random } from './ports.ts';
import { retryIssuer } from './retry.ts';
import { createSignOuts, type SignOutReport } from './sign-outs.ts';
import { createSingleFlight } from './single-flight.ts';
import { recordOf, signedIn } from './signed-in.ts';
import { setSession, type SessionState, type StateStore } from './state.ts';
import { accountOf, type SessionRecord, type StoredSession, type TokenVault } from './token-vault.ts';

/** One login session per identity: who is signed in, and ID tokens on demand. */
export interface Sessions {
  /** Looks into the keychain and shows who is signed in; no network. */
  restore(identity: Identity): Promise<void>;
  /**
   * A verified ID token with at least 20 s to live: from memory, else by one refresh however many ask.
   * Fails with `login_needed` where nobody is signed in, `session_expired` where the provider ended the session.
   */
  idToken(identity: Identity): Promise<IdToken>;
  /** A refresh, whatever memory holds. Fails as `idToken` does. @returns what asks the provider whose session it is */
  renew(identity: Identity): Promise<RenewedTokens['whose']>;
  /** Whose session it is. Fails with `login_needed`. */
  user(identity: Identity): Promise<User>;
  /** Throws away an ID token that AWS has refused; another one that has come meanwhile stays. */
  dropIdToken(identity: Identity, refused: IdToken): void;
  /** Throws away all that can no longer be traded. */
  look(): void;
  /** Sign-ins; a new one fails with `owner_busy` once an end has begun. */
  readonly logins: Pick<Logins, 'signIn' | 'signInByCode' | 'cancel' | 'reopen' | 'address'>;
  /** Fails with `owner_busy` once an end has begun. */
  signOut(identity: Identity): Promise<SignOutReport>;
  /**
   * Ends the work, not the sessions: cancels logins, starts no more refreshes, and resolves when those under way
   * have stored their tokens. The provider has revoked the old ones by then.
   */
  end(): Promise<void>;
  /** Takes one `end` back: the owner that was to take over has gone. */
  resume(): void;
  /** What only this process knows, for the owner that takes over. */
  handOver(): SessionMemory;
  adopt(memory: SessionMemory): void;
}

export interface SessionMemory {
  readonly idTokens: ReadonlyMap<IdentityId, FreshIdToken>;
  /** By keychain account. */
  readonly records: ReadonlyMap<string, SessionRecord>;
}

interface Parts {
  readonly provider: IdentityProvider;
  readonly vault: TokenVault;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export function createSessions({ provider, vault, state, clock, random, log }: Parts): Sessions {
  const idTokens = createHeldIdTokens(clock);
  /** Identities whose last refresh got no answer: the provider may have rotated the token, or not. */
  const unanswered = new Set<IdentityId>();
  /** By account: whoever asks with an edited identity must not get the other one's token. */
  const refreshes = createSingleFlight<string, IdToken>();
  /** By account. A refresh, a login's store and a sign-out each read and write the whole session. */
  const lanes = createLanes<string>();

  /** How many ends have begun and were not taken back. */
  let endings = 0;

  const show = (identity: Identity, session: SessionState) => setSession(state, identity.id, session);

  async function stored(identity: Identity): Promise<StoredSession> {
    const session = await vault.read(identity);
    if (session === undefined) throw new AppError('login_needed', { identity: identity.id });
    return session;
  }

  async function refresh(identity: Identity): Promise<IdToken> {
    // A login may have had its turn before this.
    return idTokens.of(identity) ?? (await refreshAnew(identity)).idToken;
  }

  async function refreshAnew(identity: Identity): Promise<RenewedTokens> {
    const session = await stored(identity);
    try {
      return await refreshWith(identity, session);
    } catch (error) {
      if (!hasCode(error, 'session_expired')) throw error;
      const current = await rotatedElsewhere(identity, session);
      if (current === undefined) return endSession(identity, error);
      try {
        return await refreshWith(identity, current);
      } catch (second) {
        if (!hasCode(second, 'session_expired')) throw second;
        return endSession(identity, second);
      }
    }
  }

  async function refreshWith(identity: Identity, session: StoredSession): Promise<RenewedTokens> {
    let kept = false;
    let latest = session;
    const keep = async (refreshToken: string) => {
      const storage = await vault.write(identity, { ...recordOf(session), refreshToken });
      kept = true;
      latest = { ...session, refreshToken, storage };
      unanswered.delete(identity.id);
      show(identity, signedIn(latest));
    };
    let asked = clock.steady();
    let sent = false;
    // Up to here nothing has happened to the token. From here on an end, or a sign-out, waits for the answer.
    const begin = () => {
      refuseAtTheEnd();
      if (signOuts.isUnderWay(identity)) throw new AppError('signed_out_meanwhile', {});
      asked = clock.steady();
      sent = true;
    };
    const ask = () =>
      provider.refresh(identity, session.refreshToken, keep, begin).catch((error: unknown): never => {
        if (sent && !kept && isUnanswered(error)) unanswered.add(identity.id);
        throw error;
      });
    // Once a new token is kept the old one is worth nothing, and an end does not wait for more than one answer.
    const tokens = await retryIssuer(clock, random, ask, () => !kept && endings === 0);
    const { idToken } = tokens;
    if (idToken.subject !== session.user.subject) {
      throw new AppError('id_token_invalid', { issuer: identity.issuer, reason: 'it names another user' });
    }
    idTokens.put(identity.id, idToken, asked);
    await keepGroups(identity, latest, idToken.groups);
    log.info('session.refreshed', { identity: identity.id });
    return tokens;
  }

  /** What the token tells anew is kept for the next start; what was kept before stands where it tells nothing. */
  async function keepGroups(
    identity: Identity,
    session: StoredSession,
    groups: readonly string[] | undefined,
  ): Promise<void> {
    if (groups === undefined || groups.join('\n') === session.groups?.join('\n')) return;
    const storage = await vault.write(identity, { ...recordOf(session), groups });
    show(identity, signedIn({ ...session, groups, storage }));
  }

  /** Another program may have rotated the token while we held the old one: looked up once before giving up. */
  async function rotatedElsewhere(
    identity: Identity,
    session: StoredSession,
  ): Promise<StoredSession | undefined> {
    try {
      const current = await vault.reread(identity);
      return current?.refreshToken === session.refreshToken ? undefined : current;
    } catch (error) {
      // A session in memory was never in the keychain, so its end does not wait for one.
      if (session.storage === 'memory') return undefined;
      throw error;
    }
  }

  async function endSession(identity: Identity, expired: AppError): Promise<never> {
    const ended = unanswered.delete(identity.id)
      ? new AppError('session_unknown', { identity: identity.id }, { cause: expired })
      : expired;
    // What a keychain does not let go of is a token that the provider takes no more.
    await vault.remove(identity).catch(() => undefined);
    show(identity, { status: 'signed-out', error: ended });
    throw ended;
  }

  async function keepLogin(identity: Identity, { tokens, user }: Login): Promise<void> {
    const given = clock.steady();
    let before: StoredSession | undefined;
    // In turn: a refresh at the same time would store the old session's token over the new one's.
    await lanes.run(accountOf(identity), async () => {
      before = await vault.read(identity).catch(() => undefined);
      const { refreshToken, idToken } = tokens;
      const record = { refreshToken, user, ...(idToken.groups && { groups: idToken.groups }) };
      const storage = await vault.write(identity, record);
      idTokens.put(identity.id, idToken, given);
      unanswered.delete(identity.id);
      show(identity, signedIn({ ...record, storage }));
      log.info('session.signed-in', { identity: identity.id, storage });
    });
    if (before !== undefined && before.refreshToken !== tokens.refreshToken) {
      await provider.revoke(identity, before.refreshToken).catch(() => undefined);
    }
  }

  /** A login that fails leaves an earlier session as it was. */
  async function afterFailedLogin(identity: Identity, error: AppError): Promise<void> {
    const before = await vault.read(identity).catch(() => undefined);
    if (before !== undefined) {
      show(identity, signedIn(before));
    } else if (isChangeOfMind(error)) {
      show(identity, { status: 'signed-out' });
    } else {
      show(identity, { status: 'signed-out', error });
    }
  }

  const logins = createLogins({ provider, state, clock, keep: keepLogin, fail: afterFailedLogin });

  const signOuts = createSignOuts({
    provider,
    vault,
    state,
    log,
    lanes,
    logins,
    forget(identity) {
      idTokens.drop(identity.id);
      unanswered.delete(identity.id);
    },
  });

  function refuseAtTheEnd(): void {
    if (endings > 0) throw new AppError('owner_busy', {});
  }

  return {
    async restore(identity) {
      if (logins.isPending(identity)) return;
      try {
        const session = await vault.read(identity);
        show(identity, session === undefined ? { status: 'signed-out' } : signedIn(session));
      } catch (error) {
        show(identity, { status: 'signed-out', error: asAppError(error) });
      }
    },

    async idToken(identity) {
      await signOuts.settled(identity);
      const held = idTokens.of(identity);
      if (held !== undefined) return held;
      refuseAtTheEnd();
      const account = accountOf(identity);
      return refreshes.run(account, () => lanes.run(account, () => refresh(identity)));
    },

    async renew(identity) {
      await signOuts.settled(identity);
      refuseAtTheEnd();
      return (await lanes.run(accountOf(identity), () => refreshAnew(identity))).whose;
    },

    user: async (identity) => (await stored(identity)).user,

    dropIdToken(identity, refused) {
      if (idTokens.of(identity)?.jwt === refused.jwt) idTokens.drop(identity.id);
    },

    look: () => idTokens.look(),

    logins: {
      ...logins,
      async signIn(...wish) {
        refuseAtTheEnd();
        return logins.signIn(...wish);
      },
      async signInByCode(...wish) {
        refuseAtTheEnd();
        return logins.signInByCode(...wish);
      },
    },

    async signOut(identity) {
      // The next owner may have the session already: it would go on there.
      refuseAtTheEnd();
      return signOuts.signOut(identity);
    },

    async end() {
      endings += 1;
      await logins.cancelAll();
      await lanes.idle();
      await signOuts.idle();
    },

    resume: () => void (endings -= 1),

    handOver: () => ({ idTokens: idTokens.handOver(), records: vault.memoryOnly() }),

    adopt(memory) {
      for (const [id, token] of memory.idTokens) idTokens.put(id, token, clock.steady());
      vault.adopt(memory.records);
    },
  };
}

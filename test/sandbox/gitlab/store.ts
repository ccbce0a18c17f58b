import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { SandboxClock } from './clock.ts';

interface Entry {
  readonly payload: AdapterPayload;
  /** Milliseconds since the epoch, on the stand-in's clock. */
  readonly expiresAt: number;
}

/** A refresh token that would be accepted now. */
export interface LiveRefreshToken {
  readonly token: string;
  readonly userId: number;
  readonly applicationUid: string;
  readonly scopes: readonly string[];
}

/** A token that was given out, whether it still works or not. */
export interface IssuedToken {
  readonly kind: 'access token' | 'refresh token' | 'ID token';
  readonly token: string;
  /** When it was stored, in milliseconds of the machine's steady clock, which is the same in every process. */
  readonly at: number;
}

/**
 * One stand-in's memory: what oidc-provider keeps, in the shape its adapter interface asks for. Things expire by the
 * stand-in's clock; oidc-provider itself goes by the machine's, so it never lets anything live longer than that.
 */
export class Store {
  readonly #models = new Map<string, Map<string, Entry>>();
  readonly #issued = new Map<string, IssuedToken>();
  readonly #clock: SandboxClock;

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  /** The adapter for one of oidc-provider's models. */
  adapter(model: string): Adapter {
    const done = Promise.resolve();
    return {
      upsert: (id, payload, expiresIn) => {
        this.#put(model, id, payload, expiresIn);
        return done;
      },
      find: (id) => Promise.resolve(this.find(model, id)),
      findByUid: (uid) => Promise.resolve(this.#findBy(model, (payload) => payload.uid === uid)),
      findByUserCode: (code) => Promise.resolve(this.#findBy(model, (payload) => payload.userCode === code)),
      consume: (id) => {
        this.#consume(model, id);
        return done;
      },
      destroy: (id) => {
        this.#delete(model, id);
        return done;
      },
      revokeByGrantId: (grantId) => {
        this.#deleteGrant(model, grantId);
        return done;
      },
    };
  }

  find(model: string, id: string): AdapterPayload | undefined {
    const entry = this.#entries(model).get(id);
    return entry && entry.expiresAt > this.#clock.milliseconds() ? entry.payload : undefined;
  }

  /** Seconds until something expires; 0 for what is not there. */
  secondsLeft(model: string, id: string): number {
    const expiresAt = this.#entries(model).get(id)?.expiresAt ?? 0;
    return Math.max(0, Math.ceil((expiresAt - this.#clock.milliseconds()) / 1000));
  }

  /** The refresh tokens that work, of one user or of all. */
  refreshTokens(userId?: number): readonly LiveRefreshToken[] {
    return [...this.#entries('RefreshToken').keys()].flatMap((token) => {
      const payload = this.find('RefreshToken', token);
      if (!payload || (userId !== undefined && payload.accountId !== String(userId))) return [];
      return {
        token,
        userId: Number(payload.accountId),
        applicationUid: payload.clientId ?? '',
        scopes: payload.scope?.split(' ') ?? [],
      };
    });
  }

  /** Notes an ID token: nothing asks for it again, but tests look for it where it must not be. */
  noteIdToken(token: string): void {
    this.#note('ID token', token);
  }

  /** Every token that there ever was. */
  issuedTokens(): readonly IssuedToken[] {
    return [...this.#issued.values()];
  }

  /** Revokes every token of a user, as an administrator or the user's own settings page would. */
  revokeUser(userId: number): void {
    for (const model of ['RefreshToken', 'AccessToken']) {
      for (const [id, { payload }] of this.#entries(model)) {
        if (payload.accountId === String(userId)) this.#delete(model, id);
      }
    }
  }

  /**
   * oidc-provider marks a used token as consumed and, when it comes back, revokes the whole grant. Doorkeeper
   * revokes the used pair on the spot and shrugs at reuse. Forgetting the token gives exactly that: a second use
   * is "not found", which is invalid_grant, and the successor lives on.
   */
  #consume(model: string, id: string): void {
    const grantId = this.find(model, id)?.grantId;
    this.#delete(model, id);
    if (model === 'RefreshToken' && grantId !== undefined) this.#deleteGrant('AccessToken', grantId);
  }

  #put(model: string, id: string, payload: AdapterPayload, expiresIn?: number): void {
    const expiresAt = expiresIn === undefined ? Infinity : this.#clock.milliseconds() + expiresIn * 1000;
    this.#entries(model).set(id, { payload, expiresAt });
    if (model === 'AccessToken') this.#note('access token', id);
    if (model === 'RefreshToken') this.#note('refresh token', id);
  }

  #note(kind: IssuedToken['kind'], token: string): void {
    this.#issued.set(token, { kind, token, at: Number(process.hrtime.bigint()) / 1e6 });
  }

  #findBy(model: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    return [...this.#entries(model).values()].find(({ payload }) => matches(payload))?.payload;
  }

  #delete(model: string, id: string): void {
    this.#entries(model).delete(id);
  }

  #deleteGrant(model: string, grantId: string): void {
    for (const [id, { payload }] of this.#entries(model)) {
      if (payload.grantId === grantId) this.#delete(model, id);
    }
  }

  #entries(model: string): Map<string, Entry> {
    const known = this.#models.get(model);
    if (known) return known;
    const fresh = new Map<string, Entry>();
    this.#models.set(model, fresh);
    return fresh;
  }
}

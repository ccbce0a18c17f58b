import { AppError } from '../../src/core/errors.ts';
import type { FreshIdToken, Identity, User } from '../../src/core/model.ts';
import type { Clock, CodeLoginRequest, IdentityProvider, Login, LoginRequest } from '../../src/core/ports.ts';
import { ada } from './fake-nouns.ts';

type Refresh = IdentityProvider['refresh'];

/**
 * A provider that rotates its refresh token on every use, as GitLab does: only the newest one is good. The user at
 * its login page waits until the test says what happens there.
 */
export class FakeIdentityProvider implements IdentityProvider {
  /** The refresh token that is good now; undefined where there is no session. */
  live: string | undefined;
  user: User = ada;
  /** Refresh tokens as they were presented, in order. */
  readonly presented: string[] = [];
  readonly revoked: string[] = [];
  logins = 0;
  /** Holds refreshes back before their tokens leave. */
  discovered: Promise<void> = Promise.resolve();
  /** Replaces the next refresh. */
  nextRefresh: Refresh | undefined;
  /** What revoking fails with, where it does. */
  revokeFailure: AppError | undefined;
  /** What the next revocation does instead of its usual work. */
  nextRevoke: IdentityProvider['revoke'] | undefined;
  /** Seconds that its clock is ahead of this computer's. */
  ahead = 0;
  /** What userinfo answers. */
  userinfo: () => Promise<{ readonly subject: string }> = () =>
    Promise.resolve({ subject: this.user.subject });
  private count = 0;
  private pending: { resolve: (login: Login) => void; reject: (error: unknown) => void } | undefined;
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async login({ identity, open, signal }: LoginRequest): Promise<Login> {
    const outcome = this.wait(signal);
    await open(`${identity.issuer}/oauth/authorize?n=${this.logins}`);
    return outcome;
  }

  async loginByCode({ identity, show, signal }: CodeLoginRequest): Promise<Login> {
    const outcome = this.wait(signal);
    const page = `${identity.issuer}/oauth/device`;
    const userCode = `CODE${this.logins}`;
    const completePage = `${page}?user_code=${userCode}`;
    await show({ userCode, page, completePage, expiresAt: this.clock.now() + 300_000 });
    return outcome;
  }

  private wait(signal: AbortSignal): Promise<Login> {
    this.logins += 1;
    const outcome = new Promise<Login>((resolve, reject) => {
      this.pending = { resolve, reject };
      signal.addEventListener('abort', () => reject(signal.reason as AppError));
    });
    outcome.catch(() => undefined);
    return outcome;
  }

  /** The user at the login page signs in. @returns the session's first refresh token */
  approve(identity: Identity): string {
    const refreshToken = this.issue();
    const tokens = { idToken: this.idToken(identity), refreshToken };
    this.pending?.resolve({ tokens, user: this.user });
    return refreshToken;
  }

  /** The login ends in another way. */
  failLogin(error: AppError): void {
    this.pending?.reject(error);
  }

  async refresh(...asked: Parameters<Refresh>): ReturnType<Refresh> {
    const instead = this.nextRefresh;
    this.nextRefresh = undefined;
    await this.discovered;
    const [, , , begin] = asked;
    begin?.();
    return (instead ?? this.rotate)(...asked);
  }

  readonly rotate: Refresh = async (identity, refreshToken, keep) => {
    this.presented.push(refreshToken);
    await Promise.resolve();
    if (refreshToken !== this.live) {
      throw new AppError('session_expired', { identity: identity.id, issuer: identity.issuer });
    }
    const rotated = this.issue();
    await keep(rotated);
    return { idToken: this.idToken(identity), refreshToken: rotated, whose: () => this.userinfo() };
  };

  revoke(identity: Identity, refreshToken: string): Promise<void> {
    const next = this.nextRevoke;
    this.nextRevoke = undefined;
    if (next !== undefined) return next(identity, refreshToken);
    if (this.revokeFailure !== undefined) return Promise.reject(this.revokeFailure);
    this.revoked.push(refreshToken);
    if (refreshToken === this.live) this.live = undefined;
    return Promise.resolve();
  }

  skew(): number {
    return this.ahead;
  }

  /** Makes a new refresh token the good one. */
  issue(): string {
    this.count += 1;
    this.live = `refresh-${this.count}`;
    return this.live;
  }

  /** Lives 120 s, as GitLab's. */
  idToken(identity: Identity, subject = this.user.subject): FreshIdToken {
    this.count += 1;
    return {
      jwt: `jwt-${this.count}`,
      issuer: identity.issuer,
      audience: identity.clientId,
      subject,
      lifetimeMs: 120_000,
    };
  }
}

import { idTokenClaims } from './claims.ts';
import type { SandboxClock } from './clock.ts';
import type { DeviceCodes } from './device-codes.ts';
import { doorkeeperError } from './doorkeeper-error.ts';
import type { Faults } from './faults.ts';
import { signFaulty } from './id-token-faults.ts';
import { rs256Header, signRs256 } from './jwt.ts';
import { foreignKey } from './keys.ts';
import type { KeyRing } from './keys.ts';
import type { ProviderBridge } from './provider-bridge.ts';
import { ACCESS_TOKEN_SECONDS, DEVICE_CODE_GRANT } from './provider.ts';
import { jsonObject, jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';
import type { SandboxRequest } from './request.ts';
import type { Store } from './store.ts';
import type { Users } from './users.ts';

/** What the token endpoint works with. */
export interface TokenEndpointParts {
  readonly issuer: string;
  readonly bridge: ProviderBridge;
  readonly store: Store;
  readonly users: Users;
  readonly keys: KeyRing;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly deviceCodes: DeviceCodes;
}

/** `/oauth/token`: oidc-provider decides, and the answer is told the way Doorkeeper tells it. */
export class TokenEndpoint {
  readonly #parts: TokenEndpointParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: TokenEndpointParts) {
    this.#parts = parts;
  }

  /**
   * One request at a time, as Doorkeeper's row lock has it: of two refreshes with the same token one wins and
   * the other is invalid_grant, never both.
   */
  handle(request: SandboxRequest): Promise<Reply> {
    const turn = this.#last.then(() => this.#exchange(request));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #exchange(request: SandboxRequest): Promise<Reply> {
    const { bridge, deviceCodes } = this.#parts;
    const grantType = request.form.get('grant_type');
    if (grantType === DEVICE_CODE_GRANT) {
      const code = request.form.get('device_code') ?? '';
      if (deviceCodes.tooSoon(code)) return doorkeeperError('slow_down');
      if (deviceCodes.expired(code)) return doorkeeperError('expired_token');
    }
    if (grantType === 'refresh_token' && this.#belongsToBlockedUser(request)) {
      // Doorkeeper finds no owner for the ID token and Rails answers 500 with nothing in it.
      return { status: 500, headers: {}, body: '' };
    }
    const reply = await bridge.call(asJsonClient(request));
    const body = jsonObject(reply);
    if (reply.status !== 200 || !body) return doorkeeperError(errorOf(body));
    return this.#tokens(body, grantType !== 'refresh_token');
  }

  #belongsToBlockedUser(request: SandboxRequest): boolean {
    const { store, users } = this.#parts;
    const owner = store.find('RefreshToken', request.form.get('refresh_token') ?? '')?.accountId;
    return owner !== undefined && users.bySubject(owner)?.blocked === true;
  }

  async #tokens(body: Record<string, unknown>, firstIssue: boolean): Promise<Reply> {
    const { clock } = this.#parts;
    const idToken = await this.#idToken(String(body['refresh_token']), firstIssue);
    if (idToken !== undefined) this.#parts.store.noteIdToken(idToken);
    return jsonReply(200, {
      access_token: body['access_token'],
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
      refresh_token: body['refresh_token'],
      scope: body['scope'],
      created_at: clock.now(),
      ...(idToken === undefined ? {} : { id_token: idToken }),
    });
  }

  /**
   * oidc-provider's own ID token would carry other claims, its own clock and the nonce on every refresh; GitLab's
   * is made here from the same facts.
   */
  async #idToken(refreshToken: string, firstIssue: boolean): Promise<string | undefined> {
    const { issuer, store, users, keys, clock, faults } = this.#parts;
    const session = store.find('RefreshToken', refreshToken);
    const user = users.bySubject(session?.accountId ?? '');
    const scopes = session?.scope?.split(' ') ?? [];
    if (!session || !user || !scopes.includes('openid')) return undefined;
    const claims = idTokenClaims({
      issuer,
      user,
      scopes,
      audience: session.clientId ?? '',
      now: clock.now(),
      nonce: firstIssue ? session.nonce : undefined,
    });
    const fault = faults.takeIdToken();
    if (fault === undefined)
      return signRs256({ header: rs256Header(keys.login), claims }, keys.login.privateKey);
    return signFaulty(claims, fault, { key: keys.login, foreignKey: await foreignKey() });
  }
}

/** oidc-provider would answer a browser in HTML; this endpoint speaks JSON to everyone. */
function asJsonClient(request: SandboxRequest): SandboxRequest {
  return { ...request, headers: { ...request.headers, accept: 'application/json' } };
}

function errorOf(body: Record<string, unknown> | undefined): string {
  return typeof body?.['error'] === 'string' ? body['error'] : 'invalid_request';
}

import type { SandboxClock } from './clock.ts';
import { doorkeeperError } from './doorkeeper-error.ts';
import { ACCESS_TOKEN_SECONDS } from './provider.ts';
import type { ProviderBridge } from './provider-bridge.ts';
import { jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';
import { bearerOf, clientIdOf } from './request.ts';
import type { SandboxRequest } from './request.ts';
import type { Store } from './store.ts';

/** `/oauth/revoke`: 200 and an empty object, for tokens nobody knows as well. Another client's token is refused. */
export async function revoke(request: SandboxRequest, bridge: ProviderBridge, store: Store): Promise<Reply> {
  const token = request.form.get('token') ?? '';
  const owner = (store.find('RefreshToken', token) ?? store.find('AccessToken', token))?.clientId;
  if (owner !== undefined && owner !== clientIdOf(request))
    return doorkeeperError('unauthorized_client', 403);
  const reply = await bridge.call(request);
  return reply.status === 200 ? jsonReply(200, {}) : doorkeeperError('unauthorized_client', 403);
}

/** `/oauth/userinfo`, and any other endpoint where oidc-provider's answer is right and only its errors are not. */
export async function withDoorkeeperErrors(request: SandboxRequest, bridge: ProviderBridge): Promise<Reply> {
  const json = { ...request, headers: { ...request.headers, accept: 'application/json' } };
  const reply = await bridge.call(json);
  if (reply.status < 400) return reply;
  const challenge = String(reply.headers['www-authenticate'] ?? reply.body);
  const error = /error"?[=:]"(\w+)"/.exec(challenge)?.[1] ?? 'invalid_token';
  return doorkeeperError(error);
}

/** `/oauth/token/info`: what a bearer token is good for. */
export function tokenInfo(request: SandboxRequest, store: Store, clock: SandboxClock): Reply {
  const bearer = bearerOf(request) ?? '';
  const token = store.find('AccessToken', bearer);
  if (!token) return doorkeeperError('invalid_token');
  const secondsLeft = store.secondsLeft('AccessToken', bearer);
  return jsonReply(200, {
    resource_owner_id: Number(token.accountId),
    scope: token.scope?.split(' ') ?? [],
    expires_in: secondsLeft,
    application: { uid: token.clientId },
    created_at: clock.now() + secondsLeft - ACCESS_TOKEN_SECONDS,
  });
}

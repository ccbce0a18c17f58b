import { createHash } from 'node:crypto';
import type { ProviderBridge } from './provider-bridge.ts';
import { movingPage } from './pages.ts';
import { htmlReply } from './reply.ts';
import type { Reply } from './reply.ts';
import type { SandboxRequest } from './request.ts';

/** How the browser is sent back to the application. */
export type ReturnBy = 'redirect' | 'page';

/** `/oauth/authorize` and its continuation after sign-in and consent. */
export async function authorization(
  request: SandboxRequest,
  bridge: ProviderBridge,
  issuer: string,
  returnBy: ReturnBy,
): Promise<Reply> {
  const reply = await bridge.call(withS256(request));
  const location = reply.headers['location'];
  if (typeof location !== 'string' || !location.includes('://')) return reply;
  const target = new URL(location);
  if (target.origin === new URL(issuer).origin) return reply;

  // Doorkeeper does not know RFC 9207: no `iss` beside the code.
  target.searchParams.delete('iss');
  if (returnBy === 'redirect') {
    return { ...reply, status: 302, headers: { ...reply.headers, location: target.href } };
  }
  const cookies = reply.headers['set-cookie'] ?? [];
  return htmlReply(200, movingPage(target.href), { 'set-cookie': cookies });
}

/**
 * GitLab takes PKCE's `plain` too, and takes a missing method for it; oidc-provider knows S256 alone. The S256
 * challenge of a plain challenge accepts the same verifier.
 */
function withS256(request: SandboxRequest): SandboxRequest {
  const challenge = request.query.get('code_challenge');
  if (challenge === null || (request.query.get('code_challenge_method') ?? 'plain') !== 'plain')
    return request;
  const query = new URLSearchParams(request.query);
  query.set('code_challenge', createHash('sha256').update(challenge).digest('base64url'));
  query.set('code_challenge_method', 'S256');
  return { ...request, query };
}

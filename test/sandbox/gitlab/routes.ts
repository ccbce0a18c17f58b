import type { Applications } from './applications.ts';
import { authorization } from './authorization.ts';
import type { ReturnBy } from './authorization.ts';
import { discoveryDocument } from './discovery.ts';
import { answersTo, endpointOf } from './endpoint.ts';
import { consent, signIn } from './interaction.ts';
import { messagePage } from './pages.ts';
import { htmlReply, jsonObject, jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';
import { repositoryFile } from './repository-files.ts';
import type { Repository } from './repository.ts';
import type { SandboxRequest } from './request.ts';
import { TokenEndpoint } from './token-endpoint.ts';
import type { TokenEndpointParts } from './token-endpoint.ts';
import { revoke, tokenInfo, withDoorkeeperErrors } from './token-status.ts';

/** Everything the endpoints work with. */
export interface RouteParts extends TokenEndpointParts {
  readonly applications: Applications;
  readonly repository: Repository;
  readonly returnBy: ReturnBy;
}

/** Maps a request to its reply. */
export function createRoutes(parts: RouteParts): (request: SandboxRequest) => Promise<Reply> {
  const { issuer, bridge, store, clock } = parts;
  const token = new TokenEndpoint(parts);

  return async (request) => {
    const endpoint = endpointOf(request.path);
    if (!answersTo(endpoint, request.method)) return missingPage();
    switch (endpoint) {
      case 'discovery':
        return jsonReply(200, discoveryDocument(issuer), {
          'cache-control': 'max-age=0, private, must-revalidate',
        });
      case 'jwks':
        return jsonReply(200, parts.keys.jwks(), {
          'cache-control': 'public, max-age=86400, must-revalidate',
        });
      case 'authorize':
        return authorization(request, bridge, issuer, parts.returnBy);
      case 'sign-in':
        return signIn(request, parts);
      case 'consent':
        return consent(request, parts);
      case 'token':
        return token.handle(request);
      case 'token-info':
        return tokenInfo(request, store, clock);
      case 'revoke':
        return revoke(request, bridge, store);
      case 'introspect':
      case 'userinfo':
        return withDoorkeeperErrors(request, bridge);
      case 'authorize-device':
        return deviceAuthorization(request, parts);
      case 'device-page':
        return bridge.call(request);
      case 'repository-file':
        return repositoryFile(request, parts.repository, store);
      case 'other':
        return otherPage(request);
    }
  };
}

/** oidc-provider leaves the interval out, since RFC 8628 has a default; Doorkeeper always says it. */
async function deviceAuthorization(request: SandboxRequest, parts: RouteParts): Promise<Reply> {
  const reply = await withDoorkeeperErrors(request, parts.bridge);
  const device = jsonObject(reply);
  if (reply.status !== 200 || !device) return reply;
  parts.deviceCodes.issued(String(device['device_code']));
  return jsonReply(200, { ...device, interval: parts.deviceCodes.interval });
}

function otherPage({ path }: SandboxRequest): Reply {
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  if (path === '/') return htmlReply(200, messagePage('GitLab (sandbox)', 'Sign in from the application.'));
  return missingPage();
}

function missingPage(): Reply {
  return htmlReply(404, messagePage('404', 'There is no such page here.'));
}

import { jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';

/** The error codes of RFC 6749, RFC 6750 and RFC 8628 that the endpoints answer with, and a sentence for each. */
const sentences: Readonly<Record<string, string>> = {
  invalid_request: 'The request misses a parameter or carries one that makes no sense.',
  invalid_client: 'The client is unknown or did not prove who it is.',
  invalid_grant: 'The grant is invalid, expired, revoked, used, or was issued to another client.',
  invalid_scope: 'The requested scope is unknown or not ticked on the application.',
  unauthorized_client: 'You are not authorized to revoke this token',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server.',
  access_denied: 'The resource owner or authorization server denied the request.',
  authorization_pending: 'The user has not answered yet.',
  slow_down: 'The client polls too often.',
  expired_token: 'The device code has expired.',
  invalid_token: 'The access token is invalid, expired or revoked.',
  insufficient_scope: 'The access token lacks the scope for this.',
};

/**
 * An error as Doorkeeper sends it: the JSON body and, on every error and not only on 401, a
 * `WWW-Authenticate` challenge that repeats it.
 */
export function doorkeeperError(error: string, status = statusOf(error)): Reply {
  const description = sentences[error] ?? 'Something is wrong with the request.';
  return jsonReply(
    status,
    { error, error_description: description },
    { 'www-authenticate': `Bearer realm="Doorkeeper", error="${error}", error_description="${description}"` },
  );
}

function statusOf(error: string): number {
  switch (error) {
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_token':
      return 401;
    case 'insufficient_scope':
      return 403;
    default:
      return 400;
  }
}

/** The places a client can knock at, by name: the request log and the faults speak of these. */
export type Endpoint =
  | 'discovery'
  | 'jwks'
  | 'authorize'
  | 'token'
  | 'token-info'
  | 'revoke'
  | 'introspect'
  | 'userinfo'
  | 'authorize-device'
  | 'device-page'
  | 'sign-in'
  | 'consent'
  | 'repository-file'
  | 'other';

const exact: Readonly<Record<string, Endpoint>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/oauth/discovery/keys': 'jwks',
  '/oauth/authorize': 'authorize',
  '/oauth/token': 'token',
  '/oauth/token/info': 'token-info',
  '/oauth/revoke': 'revoke',
  '/oauth/introspect': 'introspect',
  '/oauth/userinfo': 'userinfo',
  '/oauth/authorize_device': 'authorize-device',
  '/oauth/device': 'device-page',
};

const prefixes: readonly (readonly [string, Endpoint])[] = [
  ['/oauth/authorize/', 'authorize'],
  ['/oauth/device/', 'device-page'],
  ['/users/sign_in/', 'sign-in'],
  ['/oauth/consent/', 'consent'],
  ['/api/v4/projects/', 'repository-file'],
];

/** Names the endpoint behind a request path (without its query). */
export function endpointOf(path: string): Endpoint {
  return exact[path] ?? prefixes.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'other';
}

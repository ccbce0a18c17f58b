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

const READ = ['GET', 'HEAD'];
const FORM = [...READ, 'POST'];

const methods: Readonly<Record<Endpoint, readonly string[]>> = {
  discovery: READ,
  jwks: READ,
  authorize: READ,
  token: ['POST'],
  'token-info': READ,
  revoke: ['POST'],
  introspect: ['POST'],
  userinfo: FORM,
  'authorize-device': ['POST'],
  'device-page': FORM,
  'sign-in': FORM,
  consent: FORM,
  'repository-file': READ,
  other: READ,
};

/** Whether an endpoint knows a method: GitLab routes by both, and a wrong method is a page that does not exist. */
export function answersTo(endpoint: Endpoint, method: string): boolean {
  return methods[endpoint].includes(method);
}

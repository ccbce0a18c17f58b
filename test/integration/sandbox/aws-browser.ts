import type { Aws, AwsOptions } from '../../sandbox/aws/aws.ts';
import { assume, form, latest, startWorld } from './aws-world.ts';
import type { World } from './aws-world.ts';

/** An ordinary console address. */
export const DESTINATION =
  'https://ap-northeast-1.console.aws.amazon.com/ecs/home?region=ap-northeast-1#/clusters';

type Parameters = Readonly<Record<string, string | undefined>>;

/** A world with credentials in hand. */
export async function startSignedIn(options: AwsOptions = {}, parameters: Parameters = {}): Promise<World> {
  const world = await startWorld(options);
  await assume(world, parameters);
  return world;
}

/** The `Session` parameter for the last credentials, with fields replaced. */
export function sessionOf(aws: Aws, change: object = {}): string {
  const { accessKeyId, secretAccessKey, sessionToken } = latest(aws);
  return JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken, ...change });
}

/** Asks for a sign-in token with the last credentials, with parameters replaced. */
export function getSigninToken(
  aws: Aws,
  parameters: Parameters = {},
  method: 'GET' | 'POST' = 'POST',
): Promise<Response> {
  const sent = form({ Action: 'getSigninToken', Session: sessionOf(aws), ...parameters });
  if (method === 'POST') return fetch(aws.endpoints.signin, { method, body: sent });
  return fetch(`${aws.endpoints.signin}?${sent.toString()}`);
}

/** The sign-in token itself. */
export async function signinToken(aws: Aws, parameters: Parameters = {}): Promise<string> {
  const reply: unknown = await (await getSigninToken(aws, parameters)).json();
  if (
    typeof reply === 'object' &&
    reply !== null &&
    'SigninToken' in reply &&
    typeof reply.SigninToken === 'string'
  ) {
    return reply.SigninToken;
  }
  throw new Error('no SigninToken');
}

/** Opens the login URL without following its redirect. */
export function login(aws: Aws, token: string, parameters: Parameters = {}, cookie = ''): Promise<Response> {
  const sent = form({
    Action: 'login',
    Issuer: 'https://tobira.test',
    Destination: DESTINATION,
    SigninToken: token,
    ...parameters,
  });
  return fetch(`${aws.endpoints.signin}?${sent.toString()}`, { redirect: 'manual', headers: { cookie } });
}

/** A `Cookie` header out of what a response sets. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Logs in and follows the redirect as a browser would. */
export async function openConsole(
  aws: Aws,
  parameters: Parameters = {},
  sessionParameters: Parameters = {},
): Promise<Response> {
  const response = await login(aws, await signinToken(aws, sessionParameters), parameters);
  return fetch(response.headers.get('location') ?? '', { headers: { cookie: cookiesOf(response) } });
}

/** The text of the element with that `data-testid`. */
export function shown(page: string, id: string): string | undefined {
  return new RegExp(`data-testid="${id}"[^>]*>([^<]*)<`).exec(page)?.[1]?.trim();
}

import { createHash, randomBytes } from 'node:crypto';
import type { Choices } from '../sandbox/gitlab/browser.ts';
import type { GitLab } from '../sandbox/gitlab/gitlab.ts';

/** A reply of an OAuth endpoint, read whole. */
export interface OAuthReply {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON object, or an empty one if the body is something else. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What an authorization request may say; the rest is a public client's ordinary request. */
export interface AuthorizationInput {
  readonly clientId?: string;
  readonly redirectUri?: string;
  readonly scope?: string;
  /** More parameters, or other values; an empty value leaves one out. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** An authorization URL and what its code is redeemed with. */
export interface Authorization {
  readonly url: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** Builds an authorization request with PKCE, state and nonce. */
export function authorizationRequest(gitlab: GitLab, input: AuthorizationInput = {}): Authorization {
  const { clientId = gitlab.applications.default.uid, redirectUri = 'http://127.0.0.1:51234/callback' } =
    input;
  const [verifier, state, nonce] = [secret(), secret(), secret()];
  const url = new URL(`${gitlab.issuer}/oauth/authorize`);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: input.scope ?? 'openid email profile',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...input.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '') url.searchParams.set(name, value);
  }
  return { url: url.href, clientId, redirectUri, verifier, state, nonce };
}

/** Posts a form to an endpoint of the stand-in. */
export async function postForm(
  gitlab: GitLab,
  path: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<OAuthReply> {
  return readReply(
    await fetch(`${gitlab.issuer}${path}`, { method: 'POST', body: new URLSearchParams(form), headers }),
  );
}

/** Gets something from the stand-in, with a bearer token if one is given. */
export async function getFrom(gitlab: GitLab, path: string, bearer?: string): Promise<OAuthReply> {
  const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  return readReply(await fetch(`${gitlab.issuer}${path}`, { headers, redirect: 'manual' }));
}

/** Redeems the code in a callback URL. */
export function redeem(gitlab: GitLab, authorization: Authorization, callback: string): Promise<OAuthReply> {
  return postForm(gitlab, '/oauth/token', {
    grant_type: 'authorization_code',
    client_id: authorization.clientId,
    redirect_uri: authorization.redirectUri,
    code_verifier: authorization.verifier,
    code: new URL(callback).searchParams.get('code') ?? '',
  });
}

/** A whole login: sign-in, consent, code, tokens. */
export async function login(
  gitlab: GitLab,
  choices: Choices = { user: gitlab.users.get(42) },
  input: AuthorizationInput = {},
): Promise<OAuthReply & { readonly authorization: Authorization }> {
  const authorization = authorizationRequest(gitlab, input);
  const callback = await gitlab.authorize(authorization.url, choices);
  return { ...(await redeem(gitlab, authorization, callback)), authorization };
}

/** Refreshes as a public client does. */
export function refresh(
  gitlab: GitLab,
  refreshToken: string,
  clientId = gitlab.applications.default.uid,
): Promise<OAuthReply> {
  return postForm(gitlab, '/oauth/token', {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refreshToken,
  });
}

/** A string member of a reply; throws if it is missing, so that a test fails where the cause is. */
export function text(reply: OAuthReply, member: string): string {
  const value = reply.json[member];
  if (typeof value !== 'string')
    throw new Error(`No ${member} in HTTP ${reply.status}: ${reply.text.slice(0, 300)}`);
  return value;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

async function readReply(response: Response): Promise<OAuthReply> {
  const body = await response.text();
  return { status: response.status, headers: response.headers, json: parseObject(body), text: body };
}

function parseObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

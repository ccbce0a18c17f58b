import { AppError } from './errors.ts';
import type { Clock, Http, Random } from './ports.ts';
import { retryPassing } from './retry.ts';
import { isSafeUrl } from './safe-url.ts';
import { readUnverified } from './unverified-token.ts';

interface Request {
  readonly url: string;
  /** A secret. */
  readonly bearer: string;
  readonly audience: string;
}

interface Parts {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
}

/** What GitHub's own action for AWS asks for. */
export const usualGitHubAudience = 'sts.amazonaws.com';

const timeoutMs = 15_000;

/**
 * Asks GitHub for an ID token of the job. Source: "OpenID Connect reference" of GitHub's documentation, "Methods for
 * requesting the OIDC token".
 *
 * @throws AppError `ci_token_request_failed`, or `network_*`
 */
export async function requestGitHubToken(
  { url, bearer, audience }: Request,
  { http, clock, random }: Parts,
): Promise<string> {
  // The bearer token is for GitHub alone: it goes nowhere in the clear.
  if (!isSafeUrl(url)) throw new AppError('ci_token_request_failed', { host: hostOf(url), status: 0 });
  const address = new URL(url);
  address.searchParams.set('audience', audience);
  const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
  return retryPassing(clock, random, async () => {
    const { status, body } = await http.send({ method: 'GET', url: address.href, headers, timeoutMs });
    const token = status === 200 ? tokenIn(body) : undefined;
    if (token === undefined) throw new AppError('ci_token_request_failed', { host: address.host, status });
    return token;
  });
}

function tokenIn(body: string): string | undefined {
  try {
    const reply: unknown = JSON.parse(body);
    if (typeof reply !== 'object' || reply === null || !('value' in reply)) return undefined;
    const { value } = reply;
    return typeof value === 'string' && typeof readUnverified(value) !== 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

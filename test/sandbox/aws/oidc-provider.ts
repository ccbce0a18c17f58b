import { IamError } from './iam-error.ts';
import { isLoopback, mayBeFetched } from './issuer-address.ts';

/** An issuer that an account trusts to name people. */
export interface OidcProvider {
  readonly arn: string;
  /** Equal to the tokens' `iss`. */
  readonly url: string;
  /** The URL without its scheme: the prefix of the condition keys. */
  readonly name: string;
  /** Registered client ids; tests may add and delete. */
  readonly audiences: Set<string>;
  /** Subjects whose claim the issuer is said to have revoked: IDPRejectedClaim. */
  readonly rejectedSubjects: Set<string>;
}

/**
 * Checks what CreateOpenIDConnectProvider checks, and returns the URL without its scheme: a path stays, and so does
 * a slash at the end. Plain http and a port are refused for all hosts but loopback ones.
 * @throws IamError
 */
export function checkProvider(url: string, audiences: readonly string[]): string {
  checkUrl(url);
  if (audiences.length > 100) throw new IamError('LimitExceeded', 'a provider has at most 100 client ids');
  if (audiences.some((audience) => audience.length < 1 || audience.length > 255)) {
    throw new IamError('InvalidInput', 'a client id has 1..255 characters');
  }
  return url.replace(SCHEME, '');
}

const SCHEME = /^https?:\/\//;

function checkUrl(url: string): void {
  if (!SCHEME.test(url) || /\s/.test(url) || !URL.canParse(url)) throw invalid(`not a URL: ${url}`);
  const parsed = new URL(url);
  if (!mayBeFetched(parsed)) throw invalid('https is required');
  // Read from the text: the parser drops a port that is the default and a query that is empty.
  const authority = url.replace(SCHEME, '').split(/[/?#]/, 1)[0] ?? '';
  if (authority.includes('@')) throw invalid('no user');
  if (/:\d*$/.test(authority) && !isLoopback(parsed.hostname)) throw invalid('no port');
  if (/[?#]/.test(url)) throw invalid('no query');
  if (url.length > 255) throw invalid('255 characters');
}

function invalid(why: string): IamError {
  return new IamError('InvalidInput', `Invalid Open ID Connect Provider URL: ${why}`);
}

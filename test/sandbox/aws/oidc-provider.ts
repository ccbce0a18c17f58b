import { IamError } from './iam-error.ts';

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
 * Checks what CreateOpenIDConnectProvider checks, and returns the URL without its scheme.
 * Plain http and a port are refused for all hosts but loopback ones, which is where other stand-ins live.
 * @throws IamError
 */
export function checkProvider(url: string, audiences: readonly string[]): string {
  if (!URL.canParse(url)) throw new IamError('InvalidInput', `not a URL: ${url}`);
  const { protocol, hostname, port, search, hash } = new URL(url);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  if (protocol !== 'https:' && !(loopback && protocol === 'http:')) {
    throw new IamError('InvalidInput', 'Invalid Open ID Connect Provider URL: https is required');
  }
  if (port !== '' && !loopback)
    throw new IamError('InvalidInput', 'Invalid Open ID Connect Provider URL: no port');
  if (search !== '' || hash !== '')
    throw new IamError('InvalidInput', 'Invalid Open ID Connect Provider URL: no query');
  if (url.length > 255)
    throw new IamError('InvalidInput', 'Invalid Open ID Connect Provider URL: 255 characters');
  if (audiences.length > 100) throw new IamError('LimitExceeded', 'a provider has at most 100 client ids');
  if (audiences.some((audience) => audience.length < 1 || audience.length > 255)) {
    throw new IamError('InvalidInput', 'a client id has 1..255 characters');
  }
  return url.replace(/^https?:\/\//, '');
}

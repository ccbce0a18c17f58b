import { providerOf, type TrustProvider } from './provider.ts';
import type { TokenFacts } from './token-facts.ts';

/** What AWS is asked for, as far as it is known here: `AssumeRoleWithWebIdentity` with a token. */
export interface TrustRequest {
  readonly roleArn: { readonly partition: string; readonly accountId: string };
  readonly token: TokenFacts;
  /** By AWS's clock, as well as it is known; milliseconds since the epoch. */
  readonly now?: number;
  readonly sessionName?: string;
}

/** What is known of one condition key. */
export type Found =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** The request does not have it. */
  | { readonly kind: 'absent' }
  /** Only AWS knows it, such as the address that the request comes from. */
  | { readonly kind: 'unknown' };

export const webIdentityAction = 'sts:AssumeRoleWithWebIdentity';

export function providerOfRequest({ token, roleArn }: TrustRequest): TrustProvider {
  return providerOf(token.issuer, roleArn);
}

/**
 * Issuers of which IAM passes on more claims than `aud`, `sub` and `amr` since January 2026. GitLab is not among them.
 */
const talkative =
  /^(token\.actions\.githubusercontent\.com|accounts\.google\.com|oidc\.circleci\.com\/|.*\.oraclecloud\.com)/;

/** @param name of a provider, in lower case @returns whether IAM passes on no claim of its tokens but `aud`, `sub` and `amr` */
export function isReticent(name: string): boolean {
  return !talkative.test(`${name}:`);
}

/** @param key in any letter case */
export function lookUp(request: TrustRequest, key: string): Found {
  const wanted = key.toLowerCase();
  const { token, now, sessionName } = request;
  const provider = providerOfRequest(request);
  const prefix = `${provider.name.toLowerCase()}:`;
  if (wanted.startsWith(prefix)) {
    switch (wanted.slice(prefix.length)) {
      case 'aud':
        return listed(token.audience);
      case 'sub':
        return listed([token.subject]);
      case 'amr':
        return listed(token.methods ?? []);
      default:
        return isReticent(provider.name.toLowerCase()) ? { kind: 'absent' } : { kind: 'unknown' };
    }
  }
  switch (wanted) {
    case 'aws:currenttime':
      return now === undefined ? { kind: 'unknown' } : listed([new Date(now).toISOString()]);
    case 'aws:epochtime':
      return now === undefined ? { kind: 'unknown' } : listed([String(Math.floor(now / 1000))]);
    case 'aws:securetransport':
      return listed(['true']);
    // The IAM user guide: it is there for trust policies, too, and an ARN for providers that AWS does not know by name.
    case 'aws:federatedprovider':
      return listed([provider.arn]);
    case 'sts:rolesessionname':
      return sessionName === undefined ? { kind: 'unknown' } : listed([sessionName]);
    // Only `AssumeRole` takes the first. The others come with the keys that sign a request, which this one has not:
    // the token is all the proof.
    case 'sts:externalid':
    case 'aws:multifactorauthpresent':
    case 'aws:multifactorauthage':
    case 'aws:tokenissuetime':
    case 'aws:username':
      return { kind: 'absent' };
    default:
      return /^(aws|sts|iam):/.test(wanted) ? { kind: 'unknown' } : { kind: 'absent' };
  }
}

function listed(values: readonly string[]): Found {
  return values.length === 0 ? { kind: 'absent' } : { kind: 'values', values };
}

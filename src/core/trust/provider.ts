/** An issuer as IAM knows it in one account. */
export interface TrustProvider {
  /** The issuer without its scheme: the end of the provider's ARN, and what its condition keys begin with. */
  readonly name: string;
  readonly arn: string;
}

export interface ProviderPlace {
  /** `aws`, `aws-cn`, `aws-us-gov`... as in the role's ARN. */
  readonly partition: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** @param issuer the `iss` of its tokens, to the letter */
export function providerOf(issuer: string, { partition, accountId }: ProviderPlace): TrustProvider {
  const name = issuer.replace(/^[a-z]+:\/\//i, '');
  return { name, arn: `arn:${partition}:iam::${accountId}:oidc-provider/${name}` };
}

/** IAM takes roles for issuers that the whole world shares only where the policy says whom of theirs it means. */
export function isShared(providerName: string): boolean {
  return providerName.toLowerCase() === 'gitlab.com';
}

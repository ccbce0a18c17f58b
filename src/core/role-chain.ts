import type { ChainLink, Role, RoleArn } from './model.ts';

/** Roles that are assumed one after the other, of which the last one is used. */

/** The longest session that AWS gives to whoever comes with another role's credentials; seconds. */
export const longestChained = 3_600;

/** AWS sets no limit of its own; each link is one more request for each session. */
export const mostLinks = 5;

// Source of both: API reference of AssumeRole.
export const externalIdForm = /^[\w+=,.@:/-]{2,1224}$/;
export const sourceIdentityForm = /^[\w+=,.@-]{2,64}$/;

/**
 * The role that people work in: the last one of the chain. Its account is the one that their consoles and credentials are
 * of; the trust policy that lets them in from outside is that of `arn`.
 */
export function roleInUse({ arn, chain }: Pick<Role, 'arn' | 'chain'>): RoleArn {
  return chain?.at(-1)?.arn ?? arn;
}

/** What one link of a chain must be allowed, so that the next session comes about. */
export interface LinkNeed {
  readonly roleArn: string;
  /** The role before it, which its trust policy must name. */
  readonly from: string;
  readonly actions: readonly ('sts:AssumeRole' | 'sts:SetSourceIdentity')[];
  /** Whether an external id goes along that the trust policy may test. */
  readonly externalId: boolean;
}

/** What each link needs; a source identity goes along from the link on that sets it. */
export function linkNeeds({ arn, chain = [] }: Pick<Role, 'arn' | 'chain'>): readonly LinkNeed[] {
  return chain.map(({ arn: { text: roleArn }, externalId }, index) => ({
    roleArn,
    from: (chain[index - 1]?.arn ?? arn).text,
    actions: chain.slice(0, index + 1).some(({ sourceIdentity }) => sourceIdentity !== undefined)
      ? ['sts:AssumeRole', 'sts:SetSourceIdentity']
      : ['sts:AssumeRole'],
    externalId: externalId !== undefined,
  }));
}

/** What makes a session the one that it is, beside whose it is and whether it only reads. */
type Assumed = Pick<Role, 'arn' | 'chain' | 'sessionPolicy'>;

/**
 * The same for two roles only where credentials of the one are credentials of the other. Of a role without a chain and a
 * policy it is the ARN, which holds no space.
 */
export function sessionText({ arn, chain, sessionPolicy }: Assumed): string {
  if (chain === undefined && sessionPolicy === undefined) return arn.text;
  const links = chain?.map(({ arn: { text }, externalId, sourceIdentity }: ChainLink) => [
    ...[text, externalId ?? null, sourceIdentity ?? null],
  ]);
  return `${arn.text} ${JSON.stringify([links ?? [], sessionPolicy ?? null])}`;
}

/** Whether what was said of one role, or obtained for it, counts for the other. */
export function isSameSession(one: Assumed & Pick<Role, 'identity'>, other: typeof one): boolean {
  return one.identity === other.identity && sessionText(one) === sessionText(other);
}

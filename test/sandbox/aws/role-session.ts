import type { Clock } from './clock.ts';
import { toAwsTime } from './clock.ts';
import type { Context } from './conditions.ts';
import type { IssuedCredentials, Origin } from './credentials.ts';
import type { Account, Role } from './iam.ts';
import { parseRoleArn, partitionOf } from './arn.ts';
import { packedSize } from './session-policy.ts';
import { StsError } from './sts-errors.ts';
import type { StsParts } from './sts-parts.ts';
import type { RoleParameters } from './sts-parameters.ts';
import type { Fields } from './sts-xml.ts';

/** Role chaining never lasts longer, whatever the role allows. */
const CHAIN_LIMIT = 3600;
const DEFAULT_DURATION = 3600;

/**
 * Hands out a session of `role` to a caller that its trust policy has let in.
 * @throws StsError ValidationError where the duration is beyond the role's limit; session policy errors
 */
export function grantRole(
  role: Role,
  parameters: RoleParameters,
  origin: Origin,
  { store, clock }: StsParts,
  sourceIdentity?: string,
): Fields {
  const { sessionName, duration = DEFAULT_DURATION, policy, policyArns } = parameters;
  if (origin === 'chained' && duration > CHAIN_LIMIT) {
    const message =
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
    throw new StsError('ValidationError', message);
  }
  if (duration > role.maxSessionDuration) {
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    throw new StsError('ValidationError', message);
  }
  const packed = packedSize({ policy, policyArns }, role.partition);
  const credentials = store.issue({
    expiresAt: Math.floor(clock.now() / 1000 + duration) * 1000,
    origin,
    policies: { policy, policyArns },
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    principal: {
      partition: role.partition,
      account: role.account,
      arn: `arn:${role.partition}:sts::${role.account}:assumed-role/${role.name}/${sessionName}`,
      userId: `${role.id}:${sessionName}`,
      roleArn: role.arn,
    },
  });
  return {
    AssumedRoleUser: { AssumedRoleId: credentials.principal.userId, Arn: credentials.principal.arn },
    Credentials: credentialFields(credentials),
    PackedPolicySize: packed?.toString(),
    SourceIdentity: sourceIdentity,
  };
}

/** Condition keys that every request has. */
export function commonContext(sessionName: string, remoteAddress: string, clock: Clock): Context {
  const now = clock.now();
  return new Map([
    ['sts:rolesessionname', [sessionName]],
    ['aws:currenttime', [toAwsTime(now)]],
    ['aws:epochtime', [String(Math.floor(now / 1000))]],
    ['aws:sourceip', [remoteAddress]],
    ['aws:securetransport', ['true']],
  ]);
}

/**
 * The account a role ARN names, if there is one: a region knows those of its own partition alone.
 * @throws StsError ValidationError for what is no role ARN; RegionDisabledException
 */
export function accountOf(roleArn: string, region: string, { iam }: StsParts): Account | undefined {
  const parsed = parseRoleArn(roleArn);
  if (parsed === undefined) throw new StsError('ValidationError', 'Request ARN is invalid');
  if (parsed.partition !== partitionOf(region)) return undefined;
  const account = iam.account(parsed.account);
  if (account?.disabledRegions.includes(region) === true) {
    const message = `STS is not activated in this region for account:${account.id}. Your account administrator can activate STS in this region using the IAM Console.`;
    throw new StsError('RegionDisabledException', message);
  }
  return account;
}

function credentialFields(credentials: IssuedCredentials): Fields {
  return {
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: toAwsTime(credentials.expiresAt),
  };
}

import type { Context } from './conditions.ts';
import type { IssuedCredentials } from './credentials.ts';
import { parametersOf } from './exchange.ts';
import type { Incoming } from './exchange.ts';
import type { Role } from './iam.ts';
import { accountOf, commonContext, grantRole } from './role-session.ts';
import { mayAssume, type ChainAction } from './session-policy.ts';
import { verifySignature } from './sigv4.ts';
import { StsError } from './sts-errors.ts';
import { ASSUME_ROLE_RULES, readRoleParameters } from './sts-parameters.ts';
import type { StsParts } from './sts-parts.ts';
import type { Fields } from './sts-xml.ts';
import { isTrusted } from './trust-policy.ts';
import { compilePattern } from './wildcard.ts';

/**
 * `AssumeRole`: signed with a session's credentials, so always a link of a role chain here.
 * @throws StsError
 */
export function assumeRole(incoming: Incoming, parts: StsParts): Fields {
  const { credentials, region } = verifySignature(incoming, parts.store, parts.clock);
  const all = parametersOf(incoming);
  const parameters = readRoleParameters(all, ASSUME_ROLE_RULES);
  accountOf(parameters.roleArn, region, parts);

  const { principal } = credentials;
  const externalId = all['ExternalId'];
  const standing = credentials.sourceIdentity;
  const wanted = all['SourceIdentity'] ?? standing;
  const context: Context = new Map([
    ...commonContext(parameters.sessionName, incoming.remoteAddress, parts.clock),
    ['aws:principalarn', [principal.roleArn ?? principal.arn]],
    ['aws:principalaccount', [principal.account]],
    ...(externalId === undefined ? [] : [['sts:externalid', [externalId]] as const]),
    ...(wanted === undefined ? [] : [['sts:sourceidentity', [wanted]] as const]),
    ...(standing === undefined ? [] : [['aws:sourceidentity', [standing]] as const]),
  ]);
  const role = parts.iam.role(parameters.roleArn);
  const caller = principal.roleArn === undefined ? undefined : parts.iam.role(principal.roleArn);
  const names = [
    principal.roleArn,
    principal.arn,
    `arn:${principal.partition}:iam::${principal.account}:root`,
  ];
  const may = (action: ChainAction): boolean =>
    role !== undefined &&
    caller !== undefined &&
    mayCall(credentials, caller, role, action) &&
    isTrusted(role.trustPolicy, {
      caller: { kind: 'aws', names: names.filter((name) => name !== undefined) },
      action,
      context,
    });
  const denied = (action: ChainAction) => {
    const message = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${parameters.roleArn}`;
    return new StsError('AccessDenied', message);
  };
  if (role === undefined || !may('sts:AssumeRole')) throw denied('sts:AssumeRole');
  // Also where it only goes along; and nobody may change it on the way.
  const isChanged = standing !== undefined && wanted !== standing;
  if (wanted !== undefined && (isChanged || !may('sts:SetSourceIdentity')))
    throw denied('sts:SetSourceIdentity');
  return grantRole(role, parameters, 'chained', parts, wanted);
}

/** The caller's half of the permission: its partition, its role's policies and its session policies. */
function mayCall(credentials: IssuedCredentials, caller: Role, role: Role, action: ChainAction): boolean {
  const options = { wildcards: true, ignoreCase: false, variables: undefined };
  return (
    caller.partition === role.partition &&
    caller.mayAssume.some((pattern) => compilePattern(pattern, options)?.test(role.arn) === true) &&
    (action === 'sts:AssumeRole' || caller.maySetSourceIdentity) &&
    mayAssume(credentials.policies, role.arn, action)
  );
}

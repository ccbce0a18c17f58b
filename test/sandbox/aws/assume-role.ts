import type { Context } from './conditions.ts';
import type { IssuedCredentials } from './credentials.ts';
import { parametersOf } from './exchange.ts';
import type { Incoming } from './exchange.ts';
import type { Role } from './iam.ts';
import { accountOf, commonContext, grantRole } from './role-session.ts';
import { mayAssume } from './session-policy.ts';
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
  const context: Context = new Map([
    ...commonContext(parameters.sessionName, incoming.remoteAddress, parts.clock),
    ['aws:principalarn', [principal.roleArn ?? principal.arn]],
    ['aws:principalaccount', [principal.account]],
    ...(externalId === undefined ? [] : [['sts:externalid', [externalId]] as const]),
  ]);
  const role = parts.iam.role(parameters.roleArn);
  const caller = principal.roleArn === undefined ? undefined : parts.iam.role(principal.roleArn);
  const names = [
    principal.roleArn,
    principal.arn,
    `arn:${principal.partition}:iam::${principal.account}:root`,
  ];
  const trusted =
    role !== undefined &&
    caller !== undefined &&
    mayCall(credentials, caller, role) &&
    isTrusted(role.trustPolicy, {
      caller: { kind: 'aws', names: names.filter((name) => name !== undefined) },
      action: 'sts:AssumeRole',
      context,
    });
  if (!trusted) {
    const message = `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${parameters.roleArn}`;
    throw new StsError('AccessDenied', message);
  }
  return grantRole(role, parameters, 'chained', parts);
}

/** The caller's half of the permission: its partition, its role's policies and its session policies. */
function mayCall(credentials: IssuedCredentials, caller: Role, role: Role): boolean {
  const options = { wildcards: true, ignoreCase: false, variables: undefined };
  return (
    caller.partition === role.partition &&
    caller.mayAssume.some((pattern) => compilePattern(pattern, options)?.test(role.arn) === true) &&
    mayAssume(credentials.policies, role.arn)
  );
}
